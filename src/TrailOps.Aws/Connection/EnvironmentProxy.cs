using System.Net;

namespace TrailOps.Aws.Connection;

/// <summary>The proxy that the environment names: <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c> and <c>NO_PROXY</c>, in capitals or not, as curl, the aws
/// CLI and boto3 read them; without them the system's. Read at every request, so a change in the session holds at once.</summary>
internal sealed class EnvironmentProxy(AwsEnvironment environment, IWebProxy system) : IWebProxy, ICredentials
{
    /// <summary>User and password of a proxy: this itself, for the HTTP client asks once who knows them, before it asks for any proxy.</summary>
    public ICredentials? Credentials
    {
        get => this;
        set => throw new NotSupportedException("The environment says who the user is.");
    }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : Given(destination.Scheme) is { } proxy ? WithoutUser(proxy) : system.GetProxy(destination);

    /// <summary>The user and the password that stand in the URL of a proxy.</summary>
    public NetworkCredential? GetCredential(Uri uri, string authType)
    {
        var proxy = new[] { Given(Uri.UriSchemeHttps), Given(Uri.UriSchemeHttp) }.OfType<Uri>().FirstOrDefault(given => given.UserInfo.Length > 0 && WithoutUser(given) == uri);
        if (proxy is null)
        {
            return system.Credentials?.GetCredential(uri, authType);
        }

        var parts = proxy.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    /// <inheritdoc/>
    public bool IsBypassed(Uri host)
    {
        // This machine is never behind a proxy: LocalAws, moto and credential servers of containers are reached at once.
        if (host.IsLoopback)
        {
            return true;
        }

        if (Given(host.Scheme) is null)
        {
            return system.IsBypassed(host);
        }

        var excepted = Either("no_proxy")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return excepted.Any(name => name == "*" || Matches(host.Host, name.TrimStart('*').TrimStart('.')));
    }

    private static bool Matches(string host, string name) =>
        host.Equals(name, StringComparison.OrdinalIgnoreCase)
        || (host.Length > name.Length && host.EndsWith(name, StringComparison.OrdinalIgnoreCase) && host[^(name.Length + 1)] == '.');

    private Uri? Given(string scheme)
    {
        var text = Either(scheme == Uri.UriSchemeHttps ? "https_proxy" : "http_proxy") ?? Either("all_proxy");
        return text is not null && Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}", UriKind.Absolute, out var proxy) ? proxy : null;
    }

    /// <summary>Errors show the proxy's URL, so the password may not stay in it.</summary>
    private static Uri WithoutUser(Uri proxy) => proxy.UserInfo.Length == 0 ? proxy : new UriBuilder(proxy) { UserName = "", Password = "" }.Uri;

    private string? Either(string name) => environment[name] ?? environment[name.ToUpperInvariant()];
}
