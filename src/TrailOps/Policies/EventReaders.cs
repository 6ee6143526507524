namespace TrailOps.Policies;

/// <summary>
/// Reads events on other threads, some hundreds at a time, while more of them come: what an event needs is a matter of its record alone. Results are taken
/// on the caller's thread, in the order of the events. Few events are read where they are.
/// </summary>
internal sealed class EventReaders(RolePolicyOptions options, Action<EventReading> take)
{
    private const int BatchSize = 512;
    private static readonly int MostRunning = Environment.ProcessorCount + 1;

    private readonly Queue<Task<EventReading[]>> _running = new();
    private readonly Stack<EventReader> _idle = new();
    private List<RoleEvent> _batch = [];

    public void Add(RoleEvent e)
    {
        _batch.Add(e);
        if (_batch.Count < BatchSize)
        {
            return;
        }

        var batch = _batch;
        _batch = new(BatchSize);
        while (_running.Count >= MostRunning || (_running.TryPeek(out var first) && first.IsCompleted))
        {
            TakeFirst();
        }

        _running.Enqueue(Task.Run(() => Read(batch)));
    }

    /// <summary>Takes all that have come.</summary>
    public void Finish()
    {
        while (_running.Count > 0)
        {
            TakeFirst();
        }

        Array.ForEach(Read(_batch), take);
        _batch.Clear();
    }

    private void TakeFirst() => Array.ForEach(_running.Dequeue().GetAwaiter().GetResult(), take);

    private EventReading[] Read(List<RoleEvent> batch)
    {
        EventReader? reader;
        lock (_idle)
        {
            _idle.TryPop(out reader);
        }

        // A reader remembers what it has read: the next batch goes on with it.
        reader ??= new EventReader(options);
        var readings = new EventReading[batch.Count];
        for (var i = 0; i < readings.Length; i++)
        {
            readings[i] = reader.Read(batch[i]);
        }

        lock (_idle)
        {
            _idle.Push(reader);
        }

        return readings;
    }
}
