namespace TrailOps.Aws.Events;

/// <summary>The values that events are asked for by, as they were given; of those that none are empty.</summary>
internal sealed record LookupValues
{
    public IReadOnlyList<string> AccessKeyIds { get; init; } = [];

    public IReadOnlyList<string> SessionNames { get; init; } = [];

    public IReadOnlyList<string> EventNames { get; init; } = [];

    /// <summary>Whole, such as <c>s3.amazonaws.com</c>.</summary>
    public IReadOnlyList<string> EventSources { get; init; } = [];

    public bool? IsReadOnly { get; init; }
}
