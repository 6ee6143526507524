using System.Management.Automation;
using TrailOps.Events;

namespace TrailOps.Cmdlets;

/// <summary>Shows how much of the logs has been read.</summary>
internal sealed class LogProgress(PSCmdlet cmdlet, RoleEventSource source)
{
    private readonly RunProgress _progress = new(0x54_4F_01, "Reading CloudTrail logs");
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
        if (!_progress.IsDue)
        {
            return;
        }

        if (_filter is { } filter && _total is null)
        {
            var paths = _paths!;
            _total = Task.Run(() => new LogFolder(filter, static (_, _) => { }) is var folder
                ? paths.SelectMany(folder.Find).Sum(file => new FileInfo(file.Path) is { Exists: true } info ? info.Length : 0)
                : 0);
        }

        var total = _total is { IsCompletedSuccessfully: true } known ? known.Result : 0;
        var read = source.Read.Bytes;
        cmdlet.WriteProgress(_progress.Make(
            $"{source.Read.Files} files, {read / 1e6:F1} MB{(total > 0 ? $" of {total / 1e6:F1} MB" : "")}, {source.EventCount} events",
            total > 0 ? (double)read / total : null));
    }

    public void Complete()
    {
        if (_progress.End() is { } end)
        {
            cmdlet.WriteProgress(end);
        }
    }
}
