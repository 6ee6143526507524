using System.Buffers.Text;

namespace TrailOps.Policies;

/// <summary>How many events there were, from when to when, and a few of their ids: the same for the same events in whatever order they come.</summary>
internal sealed class EventTally
{
    private const int MostIds = 5;
    private readonly List<Sample> _earliest = [];

    public long Count { get; private set; }

    public DateTime? First { get; private set; }

    public DateTime? Last { get; private set; }

    /// <summary>The ids of the earliest events.</summary>
    public IReadOnlyList<string> Ids => [.. _earliest.Select(e => e.Text)];

    public void Add(RoleEvent e, DateTime? time)
    {
        Count++;
        Extend(time, time);
        var at = time ?? DateTime.MaxValue;
        if ((_earliest.Count < MostIds || at <= _earliest[^1].Time) && !e.IdBytes.IsEmpty)
        {
            Insert(Sample.Of(e, at));
        }
    }

    /// <summary>Counts what is no event.</summary>
    public void Add(long count) => Count += count;

    public void Add(EventTally other)
    {
        Count += other.Count;
        Extend(other.First, other.Last);
        other._earliest.ForEach(Insert);
    }

    private void Extend(DateTime? first, DateTime? last)
    {
        First = First is null || first < First ? first ?? First : First;
        Last = Last is null || last > Last ? last ?? Last : Last;
    }

    private void Insert(Sample sample)
    {
        var place = 0;
        while (place < _earliest.Count && _earliest[place].CompareTo(sample) is var order && order <= 0)
        {
            if (order == 0)
            {
                return;
            }

            place++;
        }

        if (place < MostIds)
        {
            _earliest.Insert(place, sample);
            if (_earliest.Count > MostIds)
            {
                _earliest.RemoveAt(MostIds);
            }
        }
    }

    /// <summary>An event's time and id. Ids are UUIDs, nearly all: those need no text until it is asked for.</summary>
    private readonly record struct Sample(DateTime Time, Guid Id, string? Other)
    {
        public string Text => Other ?? Id.ToString();

        public static Sample Of(RoleEvent e, DateTime time)
        {
            var id = e.IdBytes;
            return id.Length == 36 && id.IndexOfAnyInRange((byte)'A', (byte)'F') < 0 && Utf8Parser.TryParse(id, out Guid uuid, out var used, 'D') && used == 36
                ? new(time, uuid, null)
                : new(time, default, e.EventId);
        }

        /// <summary>By time, then by the id's text.</summary>
        public int CompareTo(Sample other) =>
            Time != other.Time ? Time.CompareTo(other.Time)
            : Other is null && other.Other is null ? Id.CompareTo(other.Id)
            : string.CompareOrdinal(Text, other.Text);
    }
}
