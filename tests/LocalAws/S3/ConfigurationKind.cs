namespace TrailOps.LocalAws.S3;

/// <summary>A configuration of a bucket that is put, read and deleted as a whole.</summary>
/// <param name="Subresource">As in the query.</param>
/// <param name="Root">The root element. Null: it can't be put here.</param>
/// <param name="Api">The name in operations: Get…, Put….</param>
/// <param name="Iam">The name in actions: s3:Get…, s3:Put….</param>
internal sealed record ConfigurationKind(string Subresource, string? Root, string Api, string Iam)
{
    /// <summary>The name in CloudTrail's events.</summary>
    public string Event { get; init; } = Api;

    /// <summary>The name in the deleting operation, where that differs.</summary>
    public string DeleteApi { get; init; } = Api;

    public bool IsDeletable { get; init; }

    /// <summary>What is answered where nothing was put: an error's code and message, or an empty element.</summary>
    public (string Code, string Message)? Absent { get; init; }

    public string? Empty { get; init; }
}
