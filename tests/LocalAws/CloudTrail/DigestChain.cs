namespace TrailOps.LocalAws.CloudTrail;

/// <summary>The digests of one trail, account and region so far.</summary>
internal sealed class DigestChain(DateTimeOffset start)
{
    /// <summary>Where the next digest's hour begins.</summary>
    public DateTimeOffset Start { get; set; } = start;

    public DigestLink? Last { get; set; }

    /// <summary>Log files that no digest lists yet.</summary>
    public List<DeliveredLog> Logs { get; } = [];
}
