using TrailOps.Digests;

namespace TrailOps;

/// <summary>
/// What came of a validation. Digests and logs are counted as <c>aws cloudtrail validate-logs</c> counts them: logs of digests that are not valid are not looked at, and not counted.
/// Times are in UTC.
/// </summary>
public sealed class AuditLogValidationSummary
{
    private readonly Dictionary<(string? AccountId, string? Region, string? TrailName), DateTime> _ends = [];
    private bool _hasFailed;
    private bool _isUnproved;

    internal AuditLogValidationSummary(string source, DateTime startTime, DateTime endTime)
    {
        (Source, StartTime, EndTime) = (source, startTime, endTime);
    }

    /// <summary>What was validated: the trail, the bucket or the folder.</summary>
    public string Source { get; }

    /// <summary>
    /// True: all that was asked for is as CloudTrail delivered it. False: something is altered, missing or added. Null: nothing of that was found, but something could not be read, a region has logs that are
    /// not digested, one that was asked for has no digests, or there are none at all. How much of the period it is true of, <see cref="CoveredStartTime"/> and <see cref="CoveredEndTime"/> tell.
    /// </summary>
    public bool? IsValid => _hasFailed ? false : _isUnproved || DigestsValid + BackfillDigestsValid == 0 ? null : true;

    /// <summary>Where the period begins that was asked for.</summary>
    public DateTime StartTime { get; }

    /// <summary>Where it ends.</summary>
    public DateTime EndTime { get; }

    /// <summary>Where the period begins that valid digests cover; null where there is none.</summary>
    public DateTime? CoveredStartTime { get; private set; }

    /// <summary>Where it ends. Between, <see cref="Gaps"/> and digests that are not valid leave holes.</summary>
    public DateTime? CoveredEndTime { get; private set; }

    /// <summary>How many digests were looked for.</summary>
    public long Digests { get; private set; }

    /// <summary>How many of them are valid.</summary>
    public long DigestsValid { get; private set; }

    /// <summary>How many digests of a local copy have no next one in it, where their signature would stand: they and their logs are as if not there, and counted nowhere else.</summary>
    public long DigestsNotProved { get; private set; }

    /// <summary>How many backfill digests were looked at.</summary>
    public long BackfillDigests { get; private set; }

    /// <summary>How many of them are valid.</summary>
    public long BackfillDigestsValid { get; private set; }

    /// <summary>How many logs valid digests list.</summary>
    public long Logs { get; private set; }

    /// <summary>How many of them are valid.</summary>
    public long LogsValid { get; private set; }

    /// <summary>How many logs lie in the covered periods that no digest lists. They are not in <see cref="Logs"/>.</summary>
    public long LogsNotListed { get; private set; }

    /// <summary>How often a chain of digests begins anew after an older one: no logs were delivered, or none were digested, between.</summary>
    public long Gaps { get; private set; }

    /// <summary>How many digests, logs and places could not be read, for want of a permission or of the network.</summary>
    public long NotRead { get; private set; }

    /// <summary>How many chains of digests there were: one for each account, region and trail.</summary>
    public int Chains { get; internal set; }

    /// <summary>The chains whose digests end long before those of others, in words: each region has one every hour.</summary>
    internal IEnumerable<string> Short => _ends.Where(chain => CoveredEndTime - chain.Value >= CoveredTime.Late).Select(chain => $"of {chain.Key.Region} ({chain.Key.AccountId}) to {chain.Value:u}");

    /// <summary>The counts.</summary>
    public override string ToString() =>
        $"{DigestsValid}/{Digests} digests valid{(BackfillDigests > 0 ? $", {BackfillDigestsValid}/{BackfillDigests} backfill digests valid" : "")}, {LogsValid}/{Logs} logs valid"
        + $"{(LogsNotListed > 0 ? $", {LogsNotListed} logs not listed" : "")}{(NotRead > 0 ? $", {NotRead} not read" : "")}";

    internal void Add(AuditLogValidation item)
    {
        var isValid = item.Status == AuditLogStatus.Valid;
        _hasFailed |= item.IsValid == false;
        _isUnproved |= item.Status is AuditLogStatus.NotRead or AuditLogStatus.NoDigests;
        NotRead += item.Status == AuditLogStatus.NotRead ? 1 : 0;
        switch (item.Kind)
        {
            case AuditLogKind.Digest or AuditLogKind.BackfillDigest when item.Status == AuditLogStatus.SignatureNotFound:
                DigestsNotProved++;
                _isUnproved |= item.IsInside;
                break;
            case AuditLogKind.Digest:
                Digests++;
                DigestsValid += isValid ? 1 : 0;
                break;
            case AuditLogKind.BackfillDigest:
                BackfillDigests++;
                BackfillDigestsValid += isValid ? 1 : 0;
                break;
            case AuditLogKind.Log when item.Status == AuditLogStatus.SignatureNotFound:
                _isUnproved = true;
                break;
            case AuditLogKind.Log when item.Status == AuditLogStatus.NotListed:
                LogsNotListed++;
                break;
            case AuditLogKind.Log:
                Logs++;
                LogsValid += isValid ? 1 : 0;
                break;
            default:
                Gaps += item.Status == AuditLogStatus.ChainStarted ? 1 : 0;
                break;
        }

        if (isValid && item is { Kind: not AuditLogKind.Log, StartTime: { } start, EndTime: { } end })
        {
            Cover(start > StartTime ? start : StartTime, end < EndTime ? end : EndTime);
            var chain = (item.AccountId, item.Region, item.TrailName);
            _ends[chain] = _ends.TryGetValue(chain, out var last) && last > end ? last : end;
        }
    }

    /// <summary>A place that could not be read.</summary>
    internal void AddNotRead()
    {
        NotRead++;
        _isUnproved = true;
    }

    private void Cover(DateTime start, DateTime end)
    {
        CoveredStartTime = CoveredStartTime < start ? CoveredStartTime : start;
        CoveredEndTime = CoveredEndTime > end ? CoveredEndTime : end;
    }
}
