using System.Collections.Concurrent;
using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>
/// What workers put out, in order, on its way to the pipeline's thread, which alone may write. An object waits until the pipeline has taken it,
/// so who needs one object makes no second call; everything else is only noted.
/// </summary>
internal sealed class WorkerOutput(CancellationToken stop) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly BlockingCollection<Action<PSCmdlet>> _entries = [];

    /// <summary>Cancelled when the run stops.</summary>
    public CancellationToken Stop => stop;

    /// <summary>Puts out an object, and goes on when the pipeline has taken it.</summary>
    public async Task WriteObjectAsync(object item)
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(cmdlet =>
        {
            cmdlet.WriteObject(item);
            taken.SetResult();
        });
        await taken.Task.WaitAsync(stop).ConfigureAwait(false);
    }

    public void WriteVerbose(string text) => Add(cmdlet => cmdlet.WriteVerbose(text));

    public void WriteDebug(string text) => Add(cmdlet => cmdlet.WriteDebug(text));

    public void WriteWarning(string text) => Add(cmdlet => cmdlet.WriteWarning(text));

    public void WriteProgress(ProgressRecord progress) => Add(cmdlet => cmdlet.WriteProgress(progress));

    /// <summary>Writes an error, made on the pipeline's thread.</summary>
    public void WriteError(Func<ErrorRecord> make) => Add(cmdlet => cmdlet.WriteError(make()));

    /// <summary>Asks the user something, on the pipeline's thread.</summary>
    public async Task<T> AskAsync<T>(Func<PSCmdlet, T> ask)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(cmdlet =>
        {
            try
            {
                answer.SetResult(ask(cmdlet));
            }
            catch (Exception e) when (e is not PipelineStoppedException)
            {
                answer.SetException(e);
            }
        });
        return await answer.Task.WaitAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Runs work off the pipeline's thread, and writes on it what comes, until the work is over.</summary>
    /// <exception cref="PipelineStoppedException">Ctrl+C.</exception>
    public void Run(PSCmdlet cmdlet, CancellationTokenSource run, Func<Task> work)
    {
        var working = Task.Run(work, CancellationToken.None);
        _ = working.ContinueWith(_ => _entries.CompleteAdding(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var isOver = false;
        try
        {
            foreach (var write in _entries.GetConsumingEnumerable(stop))
            {
                write(cmdlet);
            }

            isOver = true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            if (!isOver)
            {
                // Ctrl+C, a downstream stop, or -ErrorAction Stop: nothing may go on behind our back. Only foreign credentials, whose methods know
                // no token, can keep a worker longer; they are left behind.
                run.Cancel();
                ((IAsyncResult)working).AsyncWaitHandle.WaitOne(Patience);
            }
        }

        working.GetAwaiter().GetResult();
    }

    public void Dispose() => _entries.Dispose();

    private void Add(Action<PSCmdlet> write)
    {
        try
        {
            _entries.Add(write, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            // A straggler's note after the end of the run: there is nobody to read it.
        }
    }
}
