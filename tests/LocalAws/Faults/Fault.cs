namespace TrailOps.LocalAws.Faults;

/// <summary>A fault on request.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>The service's signing name. Null: any.</summary>
    public string? Service { get; init; }

    /// <summary>The operation. Null: any.</summary>
    public string? Operation { get; init; }

    /// <summary>The region that the request is signed for. Null: any.</summary>
    public string? Region { get; init; }

    /// <summary>What the request's body holds, as it is on the wire: <c>RoleName=deployer&amp;</c>. Null: anything.</summary>
    public string? Body { get; init; }

    /// <summary>Requests that it hits; after them it is gone. Null: all from now on.</summary>
    public int? Times { get; init; }

    /// <summary>Hits only every so-many-th of the requests that match: 3 is the third, the sixth …</summary>
    public int Every { get; init; } = 1;

    /// <summary>How long the answer takes, whatever the kind.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The HTTP status of <see cref="FaultKind.Error"/>.</summary>
    public int Status { get; init; } = 500;

    /// <summary>The error code of <see cref="FaultKind.Error"/>. Null: the usual one of the status.</summary>
    public string? Code { get; init; }

    /// <summary>The text of <see cref="FaultKind.Error"/>. Null: one that says nothing.</summary>
    public string? Message { get; init; }
}
