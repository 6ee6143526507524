using System.Runtime.CompilerServices;
using System.Text;

namespace TrailOps.Denials;

/// <summary>
/// Reads refusals that tell no more than that they are: S3's <c>Access Denied</c>, KMS's ciphertext that one may not use, a code without a message. The code alone
/// proves nothing, for it is a word that policies and prose have too; what an SDK or a service prints around it does.
/// </summary>
internal static class BareReader
{
    private const int LongestMessage = 600;

    // How far behind a code its message may begin; in a record other members stand between.
    public const int Near = 300;
    private const int NearInRecord = 1500;

    // Refusals of accounts that no policy changes.
    private static readonly byte[][] AccountStates =
    [
        "must be verified before"u8.ToArray(), "is not subscribed"u8.ToArray(), "needs a subscription"u8.ToArray(), "not activated"u8.ToArray(), "pending verification"u8.ToArray(),
        "PendingVerification"u8.ToArray(), "OptInRequired"u8.ToArray(), "SubscriptionRequired"u8.ToArray(), "is suspended"u8.ToArray(), "contact AWS Support"u8.ToArray(),
    ];

    /// <summary>Reads from a word on that has <c>denied</c>, <c>forbidden</c> or <c>unauthorized</c> in it; null where it is no refusal by itself.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">A position in the word.</param>
    /// <param name="floor">Before this nothing belongs to it.</param>
    /// <param name="leadsToMessage">Whether a message that tells more follows a position within some distance: then that is the refusal.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static DenialDraft? Read(CleanText text, int at, int floor, Func<int, int, bool> leadsToMessage)
    {
        if (Phrase.IsBefore(text, Math.Min(text.Length, at + 1), "access d"u8, out var access) && Phrase.IsAt(text, access, "access denied"u8, out var end))
        {
            return access < floor || !MayBeWords(text, access, end) || leadsToMessage(end, Near) ? null : ReadWords(text, access, end, floor);
        }

        var (start, wordEnd) = ErrorCodes.WordAt(text, at);
        if (text.IsBreak(start) || text.IsBreak(wordEnd))
        {
            // A line may end in the code.
            var joined = ErrorCodes.WordAt(text, at, isJoined: true);
            (start, wordEnd) = ErrorCodes.IsDenial(text.Bytes[joined.Start..joined.End]) ? joined : (start, wordEnd);
        }

        if (start >= floor && MayBeFramed(text, start, wordEnd) && ErrorCodes.CodeAt(text, at, floor, text.Length, out start) is { } code)
        {
            end = Math.Max(wordEnd, start + code.Length);
            return ErrorCodes.IsDenialAlone(Encoding.ASCII.GetBytes(code)) && !IsForeign(text.Bytes[start..wordEnd])
                && IsFramed(text, ref start, end, floor, out var message, out var reach) && !leadsToMessage(end, reach) ? Draft(text, start, end, message, code, reach > Near || (message == start && !Phrase.IsBefore(text, start, "null "u8, out _))) : null;
        }

        return at + 8 <= text.Length && Phrase.IsBefore(text, at + 8, "forbidden"u8, out var forbidden) ? ReadForbidden(text, forbidden, at + 8) : null;
    }

    /// <summary>KMS's words for a key that one may not use, or that is none.</summary>
    public static DenialDraft? ReadCiphertext(CleanText text, int at)
    {
        if (!Phrase.IsAt(text, at, "ciphertext refers to a "u8, out var end))
        {
            return null;
        }

        var rest = text.Bytes[end..Math.Min(text.ParagraphEnd(end, 12), end + 300)];
        var allowed = rest.LastIndexOf("access"u8);
        if (allowed < 0 || rest.IndexOf("allowed"u8) < 0 || !Phrase.IsBefore(text, at, "the "u8, out var start))
        {
            return null;
        }

        return new DenialDraft { Start = start, FrameStart = start, End = end + allowed + "access".Length, Service = "kms" };
    }

    /// <summary>What Lambda writes of its function's role.</summary>
    public static DenialDraft? ReadExecutionRole(CleanText text, int at)
    {
        if (!Phrase.IsBefore(text, at, "execution role does not have "u8, out var start) || !Phrase.IsAt(text, at, "permissions to call "u8, out var name)
            || ErrorFrame.OperationAt(text, name, " on "u8) is not { } operation || !Phrase.IsAt(text, name + operation.Length, " on "u8, out var service))
        {
            return null;
        }

        var token = TextToken.Read(text, service, text.Length, TokenKind.Action);
        var called = ServiceNames.Find(Encoding.ASCII.GetString(text.Bytes[token.Start..token.End]));
        return called is null ? null : new DenialDraft { Start = start, FrameStart = start, End = token.End, Service = called, Operation = operation };
    }

