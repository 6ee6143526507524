using System.Buffers;
using System.Text.Json;

namespace TrailOps.Events;

/// <summary>
/// Splits a log's text into its records without parsing them. Takes <c>{"Records":[…]}</c>, an array of records, and records one after
/// another (JSON Lines), each in any layout. After a damaged place it goes on with the next record that is whole.
/// </summary>
internal sealed class RecordReader : IDisposable
{
    /// <summary>CloudTrail's events end at 256 KB (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html).</summary>
    internal const int MaxRecordBytes = 4 * 1024 * 1024;

    /// <summary>How much text may be parsed in vain while looking for records behind damaged places, before the rest is given up.</summary>
    private const long ResyncBudget = 256L * 1024 * 1024;

    private const int InitialBuffer = 256 * 1024;

    private readonly LogStream _source;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBuffer);
    private long _bufferOffset;
    private int _start;
    private int _position;
    private int _end;
    private bool _sourceEnded;
    private State _state = State.Text;
    private bool _arrayIsRoot;
    private bool _isNested;
    private bool _needsComma;
    private bool _sawValue;
    private bool _sawArray;
    private bool _resyncing;
    private long _resyncSpent;
    private LogDamage? _damage;

    public RecordReader(LogStream source) => _source = source;

    private enum State
    {
        /// <summary>Between values that stand by themselves.</summary>
        Text,

        /// <summary>Between the elements of a records array.</summary>
        Array,

        /// <summary>Behind the records array, inside the object that holds it.</summary>
        Tail,
    }

    /// <summary>The record found last. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Current => _buffer.AsSpan(_start, _position - _start);

    /// <summary>How many records have been found, the current one included.</summary>
    public long Number { get; private set; }

    /// <summary>The current record's first byte, counted from the start of the (inflated) text.</summary>
    public long Offset => _bufferOffset + _start;

    /// <summary>The first thing found wrong, and where; what is wrong with the compression comes before what follows from it.</summary>
    public LogDamage? Damage => _source.Damage is { } cause ? cause with { Detail = $"{cause.Detail} (after record {Number})" } : _damage;

    /// <summary>How many places were found wrong.</summary>
    public int DamageCount { get; private set; }

    /// <summary>Finds the next record; false at the end of the text.</summary>
    public bool MoveNext()
    {
        while (true)
        {
            if (_resyncing)
            {
                if (!Resync())
                {
                    return false;
                }

                return Found();
            }

            _start = _position;
            var next = SkipWhiteSpace();
            if (next < 0)
            {
                CheckEnd();
                return false;
            }

            _start = _position;
            var found = _state switch
            {
                State.Text => NextInText((byte)next),
                State.Array => NextInArray((byte)next),
                _ => NextInTail((byte)next),
            };
            if (found)
            {
                return Found();
            }
        }
    }

    /// <summary>Says that the current record turned out to be none: reading goes on with the next whole record behind its start.</summary>
    public void Reject(LogDamageKind kind, string why)
    {
        Report(kind, why);
        _position = _start + 1;
        _resyncing = true;
    }

    /// <summary>Says that something is wrong with the current record which does not disturb the reading.</summary>
    public void Report(LogDamageKind kind, string what) => Report(kind, what, Number);

    /// <summary>Where the current record is an object that holds an array named Records: goes on with the records in it.</summary>
    public bool TryEnterRecords()
    {
        var length = _state == State.Tail || (_state == State.Array && !_arrayIsRoot) ? 0 : RecordsIn(Current);
        if (length == 0)
        {
            return false;
        }

        _position = _start;
        Number--;
        _isNested = _state == State.Array;
        EnterArray(isRoot: false, length);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _source.Dispose();
    }

    private bool Found()
    {
        Number++;
        return true;
    }

    private bool NextInText(byte next)
    {
        if (next == (byte)'[')
        {
            EnterArray(isRoot: true, 1);
            return false;
        }

        if (next == (byte)'{')
        {
            _sawValue = true;
            var records = RecordsArrayStart("{");
            if (records > 0)
            {
                EnterArray(isRoot: false, records);
                return false;
            }

            return TakeContainer();
        }

        var isUtf16 = next is 0xFF or 0xFE;
        var (kind, what) = (_sawValue, _sawArray, isUtf16) switch
        {
            (false, _, true) => (LogDamageKind.Foreign, "the text is UTF-16: convert it to UTF-8"),
            (false, _, _) => (LogDamageKind.Foreign, "the text is no JSON object or array"),
            (_, true, _) => (LogDamageKind.TrailingBytes, "other text follows the end of the records"),
            _ => (LogDamageKind.InvalidJson, "the text between two records is no JSON object"),
        };
        _sawValue = true;
        Report(kind, what, Number + 1);
        _resyncing = true;
        return false;
    }

    private bool NextInArray(byte next)
    {
        switch (next)
        {
            case (byte)']':
                _position++;
                _state = _arrayIsRoot ? State.Text : State.Tail;
                _needsComma = true;
                return false;
            case (byte)',' when _needsComma:
                _position++;
                _needsComma = false;
                return false;
            case (byte)'{' when !_needsComma:
                _needsComma = true;
                return TakeContainer();
            default:
                Report(LogDamageKind.InvalidJson, "the array of records holds something else than records", Number + 1);
                _resyncing = true;
                return false;
        }
    }

    private bool NextInTail(byte next)
    {
        if (next == (byte)'}')
        {
            _position++;
            LeaveRecords();
        }
        else if (next == (byte)',' && _needsComma)
        {
            _position++;
            _needsComma = false;
        }
        else if (next == (byte)'"' && !_needsComma)
        {
            // Behind damage the array's end may be one of a record's, with more records to come.
            _resyncing = DamageCount > 0;
            if (RecordsArrayStart("") is > 0 and var records)
            {
                EnterArray(isRoot: false, records);
            }
            else if (!_resyncing && SkipContainer(1))
            {
                LeaveRecords();
            }
        }
        else
        {
            // The array's end was none, or what follows it is no member.
            Report(LogDamageKind.InvalidJson, "something else than a member follows the array of records", Number + 1);
            _state = State.Array;
            _resyncing = true;
        }

        return false;
    }

    private void LeaveRecords()
    {
        _state = _isNested ? State.Array : State.Text;
        _arrayIsRoot = _needsComma = _isNested;
        _isNested = false;
    }

    private void EnterArray(bool isRoot, int length)
    {
        _sawValue = _sawArray = true;
        _arrayIsRoot = isRoot;
        _needsComma = false;
        _state = State.Array;
        _position += length;
    }

    /// <summary>The length of <c>{"Records":[</c> where the text goes on so, else 0.</summary>
    private int RecordsArrayStart(string first)
    {
        var position = 0;
        foreach (var token in (ReadOnlySpan<string>)[first, "\"Records\"", ":", "["])
        {
            foreach (var c in token)
            {
                if (PeekAt(position++) != c)
                {
                    return 0;
                }
            }

            while (token != "[" && PeekAt(position) is ' ' or '\t' or '\r' or '\n')
            {
                position++;
            }
        }

        return position;
    }

    /// <summary>How far into an object its array named Records starts; 0 where it has none.</summary>
    private static int RecordsIn(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, RecordParser.Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRecords = RecordParser.Name(ref reader).SequenceEqual("Records"u8);
            reader.Read();
            if (isRecords && reader.TokenType == JsonTokenType.StartArray)
            {
                return (int)reader.BytesConsumed;
            }

            reader.Skip();
        }

        return 0;
    }

    private int PeekAt(int offset)
    {
        while (_position + offset >= _end)
        {
            if (offset >= 4096 || !Fill())
            {
                return -1;
            }
        }

        return _buffer[_position + offset];
    }

    /// <summary>Moves behind the container that starts here, so that it is <see cref="Current"/>.</summary>
    private bool TakeContainer() => SkipContainer(0);

    private bool SkipContainer(int depth)
    {
        var scanner = new DepthScanner(depth);
        while (true)
        {
            var length = scanner.FindEnd(_buffer.AsSpan(_position, _end - _position));
            if (length >= 0)
            {
                _position += length;
                return true;
            }

            _position = _end;
            if (depth > 0)
            {
                // Nothing behind the records is of interest: let go of it.
                _start = _position;
            }

            if (!Fill())
            {
                ReportOpenEnd();
                return false;
            }
        }
    }

    private void ReportOpenEnd()
    {
        if (_sourceEnded)
        {
            Report(LogDamageKind.Truncated, "the text ends inside of a record", Number + 1);
        }
        else
        {
            Report(LogDamageKind.InvalidJson, $"a record does not end within {MaxRecordBytes / 1024 / 1024} MB", Number + 1);
        }

        _position = Math.Min(_start + 1, _end);
        _resyncing = true;
    }

    private void CheckEnd()
    {
        if (_state != State.Text)
        {
            Report(LogDamageKind.Truncated, "the text ends before its JSON does", Number + 1);
        }
        else if (!_sawValue && _source.Damage is null)
        {
            Report(LogDamageKind.Empty, "the file holds no text", 1);
        }
    }

    private void Report(LogDamageKind kind, string what, long record)
    {
        DamageCount++;
        _damage ??= new LogDamage(kind, $"{what} (record {record}, at byte {Offset} of the text)");
    }

    /// <summary>The next byte that is no white space, or -1 at the end. A byte order mark counts as white space at the start.</summary>
    private int SkipWhiteSpace()
    {
        while (true)
        {
            for (; _position < _end; _position++)
            {
                var b = _buffer[_position];
                var isMark = b is 0xEF or 0xBB or 0xBF && _bufferOffset + _position < 3 && !_sawValue;
                if (b is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') && !isMark)
                {
                    return b;
                }
            }

            _start = _position;
            if (!Fill())
            {
                return -1;
            }
        }
    }

    /// <summary>
    /// Finds the next whole record behind a damaged place: an object that is no member's value, parses, and names an event. Other whole
    /// objects are passed over, so that none lends its inside. A record inside of the damaged one could be taken for one of its own; the
    /// damage has been reported by then.
    /// </summary>
    private bool Resync()
    {
        while (true)
        {
            var found = _buffer.AsSpan(_position, _end - _position).IndexOf((byte)'{');
            if (found < 0)
            {
                // What stands before the next object tells whether it can be a record.
                const int Kept = 64;
                _start = Math.Max(_position, _end - Kept);
                _position = _end;
                if (!Fill())
                {
                    return false;
                }

                continue;
            }

            _position += found;
            if (_resyncSpent > ResyncBudget)
            {
                _start = _position;
                Report(LogDamageKind.InvalidJson, "the text is too damaged to be read on from here", Number + 1);
                return false;
            }

            if (IsMemberValue())
            {
                _position++;
                continue;
            }

            _start = _position;
            if (TakeWhole())
            {
                _resyncing = false;
                _needsComma = true;
                return true;
            }
        }
    }

    private bool IsMemberValue()
    {
        var before = _buffer.AsSpan(0, _position).TrimEnd(" \t\r\n"u8);
        if (before is not [.., (byte)':'])
        {
            return false;
        }

        var name = before[..^1].TrimEnd(" \t\r\n"u8);
        return name is [.., (byte)'"'] && !name.EndsWith("\"Records\""u8);
    }

    /// <summary>Moves behind the event that starts here, or behind what is none.</summary>
    private bool TakeWhole()
    {
        while (true)
        {
            var text = _buffer.AsSpan(_start, _end - _start);
            var reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(RecordParser.Options));
            try
            {
                if (reader.Read() && reader.TrySkip())
                {
                    var length = (int)reader.BytesConsumed;
                    var fields = RecordParser.Parse(text[..length]);
                    var isEvent = RecordParser.IsEvent(fields);
                    _position = _start + (isEvent || RecordsIn(text[..length]) == 0 ? length : 1);
                    _resyncSpent += isEvent ? 0 : length;
                    return isEvent;
                }
            }
            catch (JsonException)
            {
                _resyncSpent += reader.BytesConsumed;
                _position = _start + 1;
                return false;
            }

            // Whole so far: more text decides, unless there is none. Twice as much each time, or a long record would be parsed again and again.
            var parsed = text.Length;
            _resyncSpent += parsed;
            while (_end - _start < 2 * parsed && Fill())
            {
            }

            if (_end - _start == parsed)
            {
                _position = _start + 1;
                return false;
            }
        }
    }

    /// <summary>Gets more text behind what is kept (from <see cref="_start"/> on); false at the end, or where a record outgrows its limit.</summary>
    private bool Fill()
    {
        if (_sourceEnded)
        {
            return false;
        }

        MakeRoom();
        if (_end == _buffer.Length)
        {
            return false;
        }

        var count = _source.Read(_buffer.AsSpan(_end));
        _end += count;
        _sourceEnded = count == 0;
        return !_sourceEnded;
    }

    private void MakeRoom()
    {
        if (_start > 0 && _end > _buffer.Length / 2)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _bufferOffset += _start;
            _position -= _start;
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length && _buffer.Length < MaxRecordBytes)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            Buffer.BlockCopy(_buffer, 0, larger, 0, _end);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
    }
}
