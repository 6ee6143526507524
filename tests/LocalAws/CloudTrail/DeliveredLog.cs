namespace TrailOps.LocalAws.CloudTrail;

/// <summary>A log file as a digest lists it.</summary>
internal sealed record DeliveredLog(string Bucket, string Key, string Hash, DateTimeOffset Oldest, DateTimeOffset Newest);
