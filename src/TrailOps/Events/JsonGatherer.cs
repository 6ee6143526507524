using System.Text;

namespace TrailOps.Events;

/// <summary>
/// Gathers JSON text that comes in pieces, such as the lines of a file, into whole values: objects, arrays, and texts that hold an object.
/// Each byte is looked at once, however many the pieces are.
/// </summary>
internal sealed class JsonGatherer
{
    /// <summary>A larger buffer is not kept for what comes next.</summary>
    private const int MaxKept = 1024 * 1024;

    private byte[] _buffer = [];
    private int _start;
    private int _scanned;
    private int _end;
    private bool _isOpen;
    private DepthScanner _scanner;
    private string _piece = "";

    /// <summary>Whether there is text that was not taken.</summary>
    public bool IsPending => _end > _start;

    /// <summary>The piece that the value found last begins in, or the one that is still open.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>Adds a piece; it ends where a line may end.</summary>
    /// <exception cref="InvalidDataException">The value that is open is too large.</exception>
    public void Add(string piece)
    {
        if (_end - _start + (3L * piece.Length) >= Array.MaxLength)
        {
            throw new InvalidDataException("the text holds a JSON value of more than 2 GB");
        }

        _piece = piece;

        // Each file of several may begin with a byte order mark.
        var text = _isOpen ? piece : piece.AsSpan().TrimStart('\uFEFF');
        MakeRoom(Encoding.UTF8.GetByteCount(text) + 1);
        _end += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_end));
        _buffer[_end++] = (byte)'\n';
    }

    /// <summary>Finds the next whole value, which is valid until more is added; false where the text ends before it, or goes on with no value.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> value)
    {
        var length = _isOpen || Begin() ? FindEnd() : -1;
        value = length < 0 ? default : _buffer.AsMemory(_start, length);
        _start += value.Length;
        _isOpen &= value.IsEmpty;
        return !value.IsEmpty;
    }

    /// <summary>Takes text that is no value: none that begins there, or, at the end of all text, one whose end is missing.</summary>
    /// <param name="isEnd">Whether no more text comes.</param>
    public ReadOnlyMemory<byte> TakeRest(bool isEnd)
    {
        if (_isOpen && !isEnd)
        {
            return default;
        }

        var rest = _buffer.AsMemory(_start, _end - _start);
        Origin = _isOpen ? Origin : _piece;
        _buffer = _buffer.Length > MaxKept || !rest.IsEmpty ? [] : _buffer;
        _start = _scanned = _end = 0;
        _isOpen = false;
        return rest.TrimStart(" \t\r\n"u8);
    }

    /// <summary>Moves to the next value where it may be one, and looks at how it begins.</summary>
    private bool Begin()
    {
        var text = _buffer.AsSpan(_start, _end - _start);
        _start += text.Length - text.TrimStart(" \t\r\n"u8).Length;
        if (_start == _end || (_buffer[_start] is not ((byte)'{' or (byte)'[') && !IsText))
        {
            return false;
        }

        Origin = _piece;
        _isOpen = !IsText;
        _scanned = _start;
        _scanner = new DepthScanner(0);
        return true;
    }

    /// <summary>Whether an object stands here inside of a text: what the aws CLI makes of a queried CloudTrailEvent.</summary>
    private bool IsText => _buffer.AsSpan(_start, _end - _start).StartsWith("\"{"u8);

    private int FindEnd()
    {
        var text = _buffer.AsSpan(_scanned, _end - _scanned);
        if (!_isOpen)
        {
            // No text goes over the end of a line.
            return EndOfText(text);
        }

        var length = _scanner.FindEnd(text);
        length = length < 0 ? -1 : _scanned - _start + length;
        _scanned = _end;
        return length;
    }

    private static int EndOfText(ReadOnlySpan<byte> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return i + 1;
            }

            i += text[i] == '\\' ? 1 : 0;
        }

        return -1;
    }

    private void MakeRoom(int count)
    {
        if (count <= _buffer.Length - _end)
        {
            return;
        }

        // What has been taken goes; then the buffer at least doubles, so that no byte is moved often.
        var kept = _end - _start;
        var needed = kept + count;
        var target = needed <= _buffer.Length / 2 ? _buffer : new byte[Math.Max(needed, (int)Math.Min(2L * _buffer.Length, Array.MaxLength))];
        Buffer.BlockCopy(_buffer, _start, target, 0, kept);
        _buffer = target;
        _scanned -= _start;
        _end = kept;
        _start = 0;
    }
}
