using System.Security.Cryptography;

namespace TrailOps.LocalAws.S3;

/// <summary>One version of an object, or a delete marker.</summary>
internal sealed class ObjectVersion(string key, string versionId, byte[] content, DateTimeOffset modified)
{
    public string Key { get; } = key;

    /// <summary><c>null</c> (the word) where the bucket had no versioning.</summary>
    public string VersionId { get; } = versionId;

    public byte[] Content { get; } = content;

    public DateTimeOffset Modified { get; } = modified;

    public bool IsDeleteMarker { get; init; }

    /// <summary>With quotes; of multipart uploads it ends in the number of parts.</summary>
    public string ETag { get; init; } = $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"";

    /// <summary>Headers that come back as they were sent: type, encoding, cache control …</summary>
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>User metadata, without <c>x-amz-meta-</c>.</summary>
    public Dictionary<string, string> Metadata { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Such as <c>x-amz-checksum-crc32</c>.</summary>
    public Dictionary<string, string> Checksums { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; set; } = [];

    /// <summary>GOVERNANCE or COMPLIANCE. Null: not retained.</summary>
    public string? RetentionMode { get; set; }

    public DateTimeOffset RetainUntil { get; set; }

    public bool HasLegalHold { get; set; }

    public string StorageClass { get; init; } = "STANDARD";

    /// <summary>Null: with no key of KMS.</summary>
    public ObjectEncryption? Encryption { get; init; }
}
