using System.Net;

namespace TrailOps.LocalAws.Http;

/// <summary>One request as it came over the wire, read to its end.</summary>
internal sealed record AwsRequest
{
    public required string Method { get; init; }

    /// <summary>Still encoded.</summary>
    public required string RawPath { get; init; }

    /// <summary>Decoded, in the order of the wire.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Query { get; init; }

    /// <summary>Several headers of one name are joined by commas.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>As sent; chunked uploads are decoded once their signatures are checked.</summary>
    public required byte[] Body { get; init; }

    public required IPAddress RemoteAddress { get; init; }

    public string Host => Header("host") ?? "";

    public string UserAgent => Header("user-agent") ?? "";

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Null: absent. Empty: there, without a value.</summary>
    public string? QueryValue(string name) => Query.FirstOrDefault(pair => pair.Key == name) is { Key: not null } pair ? pair.Value : null;

    public bool HasQuery(string name) => Query.Any(pair => pair.Key == name);
}
