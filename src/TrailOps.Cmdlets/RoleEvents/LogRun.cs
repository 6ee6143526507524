using System.Collections.Concurrent;
using System.Management.Automation;
using System.Text;
using TrailOps.Digests;
using TrailOps.Events;

namespace TrailOps.Cmdlets;

/// <summary>
/// One run of Get-RoleEvents over log files: threads read, and this, on the pipeline's thread, puts out what they find, as events, errors,
/// progress and, at the end, a warning where nothing was found.
/// </summary>
internal sealed class LogRun : IDisposable
{
    private static readonly TimeSpan DrainPause = TimeSpan.FromMilliseconds(200);

    private readonly PSCmdlet _cmdlet;
    private readonly RoleEventFilter _filter;
    private readonly RoleEventSource _source;
    private readonly LogFolder _folder;
    private readonly LogReader _reader;
    private readonly LogProgress _progress;
    private readonly EventWriter _writer;
    private readonly EventIdSet _seenFiles = new();
    private readonly List<string> _searched = [];
    private readonly CancellationToken _stop;
    private readonly VouchedLogs? _vouched;
    private readonly ConcurrentQueue<AuditLogValidation> _notValid = new();

    /// <param name="cmdlet">Writes.</param>
    /// <param name="writer">Puts out events.</param>
    /// <param name="filter">Which events.</param>
    /// <param name="alsoAsked">What is asked for besides, in words.</param>
    /// <param name="threads">How many logs are read at the same time.</param>
    /// <param name="keys">The keys by which those logs alone are read that a digest vouches for; null: all are read.</param>
    /// <param name="stop">Ends the run.</param>
    public LogRun(PSCmdlet cmdlet, EventWriter writer, RoleEventFilter filter, string alsoAsked, int threads, IPublicKeySource? keys, CancellationToken stop)
    {
        _cmdlet = cmdlet;
        _writer = writer;
        _filter = filter;
        _stop = stop;
        _source = new RoleEventSource(RoleEventSourceKind.Files, filter + alsoAsked) { StartTime = filter.StartTime, EndTime = filter.EndTime, IsValidated = keys is not null };
        _vouched = keys is null ? null : new VouchedLogs(new FolderStore(), keys, _notValid.Enqueue, stop);
        _folder = new LogFolder(filter, (folder, cause) => cmdlet.WriteError(Errors.FolderUnreadable(folder, cause)));
        _reader = new LogReader(threads, stop);
        _progress = new LogProgress(cmdlet, _source);
    }

    /// <summary>Reads logs as far as threads are free, and puts out what is ready.</summary>
    public void Read(IEnumerable<string> paths, bool isLiteral, IReadOnlyList<RoleIdentity> roles)
    {
        var found = paths.SelectMany(path => FilePaths.Resolve(_cmdlet, path, isLiteral)).ToList();
        AddSearched(found);
        _progress.Expect(found, _filter);
        var fileReader = new LogFileReader(_filter with { Roles = roles }, _source);
        foreach (var file in found.SelectMany(_folder.Find))
        {
            // Each object of a pipe may bring its own role: the same file for another role is another task.
            if (!_seenFiles.Add(Encoding.UTF8.GetBytes($"{string.Join(',', roles)}\0{file.Path}")))
            {
                continue;
            }

            _cmdlet.WriteDebug($"Reading {file.Path}");
            _reader.Add(_vouched?.Vouch(file) ?? file, fileReader);
            Drain(() => _reader.IsFull);
        }
    }

    /// <summary>Puts out all the rest.</summary>
    public void End()
    {
        Drain(() => !_reader.IsEmpty);
        _source.Read.PassedOver = _folder.PassedOver;
        _source.IsComplete = true;
        _progress.Complete();
        _cmdlet.WriteVerbose(
            $"Read {_source.Read.Files} log files ({_source.Read.Records} records, {_source.Read.Bytes} bytes), passed over {_source.Read.PassedOver} files or folders; "
            + $"found {_source.EventCount} events and {_source.Duplicates} repetitions.");
        if (_source.EventCount == 0 && _searched.Count > 0)
        {
            _cmdlet.WriteWarning(NothingFound());
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _vouched?.Dispose();
    }

    private void AddSearched(List<string> paths)
    {
        // For the warning and the source a few are enough: a pipe can bring a million files.
        const int MaxKept = 100;
        _searched.AddRange(paths.Take(MaxKept - _searched.Count));
        _source.Covered = [.. _searched];
    }

    /// <summary>Puts out what is ready, and while <paramref name="more"/> holds waits for what is not.</summary>
    private void Drain(Func<bool> more)
    {
        while (true)
        {
            while (_notValid.TryDequeue(out var digest))
            {
                _cmdlet.WriteWarning(Errors.DigestNotValid(digest));
            }

            var wait = more();
            try
            {
                if (_reader.TryTake(wait ? DrainPause : TimeSpan.Zero, out var output))
                {
                    _writer.Write(_cmdlet, _source, output);
                }
                else if (!wait)
                {
                    return;
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }

            _progress.Show();
        }
    }

    private string NothingFound()
    {
        var places = string.Join(", ", _searched.Take(3)) + (_searched.Count > 3 ? ", …" : "");
        return $"No event found. Searched for {_source.Asked} in {places}: {_source.Read.Records} records in {_source.Read.Files} log files"
            + (_source.Failed.Count > 0 ? $", {_source.Failed.Count} of them damaged" : "")
            + (_source.Read.PassedOver > 0 ? $"; {_source.Read.PassedOver} files or folders passed over (digests, Insights, other dates)" : "")
            + ".";
    }
}
