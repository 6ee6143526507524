using System.Diagnostics.CodeAnalysis;

namespace TrailOps.Aws.Events;

/// <summary>
/// Keeps objects of buckets in a folder as they are, below the bucket's name and the key. A file is written under a name of its own and then renamed:
/// whatever has its name is whole, so several may use a cache at the same time, and one that was stopped goes on where it was.
/// </summary>
/// <param name="root">The folder; it is made where it is not there.</param>
/// <param name="onBroken">Told once, when nothing can be kept any more.</param>
internal sealed class LogCache(string root, Action<Exception> onBroken)
{
    private const string Unfinished = ".part";

    /// <summary>After this long, nobody is still writing at a file.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private int _isBroken;

    /// <summary>Whether something could not be kept. From then on nothing is tried.</summary>
    public bool IsBroken => Volatile.Read(ref _isBroken) != 0;

    /// <summary>Opens an object that is kept; false where it is not, or has another size than the bucket's.</summary>
    public bool TryOpen(string bucket, string key, long? size, [NotNullWhen(true)] out Stream? file)
    {
        file = null;
        if (PathOf(bucket, key) is not { } path)
        {
            return false;
        }

        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            if (size is null || file.Length == size)
            {
                return true;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is not there, or of no use: the bucket has it.
        }

        file?.Dispose();
        file = null;
        return false;
    }

    /// <summary>Lets go of an object that is kept and turned out to be damaged.</summary>
    public void Remove(string bucket, string key)
    {
        try
        {
            File.Delete(PathOf(bucket, key)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Break(e);
        }
    }

    /// <summary>Where what is read of an object is to be written; null where it can't be kept.</summary>
    public CacheFile? Create(string bucket, string key)
    {
        if (IsBroken || PathOf(bucket, key) is not { } path)
        {
            return null;
        }

        try
        {
            MakeFolder(Path.GetDirectoryName(path)!);
            return new CacheFile(this, path, $"{path}.{Guid.NewGuid():N}{Unfinished}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Break(e);
            return null;
        }
    }

    /// <summary>Says that nothing can be kept any more.</summary>
    public void Break(Exception cause)
    {
        if (Interlocked.Exchange(ref _isBroken, 1) == 0)
        {
            onBroken(cause);
        }
    }

    /// <summary>The file of a key; null for one that can't be the name of a file everywhere, or would lie elsewhere.</summary>
    private string? PathOf(string bucket, string key)
    {
        var parts = key.Split('/');
        return Array.TrueForAll(parts, IsName) && IsName(bucket) ? Path.Combine([root, bucket, .. parts]) : null;
    }

    private static bool IsName(string part) =>
        part.Length is > 0 and < 200 && part.Trim('.', ' ') == part && part.All(c => char.IsAsciiLetterOrDigit(c) || "-_.=+@,()'!& ".Contains(c, StringComparison.Ordinal));

    private void MakeFolder(string folder)
    {
        lock (_folders)
        {
            if (_folders.Contains(folder))
            {
                return;
            }

            MakeOwn(folder);
            foreach (var file in Directory.EnumerateFiles(folder, "*" + Unfinished).Where(file => DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > Abandoned))
            {
                File.Delete(file);
            }

            _folders.Add(folder);
        }
    }

    /// <summary>Logs tell much about an account: each folder that is made, from the cache's own on, is the user's alone.</summary>
    private void MakeOwn(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else if (!Directory.Exists(folder))
        {
            if (folder.Length > root.Length && Path.GetDirectoryName(folder) is { } above)
            {
                MakeOwn(above);
            }

            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
