namespace TrailOps.Policies;

/// <summary>How many events there were, from when to when, and a few of their ids: the same for the same events in whatever order they come.</summary>
internal sealed class EventTally
{
    private const int MostIds = 5;
    private readonly List<(DateTime Time, string Id)> _earliest = [];

    public long Count { get; private set; }

    public DateTime? First { get; private set; }

    public DateTime? Last { get; private set; }

    /// <summary>The ids of the earliest events.</summary>
    public IReadOnlyList<string> Ids => [.. _earliest.Select(e => e.Id)];

    public void Add(RoleEvent e, DateTime? time)
    {
        Count++;
        Extend(time, time);
        var at = time ?? DateTime.MaxValue;
        if ((_earliest.Count < MostIds || at <= _earliest[^1].Time) && e.EventId is { Length: > 0 } id)
        {
            Insert(at, id);
        }
    }

    public void Add(EventTally other)
    {
        Count += other.Count;
        Extend(other.First, other.Last);
        foreach (var (time, id) in other._earliest)
        {
            Insert(time, id);
        }
    }

    private void Extend(DateTime? first, DateTime? last)
    {
        First = First is null || first < First ? first ?? First : First;
        Last = Last is null || last > Last ? last ?? Last : Last;
    }

    private void Insert(DateTime time, string id)
    {
        var place = 0;
        while (place < _earliest.Count && (_earliest[place].Time, _earliest[place].Id) is var known
            && (known.Time < time || (known.Time == time && string.CompareOrdinal(known.Id, id) < 0)))
        {
            place++;
        }

        if (place < MostIds && !_earliest.Contains((time, id)))
        {
            _earliest.Insert(place, (time, id));
            if (_earliest.Count > MostIds)
            {
                _earliest.RemoveAt(MostIds);
            }
        }
    }
}
