using System.Runtime.CompilerServices;

namespace TrailOps.Digests;

/// <summary>What is to be validated.</summary>
/// <param name="Validation">How.</param>
/// <param name="Folders">Where.</param>
/// <param name="Trail">Whose chains are wanted; null: all.</param>
/// <param name="Summary">Told of everything.</param>
internal sealed record LogValidationPlan(LogValidation Validation, IReadOnlyList<(string Bucket, DigestFolder Folder)> Folders, (string Name, string Home)? Trail, AuditLogValidationSummary Summary);

/// <summary>One validation, with the threads that it takes.</summary>
/// <param name="threads">How many files are read at the same time.</param>
internal sealed class LogValidationJob(int threads)
{
    /// <summary>The validation that is going on, once it is.</summary>
    public LogValidation? Validation { get; private set; }

    /// <summary>What came of it so far.</summary>
    public AuditLogValidationSummary? Summary { get; private set; }

    /// <summary>What becomes of each digest and log.</summary>
    /// <param name="plan">Finds out what there is.</param>
    /// <param name="onFailure">Told of a folder whose digests or keys can't be had.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async IAsyncEnumerable<AuditLogValidation> RunAsync(
        Func<WorkerThreads, CancellationToken, Task<LogValidationPlan>> plan, Action<string, Exception> onFailure, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var workers = new WorkerThreads(threads, stop.Token);
        try
        {
            var (validation, folders, trail, summary) = await plan(workers, stop.Token).ConfigureAwait(false);
            (Validation, Summary) = (validation, summary);
            await foreach (var item in validation.ValidateAsync(folders, trail, summary, onFailure, stop.Token).ConfigureAwait(false))
            {
                yield return item;
            }
        }
        finally
        {
            // No thread may be in the middle of a request when the run is over.
            await stop.CancelAsync().ConfigureAwait(false);
            await workers.EndAsync().ConfigureAwait(false);
        }
    }
}
