namespace TrailOps.LocalAws.CloudTrail;

/// <summary>What CreateTrail and UpdateTrail set.</summary>
internal sealed record TrailSettings
{
    public string Bucket { get; init; } = "";

    public string? Prefix { get; init; }

    public string? SnsTopic { get; init; }

    public bool IncludesGlobalEvents { get; init; } = true;

    public bool IsMultiRegion { get; init; }

    public bool HasValidation { get; init; }

    public bool IsOrganization { get; init; }

    public string? LogGroup { get; init; }

    public string? LogRole { get; init; }

    public string? Key { get; init; }
}
