namespace TrailOps.LocalAws.Events;

/// <summary>All that happened, in order.</summary>
internal sealed class EventHistory
{
    private readonly List<RecordedEvent> _events = [];

    public IReadOnlyList<RecordedEvent> All => _events;

    public void Add(RecordedEvent recorded) => _events.Add(recorded with { Number = _events.Count });

    /// <summary>What came after the first so many.</summary>
    public IEnumerable<RecordedEvent> Since(int number) => _events.Skip(number);
}
