namespace TrailOps.LocalAws.Http;

/// <summary>One operation of a service.</summary>
/// <param name="Name">As the API calls it.</param>
/// <param name="Run">What it does, once it is permitted.</param>
internal sealed record Operation(string Name, Func<Call, AwsResponse> Run)
{
    /// <summary>The permissions it needs. None: anyone who is authenticated.</summary>
    public Func<Call, IEnumerable<Access>> Needs { get; init; } = _ => [];

    public bool IsReadOnly { get; init; }

    /// <summary>As CloudTrail calls it, where that differs.</summary>
    public string? EventName { get; init; }

    /// <summary>A data event, which the event history doesn't have.</summary>
    public bool IsData { get; init; }

    /// <summary>Whether it may come without a signature.</summary>
    public bool IsOpen { get; init; }
}
