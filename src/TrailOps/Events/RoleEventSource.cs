using System.Collections.Concurrent;

namespace TrailOps;

/// <summary>Where events can come from.</summary>
public enum RoleEventSourceKind
{
    /// <summary>Log files on disk.</summary>
    Files,

    /// <summary>Records that were handed over: JSON text, or objects made of it.</summary>
    Objects,
}

/// <summary>
/// What one run asked for, what it covered and what it found. All events of a run share it; it is complete when the run is.
/// </summary>
public sealed class RoleEventSource
{
    private readonly ConcurrentDictionary<string, byte> _regions = new(StringComparer.OrdinalIgnoreCase);
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

    /// <summary>The regions whose log files were read, by the files' names, in alphabetical order.</summary>
    public IReadOnlyList<string> Regions => [.. _regions.Keys.Order(StringComparer.Ordinal)];

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

    /// <summary>Whether the run has come to its end.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>The kind, what was asked and what was found.</summary>
    public override string ToString() => $"{Kind}: {Asked}: {EventCount} events in {Read}";

    internal void AddFile(string? region, long records)
    {
        Read.AddFile(records);
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

    internal void AddFailure(RoleEventSourceFailure failure) => _failed.Add(failure);
}

/// <summary>How much a run has read; it grows while the run goes on.</summary>
public sealed class RoleEventSourceRead
{
    private long _files;
    private long _bytes;
    private long _records;

    internal RoleEventSourceRead()
    {
    }

    /// <summary>How many log files were read.</summary>
    public long Files => Interlocked.Read(ref _files);

    /// <summary>How many bytes were read, compressed where the files are.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>How many records went by, of whomever.</summary>
    public long Records => Interlocked.Read(ref _records);

    /// <summary>
    /// How many files or folders were passed over: digests, Insights, and date folders outside the window. Of records that were handed over:
    /// how many are of no role.
    /// </summary>
    public long PassedOver { get; internal set; }

    /// <summary>The records and the files.</summary>
    public override string ToString() => Files == 0 ? $"{Records} records" : $"{Records} records of {Files} files";

    internal void AddRecord(int size)
    {
        Interlocked.Add(ref _bytes, size);
        Interlocked.Increment(ref _records);
    }

    internal void AddBytes(int count) => Interlocked.Add(ref _bytes, count);

    internal void AddFile(long records)
    {
        Interlocked.Increment(ref _files);
        Interlocked.Add(ref _records, records);
    }
}

/// <summary>Something that could not be read, or not wholly.</summary>
/// <param name="Item">The file, or how the text begins.</param>
/// <param name="Damage">What is wrong with it, and where.</param>
public sealed record RoleEventSourceFailure(string Item, LogDamage Damage);
