namespace TrailOps.Digests;

/// <summary>The periods that valid digests are about.</summary>
internal sealed class CoveredTime
{
    /// <summary>A log that was delivered just before the end of the last digest may be in the next one, which is not there yet.</summary>
    public static readonly TimeSpan Edge = TimeSpan.FromMinutes(5);

    /// <summary>How long after a log its digest may come at the latest: an hour, and some more.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromHours(2);

    private readonly List<(DateTime Start, DateTime End)> _periods = [];
    private bool _isSorted = true;

    /// <summary>Where all begins; null where nothing is covered.</summary>
    public DateTime? Start => _periods.Count == 0 ? null : _periods.Min(period => period.Start);

    /// <summary>Where all ends.</summary>
    public DateTime? End => _periods.Count == 0 ? null : _periods.Max(period => period.End);

    public void Add(DateTime start, DateTime end)
    {
        _periods.Add((start, end));
        _isSorted = false;
    }

    /// <summary>Whether a log must stand in one of the digests.</summary>
    public bool MustList(StoredLog log)
    {
        Merge();
        var place = _periods.FindLastIndex(period => period.Start <= log.Delivered);
        if (place < 0 || log.Delivered >= _periods[place].End)
        {
            return false;
        }

        // One that was written much later than its name says is none that is just being digested.
        return log.Delivered < _periods[place].End - Edge || log.LastModified - log.Delivered > Edge + Edge;
    }

    private void Merge()
    {
        if (_isSorted)
        {
            return;
        }

        _periods.Sort();
        List<(DateTime Start, DateTime End)> merged = [];
        foreach (var period in _periods)
        {
            if (merged.Count > 0 && period.Start <= merged[^1].End)
            {
                merged[^1] = (merged[^1].Start, period.End > merged[^1].End ? period.End : merged[^1].End);
            }
            else
            {
                merged.Add(period);
            }
        }

        _periods.Clear();
        _periods.AddRange(merged);
        _isSorted = true;
    }
}
