using System.Runtime.CompilerServices;
using System.Text;

namespace TrailOps.Denials;

/// <summary>What tools and SDKs print around the message of an error: code, operation, service, status, the request's id.</summary>
internal static class ErrorFrame
{
    /// <summary>How far before its message a frame may begin.</summary>
    private const int Before = 1500;

    private const int After = 4096;
    private const int AfterLines = 14;

    /// <summary>Completes a refusal by what stands before and behind its message.</summary>
    /// <param name="text">The text.</param>
    /// <param name="draft">The refusal.</param>
    /// <param name="floor">Before this nothing belongs to it.</param>
    /// <param name="ceiling">From here on nothing belongs to it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Complete(CleanText text, DenialDraft draft, int floor, int ceiling)
    {
        floor = Math.Min(floor, draft.Start);
        ReadBefore(text, draft, Math.Max(floor, draft.Start - Before));
        var end = EndOfError(text, draft.End, Math.Min(ceiling, draft.End + After));
        if (end > draft.End)
        {
            ReadAfter(text, draft, end);
        }

        draft.FrameEnd = Math.Max(draft.FrameEnd, draft.End);
        TerraformPlace.Read(text, draft);
        draft.Service = DenialService.Find(text, draft, floor, end) ?? draft.Service;
    }

    /// <summary>Where another error begins, or the paragraph ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int EndOfError(CleanText text, int start, int limit)
    {
        limit = Math.Min(limit, text.ParagraphEnd(start, AfterLines));
        for (var line = text.LineAt(start) + 1; line < text.LineCount && text.Lines[line].Start < limit; line++)
        {
            if (text.TextOf(line).StartsWith("Error: "u8))
            {
                return Math.Max(start, text.Lines[line].Start);
            }
        }

        var another = text.Bytes[start..Math.Max(start, limit)].IndexOf("operation error "u8);
        return another < 0 ? limit : start + another;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadBefore(CleanText text, DenialDraft draft, int floor)
    {
        var before = text.Bytes[floor..draft.Start];
        ReadCodeBefore(text, draft, floor);
        if (LastPhrase(text, floor, draft.Start, "occurred"u8, "an error occurred ("u8, 9) is { } cli)
        {
            ReadCli(text, draft, cli);
        }
        else if (LastPhrase(text, floor, draft.Start, "https"u8, "https response error statuscode:"u8, 0) is { } go)
        {
            draft.Tool ??= "aws-sdk-go";
            var fields = new LogFields(text, go, draft.Start);
            draft.StatusCode ??= fields.Status();
            draft.RequestId ??= fields.RequestId();
            ReadGoOperation(text, draft, Math.Max(floor, go - 200), go);
        }
        else if (before.LastIndexOf("Error executing \""u8) is >= 0 and var php)
        {
            draft.Operation ??= Letters(text.Bytes[(floor + php + 17)..draft.Start]);
        }

        if (before.LastIndexOf("Resource handler returned"u8) >= 0 || before.LastIndexOf("CREATE_FAILED"u8) >= 0)
        {
            draft.Tool ??= "cloudformation";
        }
    }

    /// <summary>The code right before the message: <c>AccessDenied: User: …</c>, <c>&lt;Code&gt;AccessDenied&lt;/Code&gt;&lt;Message&gt;User: …</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadCodeBefore(CleanText text, DenialDraft draft, int floor)
    {
        const int Gap = 64;
        var bytes = text.Bytes;
        if (draft.ErrorCode is not null)
        {
            return;
        }

        for (var at = draft.Start - 1; at >= Math.Max(floor, draft.Start - Gap); at--)
        {
            if (!ErrorCodes.CodeBytes.Contains(bytes[at]))
            {
                continue;
            }

            if (ErrorCodes.CodeAt(text, at, floor, draft.Start, out var start) is { } code)
            {
                draft.ErrorCode ??= code;
                draft.FrameStart = start;
                return;
            }

            at = start;
        }
    }

    private static void ReadCli(CleanText text, DenialDraft draft, int start)
    {
        var bytes = text.Bytes;
        var open = bytes[start..draft.Start].IndexOf((byte)'(') + start + 1;
        var close = bytes[open..Math.Min(text.Length, open + 64)].IndexOf((byte)')');
        if (close < 0 || !Phrase.IsAt(text, open + close + 1, " when calling the "u8, out var name))
        {
            return;
        }

        draft.ErrorCode ??= Encoding.ASCII.GetString(bytes.Slice(open, close));
        draft.Operation ??= OperationAt(text, name, " operation"u8);
        draft.FrameStart = start;
        draft.Tool ??= IsPython(text, start) ? "boto3" : "awscli";
    }

    private static bool IsPython(CleanText text, int start)
    {
        var before = text.Before(start, 400, 0);
        return before.LastIndexOf("botocore"u8) >= 0 || before.LastIndexOf("ClientError"u8) >= 0 || before.LastIndexOf("Traceback"u8) >= 0;
    }

    /// <summary>Such as <c>operation error CloudWatch Logs: CreateLogGroup,</c>.</summary>
    private static void ReadGoOperation(CleanText text, DenialDraft draft, int floor, int end)
    {
        if (LastPhrase(text, floor, end, "operation"u8, "operation error "u8, 0) is not { } start || !Phrase.IsAt(text, start, "operation error "u8, out var service))
        {
            return;
        }

        var bytes = text.Bytes;
        var colon = bytes[service..end].IndexOf((byte)':');
        if (colon is <= 0 or > 60)
        {
            return;
        }

        draft.FrameStart = Math.Min(draft.FrameStart, start);
        draft.Service ??= ServiceNames.Find(Encoding.UTF8.GetString(bytes.Slice(service, colon)));
        var name = Phrase.SkipBlanks(text, service + colon + 1);
        draft.Operation ??= OperationAt(text, name, ","u8);
    }

    /// <summary>The name of an operation before certain words.</summary>
    internal static string? OperationAt(CleanText text, int start, ReadOnlySpan<byte> then)
    {
        var at = start;
        while (at < text.Length && at < start + 100 && (char.IsAsciiLetterOrDigit((char)text[at]) || text[at] == (byte)'_'))
        {
            if (at > start && Phrase.IsAt(text, at, then, out _) && text.IsBreak(at))
            {
                break;
            }

            at++;
        }

        return at > start && Phrase.IsAt(text, at, then, out _) ? Encoding.ASCII.GetString(text.Bytes[start..at]) : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadAfter(CleanText text, DenialDraft draft, int end)
    {
        var at = draft.End;
        var bytes = text.Bytes;
        while (at < end && bytes[at] is (byte)'.' or (byte)' ' or (byte)'"')
        {
            at++;
        }

        // Right behind the message: what Java prints.
        if (Phrase.IsAt(text, at, "(service: "u8, out var service))
        {
            ReadJava(text, draft, at, service, end);
            return;
        }

        if (Phrase.IsAt(text, at, "(aws::"u8, out _) && bytes[at..end].IndexOf((byte)')') is > 0 and < 100 and var ruby)
        {
            draft.FrameEnd = at + ruby + 1;
        }

        var fields = new LogFields(text, draft.End, EndOfRecord(bytes[draft.End..end]) + draft.End);
        var isGo = Phrase.IsAt(text, at, "status code: "u8, out var status) || Phrase.IsAt(text, at, " status code: "u8, out status);
        if (isGo)
        {
            draft.Tool ??= "aws-sdk-go";
        }
        else if (!fields.IsRecord)
        {
            return;
        }

        draft.StatusCode ??= fields.Status();
        draft.RequestId ??= fields.RequestId();
        var named = fields.Code(out var code);
        draft.ErrorCode ??= named;
        draft.FrameEnd = Math.Max(draft.FrameEnd, isGo ? status : code);
        if (fields.IsJavaScript)
        {
            draft.Tool ??= "js-sdk";
        }

        ReadEvent(text, draft, fields);
    }

    /// <summary>Where the record of a log ends that the message is in: CloudTrail's begin with these.</summary>
    private static int EndOfRecord(ReadOnlySpan<byte> after)
    {
        var version = after.IndexOf("\"eventVersion\""u8);
        var time = after.IndexOf("\"eventTime\""u8);
        return version < 0 ? (time < 0 ? after.Length : time) : time < 0 ? version : Math.Min(version, time);
    }

    private static void ReadEvent(CleanText text, DenialDraft draft, LogFields after)
    {
        if (after.Value("eventName"u8) is not { } name)
        {
            var before = new LogFields(text, Math.Max(0, draft.Start - After), draft.Start);
            name = before.LastValue("eventName"u8);
            if (name is null || before.IsClosedAfter("eventName"u8))
            {
                return;
            }

            draft.Service ??= ServiceOfSource(before.LastValue("eventSource"u8));
            draft.ErrorCode ??= before.LastValue("errorCode"u8);
        }
        else
        {
            draft.Service ??= ServiceOfSource(after.Value("eventSource"u8));
        }

        draft.Operation ??= name;
        draft.Tool = "cloudtrail";
    }

    private static string? ServiceOfSource(string? source) => source is null ? null : ServiceNames.Find(source.Split('.')[0]);

    private static void ReadJava(CleanText text, DenialDraft draft, int start, int service, int end)
    {
        var bytes = text.Bytes;
        var stop = bytes[service..end].IndexOfAny((byte)';', (byte)',', (byte)')');
        if (stop < 0)
        {
            return;
        }

        draft.Service ??= ServiceNames.Find(Encoding.UTF8.GetString(bytes.Slice(service, stop)));
        var close = bytes[service..end].IndexOf((byte)')');
        var last = close < 0 ? end : service + close + 1;
        var fields = new LogFields(text, start, last);
        draft.StatusCode ??= fields.Status();
        draft.RequestId ??= fields.RequestId();
        draft.ErrorCode ??= fields.Code(out _);
        draft.Tool ??= "java-sdk";
        draft.FrameEnd = last;

        // The code of the handler belongs to it as well.
        if (HandlerCodeEnd(text, last, end) is { } handler)
        {
            draft.FrameEnd = handler;
            draft.Tool = draft.Tool == "java-sdk" ? "cloudformation" : draft.Tool;
        }
    }

    /// <summary>Where the code of a CloudFormation handler ends, if one stands near; null where none does.</summary>
    public static int? HandlerCodeEnd(CleanText text, int start, int end)
    {
        const int Near = 250;
        var rest = text.Bytes[start..Math.Max(start, Math.Min(end, start + Near))];
        var at = rest.IndexOf("HandlerErrorCode: "u8);
        if (at < 0)
        {
            return null;
        }

        at += "HandlerErrorCode: ".Length;
        while (at < rest.Length && char.IsAsciiLetter((char)rest[at]))
        {
            at++;
        }

        return start + at;
    }

    /// <summary>The last place where a phrase stands that has a certain word in it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="floor">From here on.</param>
    /// <param name="end">Before this.</param>
    /// <param name="word">A word of the phrase.</param>
    /// <param name="phrase">The phrase.</param>
    /// <param name="offset">How much of the phrase stands before the word.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int? LastPhrase(CleanText text, int floor, int end, ReadOnlySpan<byte> word, ReadOnlySpan<byte> phrase, int offset)
    {
        var bytes = text.Bytes[floor..end];
        for (var tries = 0; tries < 4 && bytes.LastIndexOf(word) is >= 0 and var at; tries++)
        {
            var start = floor + at;
            if (offset == 0 || Phrase.IsBefore(text, start, phrase[..offset], out start))
            {
                if (Phrase.IsAt(text, start, phrase, out _))
                {
                    return start;
                }
            }

            bytes = bytes[..at];
        }

        return null;
    }

    private static string? Letters(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && at < 100 && char.IsAsciiLetterOrDigit((char)bytes[at]))
        {
            at++;
        }

        return at > 0 ? Encoding.ASCII.GetString(bytes[..at]) : null;
    }
}
