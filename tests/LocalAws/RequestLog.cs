namespace TrailOps.LocalAws;

/// <summary>Every request that came in, in the order of their answers.</summary>
public sealed class RequestLog
{
    private readonly Lock _gate = new();
    private readonly List<LoggedRequest> _requests = [];

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

    internal void Add(Func<int, LoggedRequest> request)
    {
        lock (_gate)
        {
            _requests.Add(request(_requests.Count + 1));
        }
    }
}
