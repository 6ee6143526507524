using System.Collections.Concurrent;

namespace TrailOps;

/// <summary>Where events can come from.</summary>
public enum RoleEventSourceKind
{
    /// <summary>Log files on disk.</summary>
    Files,

    /// <summary>Event history, by LookupEvents.</summary>
    EventHistory,

    /// <summary>The log files in a trail's bucket.</summary>
    Bucket,

    /// <summary>Records that were handed over: JSON text, or objects made of it.</summary>
    Objects,
}

/// <summary>
/// What one run asked for, what it covered and what it found. All events of a run share it; it is complete when the run is.
/// </summary>
public sealed class RoleEventSource
{
    private readonly ConcurrentDictionary<string, byte> _regions = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, DateTime> _settled = new(StringComparer.Ordinal);
    private readonly List<RoleEventSourceFailure> _failed = [];

    internal RoleEventSource(RoleEventSourceKind kind, string asked)
    {
        Kind = kind;
        Asked = asked;
    }

    /// <summary>Where the events come from.</summary>
    public RoleEventSourceKind Kind { get; }

    /// <summary>What was asked for: the roles and the window.</summary>
    public string Asked { get; }

    /// <summary>The paths or other places that were searched; of very many the first hundred.</summary>
    public IReadOnlyList<string> Covered { get; internal set; } = [];

    /// <summary>The regions whose log files were read, by the files' names, or whose event history was, to its end; in alphabetical order.</summary>
    public IReadOnlyList<string> Regions => [.. _regions.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Where the period begins that was covered (UTC); null: with the oldest that is there.</summary>
    public DateTime? StartTime { get; internal set; }

    /// <summary>Where it ends (UTC); null: with the latest that is there.</summary>
    public DateTime? EndTime { get; internal set; }

    /// <summary>
    /// Until when events had surely arrived when they were read (UTC): event history may take 15 minutes to show one. Null: not known, as of logs,
    /// whose delivery has no such limit.
    /// </summary>
    public DateTime? SettledTime => _settled.IsEmpty ? null : _settled.Values.Min();

    /// <summary>How much was read.</summary>
    public RoleEventSourceRead Read { get; } = new();

    /// <summary>How many events were found and put out.</summary>
    public long EventCount { get; private set; }

    /// <summary>The time of the earliest event found (UTC).</summary>
    public DateTime? FirstEvent { get; private set; }

    /// <summary>The time of the latest event found (UTC).</summary>
    public DateTime? LastEvent { get; private set; }

    /// <summary>How many events were not put out because the same event had been already.</summary>
    public long Duplicates { get; internal set; }

    /// <summary>What could not be read, or not wholly.</summary>
    public IReadOnlyList<RoleEventSourceFailure> Failed => [.. _failed];

    /// <summary>Whether only logs were read that a digest vouches for.</summary>
    public bool IsValidated { get; internal set; }

    /// <summary>Whether the run has come to its end.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>The kind, what was asked and what was found.</summary>
    public override string ToString() => $"{Kind}: {Asked}: {EventCount} events in {Read}";

    internal void AddFile(string? region, long records)
    {
        Read.AddFile(records);
        AddRegion(region);
    }

    internal void AddRegion(string? region)
    {
        if (region is not null)
        {
            _regions.TryAdd(region, 0);
        }
    }

    internal void AddEvent(DateTime? time)
    {
        EventCount++;
        FirstEvent = FirstEvent is null || time < FirstEvent ? time ?? FirstEvent : FirstEvent;
        LastEvent = LastEvent is null || time > LastEvent ? time ?? LastEvent : LastEvent;
    }

    /// <summary>Takes part in <see cref="SettledTime"/>: all have settled when the last one has.</summary>
    internal void SetSettled(string part, DateTime time) => _settled[part] = time;

    internal void AddFailure(RoleEventSourceFailure failure) => _failed.Add(failure);
}

/// <summary>How much a run has read; it grows while the run goes on.</summary>
public sealed class RoleEventSourceRead
{
    private long _files;
    private long _bytes;
    private long _records;
    private long _requests;
    private long _throttled;
    private long _fromCache;
    private long _passedOver;

    internal RoleEventSourceRead()
    {
    }

    /// <summary>How many log files or objects of a bucket were read.</summary>
    public long Files => Interlocked.Read(ref _files);

    /// <summary>How many bytes were read, compressed where the files are.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>How many records went by, of whomever.</summary>
    public long Records => Interlocked.Read(ref _records);

    /// <summary>How many of the objects were read from the cache instead of the bucket.</summary>
    public long FromCache => Interlocked.Read(ref _fromCache);

    /// <summary>How many requests AWS was asked, repetitions too: LookupEvents of event history; lists and objects of a bucket.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>How many of the requests AWS refused because there were too many. They were made again.</summary>
    public long Throttled => Interlocked.Read(ref _throttled);

    /// <summary>
    /// How many files or folders were passed over: digests, Insights, and what lies outside the window. Of records that were handed over:
    /// how many are of no role.
    /// </summary>
    public long PassedOver
    {
        get => Interlocked.Read(ref _passedOver);
        internal set => Interlocked.Exchange(ref _passedOver, value);
    }

    /// <summary>The records and the files.</summary>
    public override string ToString() =>
        Files > 0 ? $"{Records} records of {Files} files"
        : Requests > 0 ? $"{Records} records of {Requests} requests"
        : $"{Records} records";

    internal void AddRecord(int size)
    {
        Interlocked.Add(ref _bytes, size);
        Interlocked.Increment(ref _records);
    }

    internal void AddRequest() => Interlocked.Increment(ref _requests);

    internal void AddThrottled() => Interlocked.Increment(ref _throttled);

    internal void AddPassedOver() => Interlocked.Increment(ref _passedOver);

    internal void AddFromCache() => Interlocked.Increment(ref _fromCache);

    internal void AddBytes(int count) => Interlocked.Add(ref _bytes, count);

    internal void AddFile(long records)
    {
        Interlocked.Increment(ref _files);
        Interlocked.Add(ref _records, records);
    }
}

/// <summary>Something that could not be read, or not wholly.</summary>
/// <param name="Item">The file, the object (s3://…), the region, or how the text begins.</param>
/// <param name="Damage">What is wrong with it, and where.</param>
public sealed record RoleEventSourceFailure(string Item, LogDamage Damage);
