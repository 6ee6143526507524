namespace TrailOps.Events;

/// <summary>Walks folders for log files, in the order of their names, one folder in memory at a time.</summary>
internal sealed class LogFolder
{
    private readonly DateTime? _start;
    private readonly DateTime? _end;
    private readonly Action<string, Exception> _onUnreadable;

    /// <param name="filter">Whose window date folders have to touch.</param>
    /// <param name="onUnreadable">Told of folders that can't be listed.</param>
    public LogFolder(RoleEventFilter filter, Action<string, Exception> onUnreadable)
    {
        _start = filter.StartTime;
        _end = filter.EndTime;
        _onUnreadable = onUnreadable;
    }

    /// <summary>How many files and folders were passed over, because of what they are or of when.</summary>
    public long PassedOver { get; private set; }

    /// <summary>The log itself, or those below the folder. A file that is named outright is taken whatever its name ends in.</summary>
    public IEnumerable<LogFile> Find(string path) =>
        !Directory.Exists(path) ? IsWanted(path, isNamed: true) ? [new LogFile(path, LogFileName.Region(Path.GetFileName(path)))] : []
        : IsOfWindow(path) ? Walk(path)
        : [];

    private IEnumerable<LogFile> Walk(string folder)
    {
        // A stack of folders instead of nested enumerators: each level costs its own list and nothing else.
        var pending = new Stack<string>([folder]);
        while (pending.TryPop(out var current))
        {
            string[] files;
            string[] folders;
            try
            {
                files = Directory.GetFiles(current);
                folders = Directory.GetDirectories(current);
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                _onUnreadable(current, e);
                continue;
            }

            Array.Sort(files, StringComparer.Ordinal);
            foreach (var file in files.Where(file => IsWanted(file, isNamed: false)))
            {
                yield return new LogFile(file, LogFileName.Region(Path.GetFileName(file)));
            }

            Array.Sort(folders, (a, b) => StringComparer.Ordinal.Compare(b, a));
            foreach (var next in folders.Where(IsWantedFolder))
            {
                pending.Push(next);
            }
        }
    }

    private bool IsWanted(string file, bool isNamed)
    {
        var name = Path.GetFileName(file);
        if (LogFileName.IsDigestOrInsight(name))
        {
            PassedOver++;
            return false;
        }

        return isNamed || LogFileName.IsLog(name);
    }

    private bool IsWantedFolder(string folder)
    {
        if (LogFileName.IsDigestOrInsightFolder(Path.GetFileName(folder)))
        {
            PassedOver++;
            return false;
        }

        try
        {
            // A link to a folder above would never end; a folder that is gone meanwhile has every attribute.
            return IsOfWindow(folder) && !new DirectoryInfo(folder).Attributes.HasFlag(FileAttributes.ReparsePoint);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            _onUnreadable(folder, e);
            return false;
        }
    }

    private bool IsOfWindow(string folder)
    {
        var canHold = LogFileName.CanHold(folder, _start, _end);
        PassedOver += canHold ? 0 : 1;
        return canHold;
    }
}
