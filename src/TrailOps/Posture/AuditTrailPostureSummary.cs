namespace TrailOps;

/// <summary>How the checks of a trail were found, in numbers.</summary>
public sealed record AuditTrailPostureSummary
{
    internal AuditTrailPostureSummary(IReadOnlyList<AuditTrailCheck> checks)
    {
        (TrailName, TrailARN) = (checks[0].TrailName, checks[0].TrailARN);
        (Passed, NotSeen) = (checks.Count(check => check.Passed == true), checks.Count(check => check.Passed is null));
        var failed = checks.Where(check => check.Passed == false).OrderByDescending(check => check.Severity).ToList();
        (Failed, Worst, FailedIds) = (failed.Count, failed.Count > 0 ? failed[0].Severity : null, [.. failed.Select(check => check.Id)]);
    }

    /// <summary>The trail's name.</summary>
    public string? TrailName { get; }

    /// <summary>The trail; null where there is none.</summary>
    public string? TrailARN { get; }

    /// <summary>How many checks passed.</summary>
    public int Passed { get; }

    /// <summary>How many failed.</summary>
    public int Failed { get; }

    /// <summary>How many could not be seen.</summary>
    public int NotSeen { get; }

    /// <summary>The severity of the worst that failed; null where none did.</summary>
    public AuditTrailCheckSeverity? Worst { get; }

    /// <summary>Those that failed, the worst first.</summary>
    public IReadOnlyList<string> FailedIds { get; }

    /// <summary>The numbers.</summary>
    public override string ToString() => $"{Passed} passed, {Failed} failed, {NotSeen} not seen";
}
