using TrailOps.Events;

namespace TrailOps.Digests;

/// <summary>
/// A local copy of a trail's bucket, or of several. A place is a folder that holds AWSLogs, and keys begin there, whatever prefix stands before in the bucket: whether that was copied too does not matter.
/// </summary>
internal sealed class FolderStore : IDigestStore
{
    private const string Top = "AWSLogs";
    private const string DigestsName = "CloudTrail-Digest";

    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool HasSignatures => false;

    /// <summary>The folders of digests in, above and below a path, with their places.</summary>
    public IEnumerable<(string Place, DigestFolder Folder)> Find(string path)
    {
        foreach (var digests in DigestFolders(Path.GetFullPath(path)).Order(StringComparer.Ordinal))
        {
            var parts = digests.Split(Path.DirectorySeparatorChar);
            var top = Array.LastIndexOf(parts, Top);
            if (top < 0 || parts.Length - top is not (3 or 4))
            {
                continue;
            }

            var place = PlaceOf(parts, top);
            _places.TryAdd(Path.GetFileName(place), place);
            var root = string.Join('/', parts[top..^2]) + "/";
            IEnumerable<string> regions = [.. Names(digests), .. Names(Path.Combine(Path.GetDirectoryName(digests)!, "CloudTrail"))];
            foreach (var region in regions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                yield return (place, new DigestFolder(root, parts[^2], region));
            }
        }
    }

    /// <summary>The place of a file, and its key there; the folder and the name where it lies in no copy of a bucket.</summary>
    public static (string Place, string Key) Split(string path)
    {
        var full = Path.GetFullPath(path);
        var parts = full.Split(Path.DirectorySeparatorChar);
        var top = Array.LastIndexOf(parts, Top);
        return top < 0
            ? (Path.GetDirectoryName(full) ?? "", Path.GetFileName(full))
            : (PlaceOf(parts, top), string.Join('/', parts[top..]));
    }

    /// <inheritdoc/>
    public IEnumerable<DigestName> Digests(string bucket, DigestFolder folder, DateTime from, DateTime to) =>
        Files(bucket, folder.Digests, from, to)
            .Select(DigestName.Parse)
            .OfType<DigestName>()
            .Where(name => name.EndTime >= from && name.EndTime <= to)
            .OrderBy(name => name.EndTime)
            .ThenBy(name => name.Key, StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<StoredLog> Logs(string bucket, DigestFolder folder, DateTime from, DateTime to)
    {
        foreach (var key in Files(bucket, folder.Logs, from, to))
        {
            if (StoredLog.Of(key, null, from, to) is { } log)
            {
                yield return log;
            }
        }
    }

    /// <inheritdoc/>
    public StoredDigest? ReadDigest(string bucket, string key) => OpenLog(bucket, key) is { } file ? new StoredDigest(file, null, null) : null;

    /// <inheritdoc/>
    public Stream? OpenLog(string bucket, string key) =>
        NameOf(bucket, key) is var path && IsPlain(key) && File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan) : null;

    /// <inheritdoc/>
    public (string Bucket, string Key) PlaceOf(string bucket, string key, string near)
    {
        var top = key.LastIndexOf(Top + "/", StringComparison.Ordinal);

        // Copies of several buckets lie side by side by the buckets' names; otherwise all is together.
        return (_places.GetValueOrDefault(bucket, near), top < 0 ? key : key[top..]);
    }

    /// <inheritdoc/>
    public bool IsNotFound(Exception exception) => exception is FileNotFoundException or DirectoryNotFoundException;

    /// <inheritdoc/>
    public string Describe(Exception exception) => exception.Message;

    /// <inheritdoc/>
    public string NameOf(string bucket, string key) => Path.Combine([bucket, .. key.Split('/')]);

    private static string PlaceOf(string[] parts, int top) => string.Join(Path.DirectorySeparatorChar, parts[..top]) is { Length: > 0 } place ? place : Path.DirectorySeparatorChar.ToString();

    private static IEnumerable<string> DigestFolders(string path)
    {
        var parts = path.Split(Path.DirectorySeparatorChar);
        for (var i = parts.Length - 1; i >= 3 && i > Array.LastIndexOf(parts, Top); i--)
        {
            if (parts[i] is DigestsName or "CloudTrail" && Directory.Exists(path))
            {
                return [string.Join(Path.DirectorySeparatorChar, [.. parts[..i], DigestsName])];
            }
        }

        return Below(path);
    }

    private static IEnumerable<string> Below(string path)
    {
        var pending = new Stack<string>([path]);
        while (pending.TryPop(out var current))
        {
            // What CloudTrail and other services deliver lies in date folders by the thousand: there are no digests below.
            var folders = Names(current).ToList();
            if (folders.Contains(DigestsName))
            {
                yield return Path.Combine(current, DigestsName);
                continue;
            }

            foreach (var folder in folders.Select(folder => Path.Combine(current, folder)).Where(folder => !new DirectoryInfo(folder).Attributes.HasFlag(FileAttributes.ReparsePoint)))
            {
                pending.Push(folder);
            }
        }
    }

    /// <summary>The keys of the files of a folder's days, in their order.</summary>
    private IEnumerable<string> Files(string place, string folder, DateTime start, DateTime end)
    {
        var top = NameOf(place, folder.TrimEnd('/'));
        return
            from year in Names(top)
            from month in Names(Path.Combine(top, year))
            from day in Names(Path.Combine(top, year, month))
            let days = Path.Combine(top, year, month, day)
            where LogFileName.CanHold(days, start, end)
            from file in Directory.GetFiles(days).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            select $"{folder}{year}/{month}/{day}/{file}";
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.Exists(folder) ? Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal) : [];

    /// <summary>Whether a key is one that CloudTrail may have made, and leads nowhere else.</summary>
    private static bool IsPlain(string key) => Array.TrueForAll(key.Split('/'), part => part is not ("" or "." or "..") && part.IndexOfAny(Path.GetInvalidFileNameChars()) < 0);
}
