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
    private const int Nowhere = int.MaxValue;

    private static readonly byte[][] Needles =
    [
        "uthoriz"u8.ToArray(), "enied"u8.ToArray(), "orbidden"u8.ToArray(), "ciphertext"u8.ToArray(), "permissions"u8.ToArray(), "explicitDeny"u8.ToArray(),
    ];

    private readonly CleanText _text = new();
    private readonly LogCleaner _cleaner;
    private readonly DenialRepeats _repeats;
    private readonly int[] _next = new int[Needles.Length];
    private int _scanned;
    private int _floor;
    private bool _mayBeEncoded = true;
    private bool _hasFound;

    /// <summary>Makes a scanner.</summary>
    /// <param name="emit">Takes a refusal.</param>
    public DenialScanner(Action<AuthorizationDenial> emit)
    {
        _cleaner = new LogCleaner(_text);
        _repeats = new DenialRepeats(emit);
    }

    /// <summary>How much text is kept.</summary>
    internal int Kept => _text.Length;

    /// <summary>Takes a line, or the next piece of one that is very long.</summary>
    /// <param name="line">Its bytes in UTF-8, without its end.</param>
    /// <param name="isWhole">Whether it ends here.</param>
    public void Add(ReadOnlySpan<byte> line, bool isWhole = true) => _cleaner.Add(line, isWhole);

    /// <summary>Reads what can be read by now.</summary>
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

            if (!isEnd && !IsRipe(at))
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
    private bool IsRipe(int at)
    {
        if (_text.Length - at >= NeededBehind)
        {
            return true;
        }

        var line = _text.LineAt(at);
        return (_text.LineCount - line > LinesBehind && _text.Length - at > 2048) || _text.LineCount - line > 3 * LinesBehind || TerraformPlace.IsBoxClosed(_text, at);
    }

    /// <summary>Reads the message that a word is in.</summary>
    /// <returns>Where to go on.</returns>
    private int Read(int needle, int at)
    {
        var draft = needle switch
        {
            0 => ReadAuthorization(at),
            3 => BareReader.ReadCiphertext(_text, at),
            4 => BareReader.ReadExecutionRole(_text, at),
            5 => ReadDecoded(at),
            _ => ReadBare(needle, at),
        };
        if (draft is null)
        {
            return at + 1;
        }

        var next = draft.Decoded is null ? NextMessage(Math.Max(draft.End, at + 1)) : draft.End;
        if (draft.Decoded is null)
        {
            ErrorFrame.Complete(_text, draft, _floor, next);
        }

        _floor = Math.Max(draft.End, draft.FrameEnd);
        _hasFound = true;
        _repeats.Add(draft, _text);
        return _floor;
    }

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

                SentenceReader.ReadEncoded(_text, sentence);
                return sentence;
            }

            if (Phrase.IsBefore(_text, at - 1, "encoded "u8, out var start) && Phrase.IsAt(_text, start, "encoded authorization failure message:"u8, out var end))
            {
                var draft = new DenialDraft { Start = start, FrameStart = start, End = end };
                SentenceReader.ReadEncoded(_text, end, draft);
                return draft.EncodedMessage is null ? null : draft;
            }
        }

        return ReadBare(0, at);
    }

    /// <summary>A code or words that denote a refusal, unless a message follows that tells more.</summary>
    private DenialDraft? ReadBare(int needle, int at)
    {
        // In "denied" the access is named before it.
        var word = needle == 1 ? at - 1 : needle == 2 ? at - 1 : at;
        if (word < 0 || LeadsToMessage(at))
        {
            return null;
        }

        return BareReader.Read(_text, word, _floor, NextMessage(at + 5));
    }

    /// <summary>Whether a message that tells more follows: the code or the words are its beginning.</summary>
    private bool LeadsToMessage(int at)
    {
        const int Near = 300;
        var next = Math.Min(_next[0] > at ? _next[0] : Find(0, at + 5), _next[3] > at ? _next[3] : Nowhere);
        if (next == Nowhere || next - at > Near + 400 || next == 0)
        {
            return false;
        }

        var between = _text.Bytes[at..next];
        if (between.IndexOf("tatus code: "u8) >= 0 || between.IndexOf("(Service: "u8) >= 0 || between.IndexOf("Access Denied"u8) > 5)
        {
            return false;
        }

        var lines = _text.LineAt(next) - _text.LineAt(at);
        if (lines > 8)
        {
            return false;
        }

        for (var line = _text.LineAt(at) + 1; line <= _text.LineAt(next); line++)
        {
            if (_text.IsBlank(line))
            {
                return false;
            }
        }

        if (next == _next[3])
        {
            return BareReader.ReadCiphertext(_text, next) is { } kms && kms.Start - at < Near;
        }

        return next > 0 && Phrase.IsBefore(_text, next - 1, "not "u8, out var not) && SentenceReader.Read(_text, not, at) is { } sentence && sentence.Start - at < Near;
    }

    /// <summary>Where the next message may begin.</summary>
    private int NextMessage(int from)
    {
        var at = Math.Min(Find(0, from), Math.Min(Find(3, from), MessageWord(from)));
        return at == Nowhere ? _text.Length : at;
    }

    /// <summary>The next error that the CLI or a box tells.</summary>
    private int MessageWord(int from)
    {
        var rest = _text.Bytes[Math.Min(from, _text.Length)..];
        var cli = rest.IndexOf("error occurred"u8);
        return cli < 0 ? Nowhere : from + cli;
    }

    /// <summary>A decoded message, as STS or the aws CLI puts it out.</summary>
    private DenialDraft? ReadDecoded(int at)
    {
        var bytes = _text.Bytes;
        if (at == 0 || bytes[at - 1] != (byte)'"')
        {
            return null;
        }

        var open = bytes[Math.Max(_floor, at - 64)..at].LastIndexOf((byte)'{');
        if (open < 0)
        {
            return null;
        }

        var start = Math.Max(_floor, at - 64) + open;
        var end = ObjectEnd(bytes[start..Math.Min(bytes.Length, start + LongestDecoded)]);
        if (end == 0)
        {
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
        if (encoded.Length is < Shortest or > SentenceReader.LongestEncoded || !SentenceReader.IsEncoded(encoded)
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
