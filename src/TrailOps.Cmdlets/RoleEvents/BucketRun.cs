using System.Management.Automation;
using System.Threading.Channels;
using TrailOps.Aws.Events;
using TrailOps.Events;

namespace TrailOps.Cmdlets;

/// <summary>
/// One reading of logs in buckets: a worker finds them, threads fetch and read many at the same time, another worker hands what they find, in order, to the
/// pipeline's thread.
/// </summary>
internal sealed class BucketRun : IDisposable
{
    private const int MostWaiting = 1000;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly AwsCmdlet _cmdlet;
    private readonly EventWriter _writer;
    private readonly RoleEventSource _source;
    private readonly WorkerOutput _output;
    private readonly LogReader _reader;
    private readonly RunProgress _progress = new(0x54_4F_03, "Reading CloudTrail logs from S3");
    private readonly Channel<Func<Task>> _finding = Channel.CreateUnbounded<Func<Task>>();
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private readonly HashSet<string> _places = new(StringComparer.Ordinal);
    private readonly Task[] _workers;
    private readonly string? _cachePath;
    private LogCache? _cache;

    public BucketRun(AwsCmdlet cmdlet, EventWriter writer, RoleEventSource source, int threads, string? cachePath, CancellationToken stop)
    {
        (_cmdlet, _writer, _source, _cachePath) = (cmdlet, writer, source, cachePath);
        _output = new WorkerOutput(stop);
        _reader = new LogReader(threads, _output.Stop);
        var finding = _output.Start(FindAsync);
        _workers = [finding, _output.Start(() => HandOnAsync(finding))];
    }

    /// <summary>What keeps objects; one for the whole run.</summary>
    public LogCache? Cache => _cachePath is null ? null : _cache ??= new LogCache(_cachePath, e => _output.WriteError(() => Errors.CacheNotUsable(_cachePath, e)));

    /// <summary>Reads the logs of a bucket.</summary>
    public void Add(BucketLogs logs, BucketQuery query, LogFileReader reader)
    {
        AddPlace($"s3://{query.BucketName}/{query.Root}");
        Start(async () =>
        {
            await foreach (var page in logs.FindAsync(query, Refuse, () => _output.WriteError(() => Failed($"s3://{query.BucketName}/{query.Root}", Errors.LogFolderEmpty(query.BucketName, query.Root))), _output.Stop).ConfigureAwait(false))
            {
                foreach (var file in page)
                {
                    await _reader.AddAsync(file, reader).ConfigureAwait(false);
                }
            }
        }, $"s3://{query.BucketName}");
    }

    /// <summary>Reads one object.</summary>
    public void Add(BucketLogs logs, string bucketName, string key, bool paysRequests, LogFileReader reader)
    {
        AddPlace($"s3://{bucketName}/{key}");
        Start(async () => await _reader.AddAsync(await logs.FindAsync(bucketName, key, paysRequests, _output.Stop).ConfigureAwait(false), reader).ConfigureAwait(false), $"s3://{bucketName}");
    }

    /// <summary>Puts out all the rest.</summary>
    public void End()
    {
        _finding.Writer.Complete();
        Write(() => _output.Working > 0);
        Array.ForEach(_workers, worker => worker.GetAwaiter().GetResult());
        _source.IsComplete = true;
        if (_progress.End() is { } end)
        {
            _cmdlet.WriteProgress(end);
        }

        var read = _source.Read;
        _cmdlet.WriteVerbose(
            $"Read {read.Files} objects ({read.FromCache} from the cache, {read.Records} records, {read.Bytes} bytes) of {string.Join(", ", _source.Regions)} with {read.Requests} requests, passed over {read.PassedOver}; "
            + $"found {_source.EventCount} events and {_source.Duplicates} repetitions.");
        if (_source.EventCount == 0 && _source.Failed.Count == 0)
        {
            _cmdlet.WriteWarning(
                $"No event found. Searched for {_source.Asked} in {string.Join(", ", _source.Covered.Take(3))}{(_source.Covered.Count > 3 ? ", …" : "")}: {read.Records} records in {read.Files} objects; {read.PassedOver} passed over. "
                + "A trail delivers within about 5 minutes.");
        }
    }

    public void Dispose()
    {
        _finding.Writer.TryComplete();
        _output.Dispose();
        _reader.Dispose();
    }

    /// <summary>A digest that vouches for nothing, told by any thread.</summary>
    public void WarnNotValid(AuditLogValidation digest) => _output.WriteWarning(Errors.DigestNotValid(digest));

    private void AddPlace(string place)
    {
        // For the warning and the source a few are enough: a pipe can bring a million objects.
        const int MaxKept = 100;
        if (_places.Count < MaxKept && _places.Add(place))
        {
            _source.Covered = [.. _places];
        }
    }

    private void Start(Func<Task> find, string target)
    {
        _finding.Writer.TryWrite(async () =>
        {
            try
            {
                await find().ConfigureAwait(false);
            }
            catch (Exception e) when (!_output.Stop.IsCancellationRequested)
            {
                // A bucket that can't be asked is told once, however many of its objects come through the pipe.
                if (_refused.Add(target))
                {
                    Refuse(target, e);
                }
            }
        });
        Write(() => _finding.Reader.Count >= MostWaiting);
    }

    private void Write(Func<bool> isGoingOn) => _output.Write(_cmdlet, isGoingOn);

    private void Refuse(string place, Exception cause) => _output.WriteError(() => Failed(place, Errors.LogObject(place, cause)));

    private ErrorRecord Failed(string place, ErrorRecord error)
    {
        _source.AddFailure(new RoleEventSourceFailure(place, new LogDamage(LogDamageKind.Unreadable, error.Exception.Message)));
        return error;
    }

    /// <summary>Finds what is asked for, one after another, so that the order is always the same.</summary>
    private async Task FindAsync()
    {
        await foreach (var find in _finding.Reader.ReadAllAsync(_output.Stop).ConfigureAwait(false))
        {
            await find().ConfigureAwait(false);
            _output.Wake();
        }
    }

    /// <summary>Hands on what the threads read, until nothing more can come.</summary>
    private async Task HandOnAsync(Task finding)
    {
        try
        {
            while (true)
            {
                var isLast = finding.IsCompleted;
                if (_reader.TryTake(Moment, out var output))
                {
                    await _output.WriteAsync(to => _writer.Write(to, _source, output)).ConfigureAwait(false);
                }
                else if (_reader.IsEmpty && (isLast || !_reader.WaitForLog(Moment)) && isLast)
                {
                    return;
                }

                if (_progress.IsDue)
                {
                    _output.WriteProgress(_progress.Make($"{_source.Read.Files} objects, {_source.Read.Bytes / 1e6:F1} MB, {_source.EventCount} events", null));
                }
            }
        }
        finally
        {
            // No thread may be in the middle of a request when the run is over.
            _reader.Dispose();
            SpinWait.SpinUntil(() => _reader.RunningThreads == 0, Patience);
        }
    }
}
