using System.Collections.Concurrent;
using System.Diagnostics;

namespace TrailOps.Aws.Events;

/// <summary>Keeps LookupEvents at what an account may ask in a region, two requests a second, for all that this process asks.</summary>
/// <remarks>https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html</remarks>
internal sealed class LookupPacer
{
    /// <summary>A little over half a second: requests that travel unequally long still don't come as three in one second.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(510);
    private static readonly ConcurrentDictionary<(string Caller, string Region), LookupPacer> All = new();

    private readonly object _gate = new();
    private long _next;

    /// <summary>The one for an account and a region.</summary>
    public static LookupPacer For(string caller, string region) => All.GetOrAdd((caller, region), static _ => new LookupPacer());

    /// <summary>Waits for the next turn.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause;
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            var turn = Math.Max(now, _next);
            _next = turn + Ticks(Interval);
            pause = Stopwatch.GetElapsedTime(now, turn);
        }

        return pause > TimeSpan.Zero ? Task.Delay(pause, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Gives nobody a turn for a while: somebody else is asking as well.</summary>
    public void Pause(TimeSpan pause)
    {
        lock (_gate)
        {
            _next = Math.Max(_next, Stopwatch.GetTimestamp() + Ticks(pause));
        }
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}