    /// <summary>Whether the message from here on is of the account's state, which no policy changes.</summary>
    private static bool IsAccountState(CleanText text, int start, int end)
    {
        var message = text.Bytes[start..end];
        foreach (var words in AccountStates)
        {
            if (message.IndexOf(words) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static DenialDraft? Draft(CleanText text, int start, int codeEnd, int message, string code, bool isMember)
    {
        // The code is all where the message stands elsewhere, or there is none.
        var end = message > start ? MessageEnd(text, message) : message == start ? start : codeEnd;
        if (IsAccountState(text, Math.Max(codeEnd, message), Math.Min(text.Length, Math.Max(end, codeEnd + 200))))
        {
            return null;
        }

        var draft = new DenialDraft { Start = start, FrameStart = start, End = end, ErrorCode = code, IsBare = true, IsMember = isMember };
        var words = text.Bytes[Math.Min(codeEnd, end)..end];
        if (words.IndexOf("ciphertext"u8) >= 0 || words.IndexOf("KMS"u8) >= 0)
        {
            draft.Service = "kms";
        }
        else if (code == "AccessDenied" && (words.IndexOf("Access Denied"u8) >= 0 || (message > start && Phrase.IsAt(text, message, "access denied"u8, out _)) || (message == 0 && text.Bytes[end..Math.Min(text.Length, end + Near)].IndexOf("Access Denied"u8) >= 0)))
        {
            draft.Service = "s3";
        }

        return draft;
    }

    /// <summary>Up to the end of the line, or of what wraps it; other messages of the line are others'.</summary>
    private static int MessageEnd(CleanText text, int start)
    {
        if (start >= text.Length)
        {
            return text.Length;
        }

        var end = Math.Min(text.ParagraphEnd(start, 4), start + LongestMessage);
        var line = text.EndOf(text.LineAt(start));
        var bytes = text.Bytes[start..end];
        var stop = bytes.IndexOfAny("\"<("u8);
        end = stop >= 0 ? start + stop : end;
        var another = text.Bytes[start..end].IndexOf("occurred"u8);
        end = another > 0 ? start + another : end;

        // A message that is whole on its line ends there.
        return text[line - 1] == (byte)'.' || bytes.StartsWith("Access Denied"u8) || line - start < 2 ? Math.Min(end, line) : end;
    }

    /// <summary>What stands right around a code that something prints as one: most words have none of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool MayBeFramed(CleanText text, int start, int end)
    {
        var bytes = text.Bytes;
        var before = start > 0 ? bytes[start - 1] : (byte)0;
        var after = end < bytes.Length ? bytes[end] : (byte)0;
        return after is (byte)':' or (byte)')' or (byte)'<' or (byte)'"' or (byte)'\'' || before is (byte)'"' or (byte)'\'' or (byte)'#' or (byte)'=' or (byte)':'
            || (before == (byte)' ' && start >= 7 && bytes[(start - 6)..start].SequenceEqual("Code: "u8)) || (after == (byte)' ' && end + 9 < bytes.Length && bytes[end + 1] == (byte)'(');
    }

    /// <summary>A class of somebody else's.</summary>
    private static bool IsForeign(ReadOnlySpan<byte> word) =>
        word.StartsWith("org."u8) || word.StartsWith("java."u8) || word.StartsWith("javax."u8) || word.StartsWith("System."u8) || word.StartsWith("io."u8);

    /// <summary>Whether something prints the code as that of an error of AWS.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the code begins; then where what is printed begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="floor">Before this nothing belongs to it.</param>
    /// <param name="message">Where the message behind it begins; where what is printed begins, if the code is in it; 0 where the message stands elsewhere.</param>
    /// <param name="reach">How far behind it a message may begin.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsFramed(CleanText text, ref int start, int end, int floor, out int message, out int reach)
    {
        message = 0;
        reach = Near;
        if (Phrase.IsBefore(text, start, "an error occurred ("u8, out _))
        {
            // The operation is named behind it; another frame may be in it, as in Python's class of the exception.
            return text[end] == (byte)')' && Phrase.IsAt(text, end + 1, " when calling the "u8, out message) && SkipTo(text, ref message, "operation"u8, 200) && SkipTo(text, ref message, ":"u8, 60);
        }

        if (Phrase.IsAt(text, end, ": an error occurred ("u8, out _) || Phrase.IsAt(text, end, ") when calling"u8, out _))
        {
            return false;
        }

        if (Phrase.IsAt(text, end, "): access denied"u8, out var shown))
        {
            message = shown - "access denied".Length;
            return true;
        }

        if (Phrase.IsBefore(text, start, "<code>"u8, out _) && Phrase.IsAt(text, end, "</code>"u8, out var xml))
        {
            message = SkipTo(text, ref xml, "<Message>"u8, 40) ? xml : 0;
            return true;
        }

        var after = text.Bytes[end..Math.Min(text.ParagraphEnd(end, 6), end + 500)];
        var before = text.Before(start, 400, floor);
        if (after.StartsWith(":"u8))
        {
            message = Phrase.SkipBlanks(text, end + 1);
            return Phrase.IsAt(text, message, "access denied"u8, out _) || HasStatus(after) || before.LastIndexOf("StatusCode:"u8) >= 0 || before.EndsWith("Errors::"u8);
        }

        if (Phrase.IsBefore(text, start, "error code: "u8, out _))
        {
            return IsBehindService(before, ref start, out message) || before.LastIndexOf("Status Code:"u8) >= 0;
        }

        if (Phrase.IsBefore(text, start, "unhandled error ("u8, out _))
        {
            reach = NearInRecord;
            return true;
        }

        if (Phrase.IsAt(text, end, " (client): "u8, out var client))
        {
            message = client;
            return true;
        }

        if (Phrase.IsBefore(text, start, "handlererrorcode: "u8, out _))
        {
            return before.LastIndexOf("null (Service:"u8) >= 0 && IsBehindService(before, ref start, out message);
        }

        if (before.EndsWith("Errors::"u8))
        {
            return true;
        }

        reach = NearInRecord;
        return IsMember(before) && IsErrorRecord(before, after);
    }

    /// <summary>Whether what Java prints in parentheses begins before the code; then that is the whole.</summary>
    private static bool IsBehindService(ReadOnlySpan<byte> before, ref int start, out int message)
    {
        var service = before.LastIndexOf("(Service:"u8);
        start = service < 0 ? start : start - before.Length + service;
        message = service < 0 ? 0 : start;
        return service >= 0;
    }

    /// <summary>Whether the code is the value of a member that holds one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsMember(ReadOnlySpan<byte> before)
    {
        var name = before.TrimEnd("\"' #"u8);
        if (name.Length == before.Length || name.IsEmpty)
        {
            return false;
        }

        if (name[^1] == (byte)'=' && name.Length + 1 < before.Length && before[name.Length] == (byte)' ')
        {
            // A query.
            return false;
        }

        if (name[^1] is not ((byte)':' or (byte)'='))
        {
            // A type with its namespace, behind the sign of a number.
            var type = name.LastIndexOf("__type"u8);
            return type >= 0 && name.Length - type < 60;
        }

        name = name[..^1].TrimEnd("\"' "u8);
        return name.EndsWith("ode"u8) || name.EndsWith("errorType"u8) || name.EndsWith("__type"u8);
    }

    /// <summary>Whether an error of AWS has such a member: others are a status, a request's id, the event.</summary>
    private static bool IsErrorRecord(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after) =>
        IsErrorRecord(after) || IsErrorRecord(before);

    private static bool IsErrorRecord(ReadOnlySpan<byte> near) =>
        near.IndexOf("tatusCode"u8) >= 0 || near.IndexOf("equestI"u8) >= 0 || near.IndexOf("eventSource\":"u8) >= 0 || near.IndexOf("eventName\":"u8) >= 0 || near.IndexOf("Access Denied"u8) >= 0;

    private static bool HasStatus(ReadOnlySpan<byte> after) =>
        (after.IndexOf("status code: 4"u8) >= 0 && after.IndexOf("request id"u8) >= 0) || after.IndexOf("(Service:"u8) >= 0;

    /// <summary><c>Access Denied</c> where no code stands before it, and <c>Access denied for operation 'X'</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static DenialDraft? ReadWords(CleanText text, int start, int end, int floor)
    {
        if (Phrase.IsAt(text, end, " for operation '"u8, out var name))
        {
            return ReadHandler(text, start, name);
        }

        var bytes = text.Bytes;
        var after = bytes[end..Math.Min(text.Length, end + 300)];
        var before = text.Before(start, 300, floor);
        var api = before.TrimEnd((byte)' ');
        var isApi = api.LastIndexOf((byte)' ') is > 0 and var blank && api[..(blank + 1)].EndsWith("API: "u8) && (api = api[(blank + 1)..]).IndexOf((byte)':') > 0;
        var isFramed = isApi || after.TrimStart((byte)' ').StartsWith("(Service:"u8) || before.EndsWith("<Message>"u8) || before.EndsWith("S3 error: "u8)
            || (before.EndsWith("xception: "u8) && before.LastIndexOf("amazon"u8) + before.LastIndexOf("Amazon"u8) > -2)
            || (after.IndexOf("FullyQualifiedErrorId"u8) >= 0 && after.IndexOf("Amazon."u8) >= 0)
            || (before.TrimEnd("\"' "u8).EndsWith(":"u8) && (before.LastIndexOf("eventName"u8) >= 0 || before.LastIndexOf("errorType"u8) >= 0 || before.LastIndexOf("<Code>AccessDenied"u8) >= 0));
        var service = isApi ? ServiceNames.Find(Encoding.UTF8.GetString(api[..api.IndexOf((byte)':')])) : "s3";
        return !isFramed || IsAccountState(text, end, Math.Min(text.Length, end + 200)) ? null
            : new DenialDraft { Start = start, FrameStart = start, End = end, Service = service, IsBare = true };
    }

    /// <summary>What stands right around the words where something prints them as a message.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool MayBeWords(CleanText text, int start, int end)
    {
        var bytes = text.Bytes;
        return start == 0 || bytes[start - 1] is (byte)' ' or (byte)'"' or (byte)'\'' or (byte)'>' or (byte)':' || text.IsBreak(start) || Phrase.IsAt(text, end, " for operation '"u8, out _);
    }

    /// <summary>What CloudFormation's handlers write: an operation, or the type of a resource.</summary>
    private static DenialDraft? ReadHandler(CleanText text, int start, int name)
    {
        var bytes = text.Bytes;
        var close = bytes[name..Math.Min(text.Length, name + 200)].IndexOf((byte)'\'');
        if (close <= 0 || IsAccountState(text, name, Math.Min(text.Length, name + 300)))
        {
            return null;
        }

        var operation = Encoding.UTF8.GetString(bytes.Slice(name, close));
        var parts = operation.Split("::");
        var end = name + close + 1;
        var handler = ErrorFrame.HandlerCodeEnd(text, end, text.ParagraphEnd(end, 4));
        return new DenialDraft
        {
            Start = start,
            FrameStart = start,
            End = end,
            FrameEnd = handler ?? end,
            Operation = parts.Length == 1 && operation.All(char.IsAsciiLetterOrDigit) ? operation : null,
            Service = parts is ["AWS", var service, ..] ? ServiceNames.Find(service) : null,
            ErrorCode = handler is null ? null : "AccessDenied",
            IsBare = true,
            Tool = "cloudformation",
        };
    }

    /// <summary>S3's answers to HEAD have no body: <c>An error occurred (403) when calling the HeadObject operation: Forbidden</c>.</summary>
    private static DenialDraft? ReadForbidden(CleanText text, int start, int end)
    {
        var bytes = text.Bytes;
        var before = text.Before(start, 200, 0);
        if (Phrase.IsBefore(text, start, "operation: "u8, out var frame) && before.LastIndexOf("(403)"u8) >= 0)
        {
            return new DenialDraft { Start = start, FrameStart = frame, End = end, Service = "s3", IsBare = true };
        }

        var isSdk = before.EndsWith("api error Forbidden: "u8) || before.EndsWith("Forbidden: "u8);
        var after = bytes[end..text.ParagraphEnd(end, 3)];
        return isSdk && (before.LastIndexOf("StatusCode: 403"u8) >= 0 || after.IndexOf("status code: 403, request id"u8) is >= 0 and < 12)
            ? new DenialDraft { Start = start, FrameStart = start, End = end, ErrorCode = "Forbidden", IsBare = true, Service = IsOfS3(before, after) ? "s3" : null }
            : null;
    }

    private static bool IsOfS3(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after) =>
        before.LastIndexOf("S3"u8) >= 0 || before.LastIndexOf("HostID"u8) >= 0 || after.IndexOf("host id"u8) >= 0;

    private static bool SkipTo(CleanText text, ref int at, ReadOnlySpan<byte> word, int most)
    {
        var found = text.Bytes[at..Math.Min(text.Length, at + most)].IndexOf(word);
        if (found < 0)
        {
            return false;
        }

        at = Phrase.SkipBlanks(text, at + found + word.Length);
        return true;
    }
}
