namespace TrailOps.LocalAws;

/// <summary>Every request that came in, in the order of their answers.</summary>
public sealed class RequestLog
{
    private readonly Lock _gate = new();
    private readonly List<LoggedRequest> _requests = [];
    private int _open;

    /// <summary>All so far.</summary>
    public IReadOnlyList<LoggedRequest> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>How many requests have come in that are not answered yet.</summary>
    public int OpenCount => Volatile.Read(ref _open);

    /// <summary>Requests that would have changed something.</summary>
    public IReadOnlyList<LoggedRequest> Mutating => [.. All.Where(request => request.IsMutating)];

    /// <summary>Forgets them.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
        }
    }

    internal void Enter() => Interlocked.Increment(ref _open);

    internal void Leave() => Interlocked.Decrement(ref _open);

    internal void Add(Func<int, LoggedRequest> request)
    {
        lock (_gate)
        {
            _requests.Add(request(_requests.Count + 1));
        }
    }
}
