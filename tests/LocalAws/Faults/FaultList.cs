using System.Text;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Faults;

/// <summary>The faults that wait for requests.</summary>
public sealed class FaultList
{
    private readonly Lock _gate = new();
    private readonly List<Waiting> _waiting = [];
    private TaskCompletionSource _release = NewRelease();
    private int _held;

    /// <summary>Requests that wait for a latency to pass. One whose client goes away waits no more.</summary>
    public int HeldCount => Volatile.Read(ref _held);

    /// <summary>Adds a fault; of several that match a request, the first hits.</summary>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Every, 1);
        lock (_gate)
        {
            _waiting.Add(new Waiting(fault));
        }
    }

    /// <summary>Takes all faults away.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _waiting.Clear();
        }
    }

    /// <summary>Lets the requests that are held go on at once, as if their latency had passed.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _release.SetResult();
            _release = NewRelease();
        }
    }

    /// <summary>The fault that hits a request, if one does.</summary>
    internal Fault? Next(Call call)
    {
        lock (_gate)
        {
            Fault? hit = null;
            foreach (var waiting in _waiting.Where(waiting => Matches(waiting.Fault, call)).ToList())
            {
                waiting.Seen++;
                if (hit is not null || waiting.Seen % waiting.Fault.Every != 0)
                {
                    continue;
                }

                hit = waiting.Fault;
                if (++waiting.Hits == waiting.Fault.Times)
                {
                    _waiting.Remove(waiting);
                }
            }

            return hit;
        }
    }

    internal async Task HoldAsync(Fault fault, CancellationToken cancellation)
    {
        Task released;
        lock (_gate)
        {
            released = _release.Task;
        }

        Interlocked.Increment(ref _held);
        try
        {
            await released.WaitAsync(fault.Latency, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The latency has passed.
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }

    private static TaskCompletionSource NewRelease() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static bool Matches(Fault fault, Call call) =>
        (fault.Service is null || fault.Service == call.Service.Name)
        && (fault.Operation is null || fault.Operation == call.Service.NameOf(call.Request))
        && (fault.Region is null || fault.Region == call.Region)
        && (fault.Body is null || call.Request.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(fault.Body)) >= 0);

    private sealed class Waiting(Fault fault)
    {
        public Fault Fault { get; } = fault;

        public int Seen { get; set; }

        public int Hits { get; set; }
    }
}
