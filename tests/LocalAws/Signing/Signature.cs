using System.Globalization;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Signing;

/// <summary>A SigV4 signature as a request carries it: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html</summary>
internal sealed record Signature
{
    public const string Algorithm = "AWS4-HMAC-SHA256";
    public const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    public required string AccessKeyId { get; init; }

    public required string Date { get; init; }

    public required string Region { get; init; }

    public required string Service { get; init; }

    public required IReadOnlyList<string> SignedHeaders { get; init; }

    public required string Value { get; init; }

    /// <summary>As sent: <c>20261125T071644Z</c>, or another format of a Date header.</summary>
    public required string Time { get; init; }

    public string? Token { get; init; }

    /// <summary>Null: signed in a header.</summary>
    public TimeSpan? ValidFor { get; init; }

    public bool IsPresigned => ValidFor is not null;

    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    public DateTimeOffset? SignedAt => DateTimeOffset.TryParseExact(
        Time, [DateFormat, "r"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Null: the request is not signed. An incomplete one is an error that the service words.</summary>
    public static Signature? Read(AwsRequest request, out string? incomplete)
    {
        incomplete = null;
        if (request.Header("authorization") is { } header)
        {
            return ReadHeader(request, header, out incomplete);
        }

        return request.HasQuery("X-Amz-Algorithm") ? ReadQuery(request, out incomplete) : null;
    }

    private static Signature? ReadHeader(AwsRequest request, string header, out string? incomplete)
    {
        var space = header.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || header[..space] != Algorithm)
        {
            incomplete = $"Unsupported AWS 'algorithm': '{(space < 0 ? header : header[..space])}'.";
            return null;
        }

        var parts = header[space..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        return Build(
            parts.GetValueOrDefault("Credential"), parts.GetValueOrDefault("SignedHeaders"), parts.GetValueOrDefault("Signature"),
            request.Header("x-amz-date") ?? request.Header("date"), request.Header("x-amz-security-token"), null, out incomplete);
    }

    private static Signature? ReadQuery(AwsRequest request, out string? incomplete)
    {
        if (!int.TryParse(request.QueryValue("X-Amz-Expires") ?? "900", CultureInfo.InvariantCulture, out var seconds))
        {
            incomplete = "X-Amz-Expires should be a number";
            return null;
        }

        return Build(
            request.QueryValue("X-Amz-Credential"), request.QueryValue("X-Amz-SignedHeaders"), request.QueryValue("X-Amz-Signature"),
            request.QueryValue("X-Amz-Date"), request.QueryValue("X-Amz-Security-Token"), TimeSpan.FromSeconds(seconds), out incomplete);
    }

    private static Signature? Build(string? credential, string? headers, string? value, string? time, string? token, TimeSpan? validFor, out string? incomplete)
    {
        incomplete = null;
        var missing = (credential, headers, value, time) switch
        {
            (null, _, _, _) => "'Credential' parameter",
            (_, null, _, _) => "'SignedHeaders' parameter",
            (_, _, null, _) => "'Signature' parameter",
            (_, _, _, null) => "existence of either a 'X-Amz-Date' or a 'Date' header",
            _ => null,
        };
        if (missing is not null)
        {
            incomplete = $"Authorization header requires {missing}.";
            return null;
        }

        if (credential!.Split('/') is not [.. var key, var date, var region, var service, "aws4_request"] || key.Length == 0)
        {
            incomplete = $"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'.";
            return null;
        }

        return new Signature
        {
            AccessKeyId = string.Join('/', key),
            Date = date,
            Region = region,
            Service = service,
            SignedHeaders = headers!.Split(';'),
            Value = value!,
            Time = time!,
            Token = token,
            ValidFor = validFor,
        };
    }
}
