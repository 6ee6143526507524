namespace TrailOps;

/// <summary>How much a check that fails matters.</summary>
public enum AuditTrailCheckSeverity
{
    /// <summary>Good to have.</summary>
    Low,

    /// <summary>It makes evidence weaker, or an attack easier.</summary>
    Medium,

    /// <summary>Evidence is lost, or may be.</summary>
    High,

    /// <summary>Anybody may read or change the evidence, or there is none.</summary>
    Critical,
}

/// <summary>How one thing about a trail was found. The checks are those of docs/audit-trail-checks.md.</summary>
/// <param name="Id">The check's name, which stays.</param>
/// <param name="Name">What should be, in a sentence.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Passed">Whether it is so; null where that can't be seen, which is neither.</param>
/// <param name="Evidence">What was seen, or why nothing was.</param>
public sealed record AuditTrailCheck(string Id, string Name, AuditTrailCheckSeverity Severity, bool? Passed, string Evidence)
{
    /// <summary>The trail; null where there is none.</summary>
    public string? TrailARN { get; init; }

    /// <summary>The trail's name.</summary>
    public string? TrailName { get; init; }

    /// <summary>A command that mends it, or lets one see what could not be seen. What it leaves in angle brackets only the user knows. Null where the check passed.</summary>
    public string? Remedy { get; init; }

    /// <summary>The same in CIS AWS Foundations, AWS Security Hub, AWS Config and prowler.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The attack that it reveals, with the call that makes it; null where it is none.</summary>
    public string? Attack { get; init; }

    /// <summary>The check and how it was found.</summary>
    public override string ToString() => $"{Id}: {(Passed switch { true => "passed", false => "failed", null => "not seen" })}. {Evidence}";
}
