using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace TrailOps.Denials;

/// <summary>
/// Finds the refusals in a text that comes line by line. Words that every refusal has one of are searched for, and only around them is anything read; what was
/// read is not kept, so that memory does not grow with the text. A refusal is put out once what may still belong to it has come.
/// </summary>
internal sealed class DenialScanner
{
    // What is kept before a word, since a refusal may have begun there, and what must have come behind it.
    private const int KeptBefore = 8 * 1024;
    private const int NeededBehind = 24 * 1024;
    private const int LinesBehind = 32;
    private const int LongestDecoded = 128 * 1024;
    private const int FurthestMessage = 4200;
    private const int Nowhere = int.MaxValue;

    // The places of those of the words below that have a reader of their own.
    private const int Authorization = 0;
    private const int Ciphertext = 3;
    private const int Permissions = 4;
    private const int Decoded = 5;

    private static readonly byte[][] Needles =
    [
        "uthoriz"u8.ToArray(), "enied"u8.ToArray(), "orbidden"u8.ToArray(), "ciphertext"u8.ToArray(), "permissions"u8.ToArray(), "explicitDeny"u8.ToArray(),
    ];

    private readonly CleanText _text = new();
    private readonly LogCleaner _cleaner;
    private readonly DenialRepeats _repeats;
    private readonly int[] _next = new int[Needles.Length];
    private readonly Func<int, int, bool> _leadsToMessage;
    private int _scanned;
    private int _floor;
    private long _openUntil;
    private bool _mayBeEncoded = true;
    private bool _hasFound;

    /// <summary>Makes a scanner.</summary>
    /// <param name="emit">Takes a refusal.</param>
    public DenialScanner(Action<AuthorizationDenial> emit)
    {
        _cleaner = new LogCleaner(_text);
        _repeats = new DenialRepeats(emit);
        _leadsToMessage = LeadsToMessage;
    }

    /// <summary>The refusals in a text by itself.</summary>
    public static List<AuthorizationDenial> Find(string text)
    {
        List<AuthorizationDenial> found = [];
        var scanner = new DenialScanner(found.Add);
        foreach (var line in text.Split('\n'))
        {
            scanner.Add(Encoding.UTF8.GetBytes(line));
        }

        scanner.End();
        return found;
    }

    /// <summary>How much text is kept.</summary>
    internal int Kept => _text.Length;

    /// <summary>Takes a line, or the next piece of one that is very long.</summary>
    /// <param name="line">Its bytes in UTF-8, without its end.</param>
    /// <param name="isWhole">Whether it ends here.</param>
    public void Add(ReadOnlySpan<byte> line, bool isWhole = true) => _cleaner.Add(line, isWhole);

    /// <summary>Reads what can be read by now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Scan()
    {
        Scan(isEnd: false);
        _repeats.Release(_text, _scanned);
        Trim();
    }

