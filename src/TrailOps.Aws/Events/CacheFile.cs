namespace TrailOps.Aws.Events;

/// <summary>A file of the cache that is being written. It gets its name when it is whole; otherwise nothing of it is left.</summary>
internal sealed class CacheFile : IDisposable
{
    private readonly LogCache _cache;
    private readonly string _path;
    private readonly string _unfinished;
    private FileStream? _file;

    public CacheFile(LogCache cache, string path, string unfinished, FileMode mode = FileMode.CreateNew)
    {
        (_cache, _path, _unfinished) = (cache, path, unfinished);
        _file = new FileStream(unfinished, mode, FileAccess.Write, FileShare.ReadWrite);
    }

    /// <summary>Writes on. Where that fails, the cache is of no more use, and the reading goes on without it.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _file?.Write(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fail(e);
        }
    }

    /// <summary>Gives the file its name: all of the object has been written.</summary>
    public void Finish()
    {
        if (_file is null)
        {
            return;
        }

        try
        {
            var length = _file.Length;
            _file.Dispose();
            Rename(length);
            _file = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fail(e);
        }
    }

    /// <summary>Takes away what is not finished.</summary>
    public void Dispose()
    {
        if (_file is not null)
        {
            Discard();
        }
    }

    private void Rename(long length)
    {
        try
        {
            File.Move(_unfinished, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && new FileInfo(_path) is { Exists: true } there && there.Length == length)
        {
            // Somebody else was first, and is reading it: Windows then lets nobody put another in its place.
            File.Delete(_unfinished);
        }
    }

    private void Fail(Exception cause)
    {
        Discard();
        _cache.Break(cause);
    }

    private void Discard()
    {
        try
        {
            _file!.Dispose();
        }
        catch (IOException)
        {
            // A full disk says so once more as what is left in the buffer is written.
        }

        _file = null;
        try
        {
            File.Delete(_unfinished);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left to who next writes there a day later.
        }
    }
}
