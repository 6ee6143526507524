using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace TrailOps.Digests;

/// <summary>Works on the next items while the first one is still coming out.</summary>
internal static class SideBySide
{
    private const int Waiting = 256;

    /// <summary>What comes of the items, in their order. One that fails ends where it failed, and the others go on.</summary>
    /// <param name="items">The items.</param>
    /// <param name="depth">How many are worked on at the same time.</param>
    /// <param name="work">What comes of one.</param>
    /// <param name="onFailure">Told of a failure, in the items' order.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async IAsyncEnumerable<TResult> ConcatAsync<TItem, TResult>(
        IEnumerable<TItem> items, int depth, Func<TItem, CancellationToken, IAsyncEnumerable<TResult>> work, Action<TItem, Exception> onFailure, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Queue<(TItem Item, Channel<TResult> Results, Task Working)>();
        using var next = items.GetEnumerator();
        try
        {
            while (true)
            {
                while (running.Count < depth && next.MoveNext())
                {
                    var item = next.Current;
                    var results = Channel.CreateBounded<TResult>(Waiting);
                    running.Enqueue((item, results, Task.Run(() => FillAsync(work(item, stop.Token), results.Writer, stop.Token), CancellationToken.None)));
                }

                if (!running.TryPeek(out var first))
                {
                    yield break;
                }

                await foreach (var result in first.Results.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return result;
                }

                running.Dequeue();
                await first.Working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
                if (first.Working.Exception is { InnerException: { } failure })
                {
                    onFailure(first.Item, failure);
                }
            }
        }
        finally
        {
            // Whoever stops in the middle leaves no work behind that nobody looks at.
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running.Select(one => one.Working)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task FillAsync<TResult>(IAsyncEnumerable<TResult> from, ChannelWriter<TResult> to, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var result in from.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await to.WriteAsync(result, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            // What went wrong is the task's: what came before comes out.
            to.Complete();
        }
    }

    /// <summary>A sequence as far as it comes.</summary>
    public static async IAsyncEnumerable<T> UntilFailureAsync<T>(IAsyncEnumerable<T> items, Action<Exception> onFailure, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var item = items.GetAsyncEnumerator(cancellationToken);
        await using (item.ConfigureAwait(false))
        {
            while (true)
            {
                try
                {
                    if (!await item.MoveNextAsync().ConfigureAwait(false))
                    {
                        yield break;
                    }
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    onFailure(e);
                    yield break;
                }

                yield return item.Current;
            }
        }
    }
}
