using System.Net;

namespace TrailOps.Aws.Connection;

/// <summary>The proxy that the environment names: <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c> and <c>NO_PROXY</c>, in capitals or not, as curl, the aws
/// CLI and boto3 read them; without them the system's. Read at every request, so a change in the session holds at once.</summary>
internal sealed class EnvironmentProxy(AwsEnvironment environment, IWebProxy system) : IWebProxy
{
    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : Given(destination) ?? system.GetProxy(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host)
    {
        // This machine is never behind a proxy: LocalAws, moto and credential servers of containers are reached at once.
        if (host.IsLoopback)
        {
            return true;
        }

        if (Given(host) is null)
        {
            return system.IsBypassed(host);
        }

        var excepted = Either("no_proxy")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return excepted.Any(name => name == "*" || Matches(host.Host, name.TrimStart('*').TrimStart('.')));
    }

    private static bool Matches(string host, string name) =>
        host.Equals(name, StringComparison.OrdinalIgnoreCase)
        || (host.Length > name.Length && host.EndsWith(name, StringComparison.OrdinalIgnoreCase) && host[^(name.Length + 1)] == '.');

    private Uri? Given(Uri destination)
    {
        var text = Either(destination.Scheme == Uri.UriSchemeHttps ? "https_proxy" : "http_proxy") ?? Either("all_proxy");
        if (text is null || !Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}", UriKind.Absolute, out var proxy))
        {
            return null;
        }

        if (proxy.UserInfo.Length > 0)
        {
            var parts = proxy.UserInfo.Split(':', 2);
            Credentials = new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");

            // Errors show the proxy's URL, so the password may not stay in it.
            proxy = new UriBuilder(proxy) { UserName = "", Password = "" }.Uri;
        }

        return proxy;
    }

    private string? Either(string name) => environment[name] ?? environment[name.ToUpperInvariant()];
}
