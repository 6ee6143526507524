namespace TrailOps.LocalAws.S3;

/// <summary>A multipart upload that is not complete.</summary>
internal sealed class Upload(string id, string key, DateTimeOffset started)
{
    public string Id { get; } = id;

    public string Key { get; } = key;

    public DateTimeOffset Started { get; } = started;

    public SortedDictionary<int, ObjectVersion> Parts { get; } = [];

    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, string> Metadata { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}
