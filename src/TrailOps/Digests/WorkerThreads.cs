using System.Collections.Concurrent;

namespace TrailOps.Digests;

/// <summary>Threads that do one thing after another, in the order in which it was given to them. They are started as there is work for them.</summary>
/// <param name="limit">How many there may be.</param>
/// <param name="token">Ends them: what has not begun is not done.</param>
internal sealed class WorkerThreads(int limit, CancellationToken token) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    private readonly BlockingCollection<Action> _work = [];
    private int _threads;
    private int _running;
    private int _busy;

    /// <summary>How many there may be.</summary>
    public int Limit => limit;

    /// <summary>How many have not come to their end.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>What comes of work; an error of it is the task's.</summary>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _work.Add(
                () =>
                {
                    try
                    {
                        token.ThrowIfCancellationRequested();
                        done.SetResult(work());
                    }
                    catch (Exception e)
                    {
                        done.TrySetException(e);
                    }
                },
                token);
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException)
        {
            return Task.FromCanceled<T>(token.IsCancellationRequested ? token : new CancellationToken(canceled: true));
        }

        if (Volatile.Read(ref _threads) < limit && _work.Count + Volatile.Read(ref _busy) > Volatile.Read(ref _threads))
        {
            Start();
        }

        return done.Task;
    }

    /// <summary>Takes no more work, and waits until what is being done is done; not for ever, for a slow disk knows no token.</summary>
    public async Task EndAsync()
    {
        Dispose();
        for (var waited = TimeSpan.Zero; Running > 0 && waited < Patience; waited += Moment)
        {
            await Task.Delay(Moment, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Takes no more work.</summary>
    public void Dispose() => _work.CompleteAdding();

    private void Start()
    {
        if (Interlocked.Increment(ref _threads) > limit)
        {
            Interlocked.Decrement(ref _threads);
            return;
        }

        Interlocked.Increment(ref _running);
        new Thread(Work) { IsBackground = true, Name = "TrailOps digests" }.Start();
    }

    private void Work()
    {
        try
        {
            foreach (var work in _work.GetConsumingEnumerable())
            {
                Interlocked.Increment(ref _busy);
                work();
                Interlocked.Decrement(ref _busy);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
