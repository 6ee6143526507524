using System.Collections.Concurrent;
using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>
/// What workers put out, in order, on its way to the pipeline's thread, which alone may write. An object waits until the pipeline has taken it,
/// so who needs one object makes no second call; everything else is only noted.
/// </summary>
internal sealed class WorkerOutput : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly BlockingCollection<Action<PSCmdlet>> _entries = [];
    private readonly CancellationTokenSource _stop;
    private List<Task> _working = [];

    public WorkerOutput(CancellationToken stop) => _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);

    /// <summary>Cancelled when the work is to stop.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>How many workers are not done yet. For the pipeline's thread, as all below.</summary>
    public int Working
    {
        get
        {
            _working = _working.FindAll(worker => !worker.IsCompleted);
            return _working.Count;
        }
    }

    /// <summary>Puts out an object, and goes on when the pipeline has taken it.</summary>
    public Task WriteObjectAsync(object item) => WriteAsync(cmdlet => cmdlet.WriteObject(item));

    /// <summary>Writes something, and goes on when the pipeline has taken it.</summary>
    public async Task WriteAsync(Action<PSCmdlet> write)
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(cmdlet =>
        {
            write(cmdlet);
            taken.SetResult();
        });
        await taken.Task.WaitAsync(Stop).ConfigureAwait(false);
    }

    /// <summary>Lets the pipeline's thread look up from its waiting.</summary>
    public void Wake() => Add(static _ => { });

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
        return await answer.Task.WaitAsync(Stop).ConfigureAwait(false);
    }

    /// <summary>Starts a worker off the pipeline's thread.</summary>
    public Task Start(Func<Task> work)
    {
        var worker = Task.Run(
            () =>
            {
                AwsSession.TellTo(this);
                return work();
            },
            CancellationToken.None);
        _working.Add(worker);

        // Whoever waits for an entry looks up when a worker is done.
        _ = worker.ContinueWith(_ => Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return worker;
    }

    /// <summary>Writes what came, and what comes for as long as something holds that the end of a worker changes.</summary>
    /// <exception cref="PipelineStoppedException">Ctrl+C.</exception>
    public void Write(PSCmdlet cmdlet, Func<bool> isGoingOn)
    {
        var isOver = false;
        try
        {
            while (isGoingOn() || _entries.Count > 0)
            {
                _entries.Take(Stop)(cmdlet);
            }

            Stop.ThrowIfCancellationRequested();
            isOver = true;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            if (!isOver)
            {
                End();
            }
        }
    }

    public void Dispose()
    {
        End();
        _stop.Dispose();
        _entries.Dispose();
    }

    /// <summary>Ctrl+C, a downstream stop, or -ErrorAction Stop: nothing may go on behind our back. Only foreign credentials, whose methods know no token,
    /// can keep a worker longer; they are left behind.</summary>
    private void End()
    {
        _stop.Cancel();
        if (Working > 0)
        {
            ((IAsyncResult)Task.WhenAll(_working)).AsyncWaitHandle.WaitOne(Patience);
        }
    }

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
