namespace TrailOps.LocalAws.S3;

/// <summary>What a request is about.</summary>
internal enum S3Level
{
    Service,
    Bucket,
    Object,
}
