using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TrailOps.LocalAws.Http;

/// <summary>Reads a request whole; what was signed are the bytes of the wire, so nothing is normalised here.</summary>
internal static class RequestReader
{
    public static async Task<AwsRequest> ReadAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (Uri.TryCreate(target, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https")
        {
            target = target[target.IndexOf(absolute.Authority, StringComparison.OrdinalIgnoreCase)..][absolute.Authority.Length..];
        }

        var mark = target.IndexOf('?', StringComparison.Ordinal);
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        return new AwsRequest
        {
            Method = context.Request.Method,
            RawPath = mark < 0 ? target : target[..mark],
            Query = mark < 0 ? [] : [.. Pairs(target[(mark + 1)..])],
            Headers = context.Request.Headers.ToDictionary(
                header => header.Key, header => string.Join(',', header.Value.ToArray()), StringComparer.OrdinalIgnoreCase),
            Body = body.ToArray(),
            RemoteAddress = context.Connection.RemoteIpAddress ?? IPAddress.Loopback,
        };
    }

    /// <summary>The pairs of a query string (<c>+</c> is a plus there for S3) or of a form.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(string text, bool isForm = false) =>
        from pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries)
        let at = pair.IndexOf('=', StringComparison.Ordinal)
        select KeyValuePair.Create(Decode(at < 0 ? pair : pair[..at], isForm), at < 0 ? "" : Decode(pair[(at + 1)..], isForm));

    private static string Decode(string text, bool isForm) => Uri.UnescapeDataString(isForm ? text.Replace('+', ' ') : text);
}
