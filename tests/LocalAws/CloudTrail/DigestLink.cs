namespace TrailOps.LocalAws.CloudTrail;

/// <summary>What a digest tells of the one before.</summary>
internal sealed record DigestLink(string Bucket, string Key, string Hash, string Signature);
