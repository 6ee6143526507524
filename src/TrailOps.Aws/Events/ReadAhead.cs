using System.Runtime.CompilerServices;

namespace TrailOps.Aws.Events;

/// <summary>Works on the next items while the first one is still being used; what comes of them comes in their order.</summary>
internal static class ReadAhead
{
    /// <summary>The results, in the items' order.</summary>
    /// <param name="items">The items.</param>
    /// <param name="depth">How many are worked on at the same time.</param>
    /// <param name="work">What comes of one.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async IAsyncEnumerable<TResult> SelectAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items, int depth, Func<TItem, Task<TResult>> work, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var running = new Queue<Task<TResult>>();
        try
        {
            await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                running.Enqueue(work(item));
                if (running.Count >= depth)
                {
                    yield return await running.Dequeue().ConfigureAwait(false);
                }
            }

            while (running.TryDequeue(out var next))
            {
                yield return await next.ConfigureAwait(false);
            }
        }
        finally
        {
            // Whoever stops in the middle leaves no work behind that nobody looks at.
            await Task.WhenAll((IEnumerable<Task>)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
