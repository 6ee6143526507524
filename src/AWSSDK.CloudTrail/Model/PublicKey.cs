using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>A public key that digest files are verified with.</summary>
public class PublicKey
{
    /// <summary>The key's fingerprint, which digest files name.</summary>
    public string? Fingerprint { get; set; }

    /// <summary>Until when the key is valid, UTC.</summary>
    public DateTime? ValidityEndTime { get; set; }

    /// <summary>From when the key is valid, UTC.</summary>
    public DateTime? ValidityStartTime { get; set; }

    /// <summary>The key: DER of a PKCS #1 RSA public key.</summary>
    public MemoryStream? Value { get; set; }

    internal static readonly JsonStructure<PublicKey> Shape = new JsonStructure<PublicKey>()
        .Member("Fingerprint", JsonScalar.Text, x => x.Fingerprint, (x, value) => x.Fingerprint = value)
        .Member("ValidityEndTime", JsonScalar.Timestamp, x => x.ValidityEndTime, (x, value) => x.ValidityEndTime = value)
        .Member("ValidityStartTime", JsonScalar.Timestamp, x => x.ValidityStartTime, (x, value) => x.ValidityStartTime = value)
        .Member("Value", JsonScalar.Blob, x => x.Value, (x, value) => x.Value = value);
}
