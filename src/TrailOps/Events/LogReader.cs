using System.Collections.Concurrent;

namespace TrailOps.Events;

/// <summary>One thing that comes out of a <see cref="LogReader"/>: events of a log in their order, or, at its end, what is wrong with it.</summary>
internal readonly record struct LogReaderOutput(LogFile File, List<RoleEvent>? Events, LogDamage? Damage, Exception? Cause);

/// <summary>
/// Reads several logs at the same time and hands out what they hold in the order in which they were added. A log whose turn has not come
/// waits once a little of it has been read, so memory stays the same however many logs there are.
/// </summary>
internal sealed class LogReader : IDisposable
{
    private const int MaxBatches = 4;
    private const int MaxBatchBytes = 128 * 1024;
    private const int MaxBatchEvents = 256;

    private readonly CancellationTokenSource _cancel;
    private readonly BlockingCollection<Job> _jobs = [];
    private readonly BlockingCollection<Job> _order = [];
    private readonly SemaphoreSlim _room;
    private readonly int _threadLimit;
    private Job? _next;
    private int _threads;
    private int _running;

    /// <param name="threadLimit">How many logs are read at the same time.</param>
    /// <param name="token">Ends all reading.</param>
    public LogReader(int threadLimit, CancellationToken token)
    {
        _threadLimit = threadLimit;
        _room = new SemaphoreSlim(threadLimit * 2);
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(token);
    }

    /// <summary>Whether enough logs wait to keep every thread busy: take some output before adding more.</summary>
    public bool IsFull => _room.CurrentCount == 0;

    /// <summary>Whether all that was added has come out.</summary>
    public bool IsEmpty => _next is null && _order.Count == 0;

    /// <summary>How many threads have not come to their end.</summary>
    internal int RunningThreads => Volatile.Read(ref _running);

    /// <summary>Adds a log. For one thread at a time, which takes output while the reader is full.</summary>
    public void Add(LogFile file, LogFileReader reader)
    {
        Start(new Job(file, reader, HasRoom: _room.Wait(0)));
    }

    /// <summary>Adds a log when there is room for it, while somebody else takes the output. For one at a time.</summary>
    public async Task AddAsync(LogFile file, LogFileReader reader)
    {
        await _room.WaitAsync(_cancel.Token).ConfigureAwait(false);
        Start(new Job(file, reader, HasRoom: true));
    }

    /// <summary>Takes the next output; false where there is none within <paramref name="wait"/>, or none at all.</summary>
    /// <exception cref="OperationCanceledException">The token has ended the reading.</exception>
    public bool TryTake(TimeSpan wait, out LogReaderOutput output)
    {
        while (_next is not null || _order.TryTake(out _next))
        {
            if (_next.Output.TryTake(out output, (int)wait.TotalMilliseconds, _cancel.Token))
            {
                return true;
            }

            if (!_next.Output.IsCompleted)
            {
                return false;
            }

            // Not disposed of: its thread may still be inside of CompleteAdding, which would throw and end the thread.
            if (_next.HasRoom)
            {
                _room.Release();
            }

            _next = null;
        }

        output = default;
        return false;
    }

    /// <summary>Waits until something has been added; false where nothing is within <paramref name="wait"/>.</summary>
    public bool WaitForLog(TimeSpan wait) => _next is not null || _order.TryTake(out _next, (int)wait.TotalMilliseconds, _cancel.Token);

    /// <summary>Ends all reading. Threads end by themselves: one that waits for a slow disk is not waited for.</summary>
    public void Dispose()
    {
        _cancel.Cancel();
        _jobs.CompleteAdding();
    }

    private void Start(Job job)
    {
        _order.Add(job);
        _jobs.Add(job);
        if (_threads < _threadLimit)
        {
            _threads++;
            Interlocked.Increment(ref _running);
            new Thread(Work) { IsBackground = true, Name = "TrailOps log reader" }.Start();
        }
    }

    private void Work()
    {
        try
        {
            foreach (var job in _jobs.GetConsumingEnumerable(_cancel.Token))
            {
                Read(job);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The run is over.
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private void Read(Job job)
    {
        var token = _cancel.Token;
        var batch = new List<RoleEvent>();
        var batchBytes = 0;
        var batchLimit = 1;

        void Emit(RoleEvent e)
        {
            batch.Add(e);
            batchBytes += e.Size;
            if (batch.Count >= batchLimit || batchBytes >= MaxBatchBytes)
            {
                // The first event goes at once, later ones in company.
                batchLimit = Math.Min(batchLimit * 4, MaxBatchEvents);
                Flush();
            }
        }

        void Flush()
        {
            if (batch.Count > 0)
            {
                job.Output.Add(new LogReaderOutput(job.File, batch, null, null), token);
                batch = [];
                batchBytes = 0;
            }
        }

        var (damage, cause) = Read(job, Emit, token);
        if (damage is not null && job.File.Renew?.Invoke() == true)
        {
            // What came out before comes once more, and is known by its id.
            (damage, cause) = Read(job, Emit, token);
        }

        Flush();
        if (damage is not null)
        {
            job.Output.Add(new LogReaderOutput(job.File, null, damage, cause), token);
        }

        job.Output.CompleteAdding();
    }

    private static (LogDamage? Damage, Exception? Cause) Read(Job job, Action<RoleEvent> emit, CancellationToken token)
    {
        try
        {
            using var file = job.File.Open(token);
            return (job.Reader.Read(file, job.File.Region, emit, token), null);
        }
        catch (Exception e) when (e is not OperationCanceledException || !token.IsCancellationRequested)
        {
            // What can go wrong while a file is read differs by system, disk and network; all of it is this file's error and nobody else's.
            return (new LogDamage(e is Digests.LogNotValidatedException ? LogDamageKind.NotValidated : LogDamageKind.Unreadable, e.Message), e);
        }
    }

    private sealed record Job(LogFile File, LogFileReader Reader, bool HasRoom)
    {
        public BlockingCollection<LogReaderOutput> Output { get; } = new(MaxBatches);
    }
}
