namespace TrailOps.LocalAws.Http;

/// <summary>What is sent back.</summary>
internal sealed class AwsResponse(int status, string? contentType, ReadOnlyMemory<byte> body)
{
    public int Status { get; } = status;

    public string? ContentType { get; } = contentType;

    public ReadOnlyMemory<byte> Body { get; } = body;

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>For answers to HEAD: the length of what GET would send.</summary>
    public long? ContentLength { get; init; }
}
