using System.Diagnostics;
using System.Runtime.CompilerServices;
using TrailOps.Aws.Connection;
using TrailOps.Events;

namespace TrailOps.Aws.Events;

/// <summary>Reads a region's event history again and again, until all events of the period must have come, and puts out each once, as soon as it is seen.</summary>
/// <param name="history">What is read.</param>
/// <param name="clients">Whose clock counts.</param>
/// <param name="timeout">When to give up waiting.</param>
/// <param name="onPoll">Told after each look: the query, until when its events have settled, until when they are to, and how long is left to the time-out.</param>
internal sealed class SettlingHistory(EventHistory history, AwsClients clients, TimeSpan timeout, Action<LookupQuery, DateTime, DateTime, TimeSpan> onPoll)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>The wanted events of a region; it ends when they have settled, or at the time-out.</summary>
    public async IAsyncEnumerable<IReadOnlyList<RoleEvent>> PagesAsync(LookupQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new EventIdSet();
        var begin = query.StartTime;
        for (var pause = FirstPause; ; pause = Shorter(pause * 1.5, LongestPause))
        {
            var polled = Stopwatch.GetTimestamp();
            await foreach (var page in history.PagesAsync(query, cancellationToken).ConfigureAwait(false))
            {
                var fresh = page.Where(e => e.IdBytes.IsEmpty || seen.Add(e.IdBytes)).ToList();
                if (fresh.Count > 0)
                {
                    yield return fresh;
                }
            }

            // By AWS's clock, which its answer has just told: what happened before this was all there when the poll began.
            var settled = clients.Now - Stopwatch.GetElapsedTime(polled) - LookupQuery.Delay;
            var end = query.EndTime ?? clients.Now;
            var left = timeout - Stopwatch.GetElapsedTime(_started);
            onPoll(query, settled < end ? settled : end, end, left);
            if (settled >= end || left <= TimeSpan.Zero)
            {
                yield break;
            }

            await Task.Delay(Shorter(pause, left), cancellationToken).ConfigureAwait(false);
            query = query with { StartTime = settled > begin ? settled : begin, EndTime = end };
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