    /// <summary>Ends the text: what comes next has nothing to do with it.</summary>
    public void End()
    {
        Scan(isEnd: true);
        if (_mayBeEncoded && !_hasFound && _text.Forgotten == 0)
        {
            ReadBareEncoded();
        }

        _repeats.End();
        _text.Clear();
        _cleaner.End();
        (_scanned, _floor, _mayBeEncoded, _hasFound) = (0, 0, true, false);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scan(bool isEnd)
    {
        var from = _scanned;
        for (var i = 0; i < Needles.Length; i++)
        {
            _next[i] = Find(i, from);
        }

        while (true)
        {
            var (needle, at) = First();
            if (at == Nowhere)
            {
                _scanned = Math.Max(from, _text.Length - 16);
                return;
            }

            if (!isEnd && !IsRipe(needle, at))
            {
                _scanned = at;
                return;
            }

            from = Math.Max(at + 1, Read(needle, at));
            for (var i = 0; i < Needles.Length; i++)
            {
                if (_next[i] < from)
                {
                    _next[i] = Find(i, from);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Find(int needle, int from)
    {
        if (from >= _text.Length)
        {
            return Nowhere;
        }

        var found = _text.Bytes[from..].IndexOf(Needles[needle]);
        return found < 0 ? Nowhere : from + found;
    }

    private (int Needle, int At) First()
    {
        var first = 0;
        for (var i = 1; i < _next.Length; i++)
        {
            first = _next[i] < _next[first] ? i : first;
        }

        return (first, _next[first]);
    }

    /// <summary>Whether all that may belong to a message has come.</summary>
    private bool IsRipe(int needle, int at)
    {
        if (_text.Length - at >= NeededBehind)
        {
            return true;
        }

        // A decoded message may have any number of short lines.
        if (needle == Decoded)
        {
            return false;
        }

        var line = _text.LineAt(at);
        return (_text.LineCount - line > LinesBehind && _text.Length - at > 2048) || _text.LineCount - line > 3 * LinesBehind || TerraformPlace.IsBoxClosed(_text, at);
    }

    /// <summary>Reads the message that a word is in.</summary>
    /// <returns>Where to go on.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Read(int needle, int at)
    {
        var draft = needle switch
        {
            Authorization => ReadAuthorization(at),
            Ciphertext => BareReader.ReadCiphertext(_text, at),
            Permissions => BareReader.ReadExecutionRole(_text, at),
            Decoded => ReadDecoded(at),
            _ => ReadBare(needle, at),
        };
        if (draft is null)
        {
            return at + 1;
        }

        if (draft.Decoded is null)
        {
            ErrorFrame.Complete(_text, draft, _floor, NextMessage(Math.Max(draft.End, at + 1)));
        }

        _floor = Math.Max(draft.End, draft.FrameEnd);
        _hasFound = true;
        _repeats.Add(draft, _text);
        return _floor;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private DenialDraft? ReadAuthorization(int at)
    {
        // The word may begin with either letter.
        if (at > 0 && (_text[at - 1] | 0x20) == 'a')
        {
            if (Phrase.IsBefore(_text, at - 1, "not "u8, out var not))
            {
                if (SentenceReader.Read(_text, not, _floor) is not { } sentence)
                {
                    return null;
                }

                EncodedReader.Read(_text, sentence);
                return sentence;
            }

            if (Phrase.IsBefore(_text, at - 1, "encoded "u8, out var start) && Phrase.IsAt(_text, start, "encoded authorization failure message:"u8, out var end))
            {
                var draft = new DenialDraft { Start = start, FrameStart = start, End = end };
                EncodedReader.Read(_text, end, draft);
                return draft.EncodedMessage is null ? null : draft;
            }
        }

        return ReadBare(Authorization, at);
    }

    /// <summary>A code or words that denote a refusal, unless a message follows that tells more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private DenialDraft? ReadBare(int needle, int at)
    {
        // The words begin before what is searched for.
        var word = needle is 1 or 2 ? at - 1 : at;
        return word < 0 ? null : BareReader.Read(_text, word, _floor, _leadsToMessage);
    }

    /// <summary>Whether a message that tells more begins within a distance: the code or the words are its beginning.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool LeadsToMessage(int from, int reach)
    {
        const int LongestBegin = 700;
        var limit = Math.Min(_text.Length, from + reach + LongestBegin);
        for (var at = from; FindWithin(Authorization, at, limit) is >= 0 and var found; at = found + 1)
        {
            if (!Phrase.IsBefore(_text, Math.Max(0, found - 1), "not "u8, out var not))
            {
                continue;
            }

            return SentenceReader.Read(_text, not, from) is { } sentence && sentence.Start - from <= reach && IsConnected(from, sentence.Start, reach);
        }

        return FindWithin(Ciphertext, from, Math.Min(limit, from + reach)) is >= 0 and var kms && BareReader.ReadCiphertext(_text, kms) is { } key && IsConnected(from, key.Start, reach);
    }

    /// <summary>Whether nothing ends an error between its code and a message. In a record, and behind the first words of Rust's errors, much may stand there.</summary>
    private bool IsConnected(int from, int start, int reach)
    {
        const int MostLines = 8;
        var between = _text.Bytes[Math.Min(from, start)..start];
        if (between.IndexOf("tatus code: "u8) >= 0 || between.IndexOf("(Service: "u8) >= 0 || between.IndexOf("occurred ("u8) >= 0 || between.IndexOf("Access Denied"u8) >= 0)
        {
            return false;
        }

        int first = _text.LineAt(from), last = _text.LineAt(start);
        if (reach > BareReader.Near)
        {
            // A record is a line, or members on lines of their own; another one has an event of its own.
            return between.IndexOf("eventTime"u8) < 0 && between.IndexOf("eventVersion"u8) < 0 && last - first <= 2 * MostLines;
        }

        for (var line = first + 1; line <= last; line++)
        {
            if (_text.IsBlank(line))
            {
                return false;
            }
        }

        return last - first <= MostLines;
    }

    /// <summary>Where the next message may begin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int NextMessage(int from)
    {
        var limit = Math.Min(_text.Length, from + FurthestMessage);
        var next = limit;
        for (var at = from; FindWithin(Authorization, at, limit) is >= 0 and var found; at = found + 1)
        {
            if (Phrase.IsBefore(_text, found - 1, "not "u8, out _))
            {
                next = found;
                break;
            }
        }

        var rest = _text.Bytes[from..next];
        next = rest.IndexOf("ciphertext"u8) is >= 0 and var kms ? from + kms : next;
        return _text.Bytes[from..next].IndexOf("error occurred"u8) is >= 0 and var cli ? from + cli : next;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindWithin(int needle, int from, int limit)
    {
        var found = from < limit ? _text.Bytes[from..limit].IndexOf(Needles[needle]) : -1;
        return found < 0 ? -1 : from + found;
    }

    /// <summary>A decoded message, as STS or the aws CLI puts it out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private DenialDraft? ReadDecoded(int at)
    {
        var bytes = _text.Bytes;
        if (at == 0 || bytes[at - 1] != (byte)'"' || !bytes[(at + Needles[Decoded].Length)..].TrimStart("\" "u8).StartsWith(":"u8))
        {
            return null;
        }

        var open = _text.Before(at, 64, _floor).LastIndexOf((byte)'{');
        if (open < 0)
        {
            return null;
        }

        var start = Math.Max(_floor, at - 64) + open;
        if (bytes[start..at].IndexOf("\"allowed\""u8) < 0 && bytes[at..Math.Min(bytes.Length, at + LongestDecoded / 8)].IndexOf("\"context\""u8) < 0)
        {
            return null;
        }

        // Objects that do not end are looked through no more than a few times.
        var json = bytes[start..Math.Min(bytes.Length, start + LongestDecoded)];
        var end = _text.Forgotten + start < _openUntil ? 0 : ObjectEnd(json);
        if (end == 0)
        {
            _openUntil = Math.Max(_openUntil, _text.Forgotten + start + (json.Length / 8));
            return null;
        }

        try
        {
            var decoded = DecodedMessage.Parse(Encoding.UTF8.GetString(bytes.Slice(start, end)));
            return new DenialDraft { Start = start, FrameStart = start, End = start + end, FrameEnd = start + end, Decoded = decoded };
        }
        catch (JsonException)
        {
            // Something else that has such a member.
            return null;
        }
    }

    /// <summary>How long the object is that a text begins with; 0 where it does not end.</summary>
    private static int ObjectEnd(ReadOnlySpan<byte> json)
    {
        var depth = 0;
        var isInString = false;
        for (var i = 0; i < json.Length; i++)
        {
            switch (json[i])
            {
                case (byte)'\\':
                    i++;
                    break;
                case (byte)'"':
                    isInString = !isInString;
                    break;
                case (byte)'{' when !isInString:
                    depth++;
                    break;
                case (byte)'}' when !isInString && --depth == 0:
                    return i + 1;
            }
        }

        return 0;
    }

    /// <summary>A text that is an encoded message and nothing else.</summary>
    private void ReadBareEncoded()
    {
        const int Shortest = 64;
        var encoded = _text.Bytes.Trim("\"'` "u8);
        if (encoded.Length is < Shortest or > EncodedReader.Longest || !EncodedReader.IsEncoded(encoded)
            || encoded.IndexOfAnyExcept(TextToken.EncodedBytes) >= 0)
        {
            return;
        }

        _repeats.Add(new DenialDraft { End = _text.Length, EncodedMessage = Encoding.ASCII.GetString(encoded), IsTruncated = encoded.Length % 4 == 1 }, _text);
    }

    /// <summary>Forgets what nothing can belong to any more.</summary>
    private void Trim()
    {
        const int Enough = 128 * 1024;
        var spare = _scanned - KeptBefore;
        if (spare < Enough && _text.Length < 4 * Enough)
        {
            return;
        }

        if (spare > 0)
        {
            _text.Forget(spare);
            _scanned -= spare;
            _floor = Math.Max(0, _floor - spare);
        }

        _mayBeEncoded = false;
    }
}
