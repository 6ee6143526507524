namespace TrailOps.Policies;

/// <summary>
/// Reads the events of all roles on other threads, some hundreds at a time, while more of them come: what an event needs is a matter of its record alone.
/// Results are taken on the caller's thread, in the order of the events. Few events are read where they are.
/// </summary>
internal sealed class EventReaders(RolePolicyOptions options)
{
    private const int BatchSize = 512;
    private const int BatchBytes = 4 * 1024 * 1024;
    private static readonly int MostRunning = Environment.ProcessorCount + 1;

    private readonly Queue<Task<List<(EventReading Reading, RolePolicyBuilder Policy)>>> _running = new();
    private readonly Stack<EventReader> _idle = new();
    private List<(RoleEvent Event, RolePolicyBuilder Policy)> _batch = [];
    private int _bytes;

    /// <summary>Takes an event of a policy.</summary>
    public void Add(RoleEvent e, RolePolicyBuilder policy)
    {
        _batch.Add((e, policy));
        _bytes += e.Size;
        if (_batch.Count < BatchSize && _bytes < BatchBytes)
        {
            return;
        }

        var batch = _batch;
        (_batch, _bytes) = (new(BatchSize), 0);
        while (_running.Count >= MostRunning || (_running.TryPeek(out var first) && first.IsCompleted))
        {
            Take(_running.Dequeue().GetAwaiter().GetResult());
        }

        _running.Enqueue(Task.Run(() => Read(batch)));
    }

    /// <summary>Gives the policies all that have come.</summary>
    public void Finish()
    {
        while (_running.Count > 0)
        {
            Take(_running.Dequeue().GetAwaiter().GetResult());
        }

        Take(Read(_batch));
        _batch.Clear();
    }

    private static void Take(List<(EventReading Reading, RolePolicyBuilder Policy)> readings) => readings.ForEach(r => r.Policy.Take(r.Reading));

    private List<(EventReading Reading, RolePolicyBuilder Policy)> Read(List<(RoleEvent Event, RolePolicyBuilder Policy)> batch)
    {
        EventReader? reader;
        lock (_idle)
        {
            _idle.TryPop(out reader);
        }

        // A reader remembers what it has read: the next batch goes on with it.
        reader ??= new EventReader(options);
        var readings = batch.ConvertAll(b => (reader.Read(b.Event), b.Policy));
        lock (_idle)
        {
            _idle.Push(reader);
        }

        return readings;
    }
}
