using System.Diagnostics;
using System.Management.Automation;
using TrailOps.Events;

namespace TrailOps.Cmdlets;

/// <summary>Shows how much of the logs has been read, a few times a second, and only for runs that take longer than a moment.</summary>
internal sealed class LogProgress(PSCmdlet cmdlet, RoleEventSource source)
{
    private const int ActivityId = 0x54_4F_01;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    private readonly long _started = Stopwatch.GetTimestamp();
    private long _shown;
    private List<string>? _paths;
    private RoleEventFilter? _filter;
    private Task<long>? _total;

    /// <summary>Says what will be read, so that its size can be found out should the run take long.</summary>
    public void Expect(List<string> paths, RoleEventFilter filter)
    {
        // Files that come one by one through the pipe have no known end.
        _filter = _paths is null ? filter : null;
        _paths = paths;
    }

    public void Show()
    {
        if (Stopwatch.GetElapsedTime(_started) < Before || (_shown != 0 && Stopwatch.GetElapsedTime(_shown) < Between))
        {
            return;
        }

        _shown = Stopwatch.GetTimestamp();
        if (_filter is { } filter && _total is null)
        {
            var paths = _paths!;
            _total = Task.Run(() => new LogFolder(filter, static (_, _) => { }) is var folder
                ? paths.SelectMany(folder.Find).Sum(file => new FileInfo(file.Path) is { Exists: true } info ? info.Length : 0)
                : 0);
        }

        var total = _total is { IsCompletedSuccessfully: true } known ? known.Result : 0;
        var read = source.Read.Bytes;
        cmdlet.WriteProgress(new ProgressRecord(
            ActivityId,
            "Reading CloudTrail logs",
            $"{source.Read.Files} files, {read / 1e6:F1} MB{(total > 0 ? $" of {total / 1e6:F1} MB" : "")}, {source.EventCount} events")
        {
            PercentComplete = total > 0 ? (int)Math.Min(100, 100 * read / total) : -1,
        });
    }

    public void Complete()
    {
        if (_shown != 0)
        {
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, "Reading CloudTrail logs", "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
