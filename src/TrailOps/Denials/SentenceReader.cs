using System.Runtime.CompilerServices;
using System.Text;

namespace TrailOps.Denials;

/// <summary>
/// Reads the sentence of a refusal: who may not do what on what, why, and the encoded message
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html).
/// </summary>
internal static class SentenceReader
{
    /// <summary>Reads from <c>not authorized</c> on; null where it is no refusal.</summary>
    /// <param name="text">The text.</param>
    /// <param name="not">Where <c>not</c> begins.</param>
    /// <param name="floor">Before this nothing belongs to it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static DenialDraft? Read(CleanText text, int not, int floor)
    {
        if (Phrase.IsAt(text, not, "not authorized to access this resource"u8, out var at))
        {
            return ReadAccess(text, not, at, floor);
        }

        if (!Phrase.IsAt(text, not, "not authorized to perform"u8, out at))
        {
            return null;
        }

        if (Phrase.IsAt(text, at, " this operation"u8, out var end))
        {
            return ReadOperation(text, not, end, floor);
        }

        if (ReadAction(text, at, out end) is not { } action)
        {
            return null;
        }

        var draft = new DenialDraft { Start = not, FrameStart = not, Action = action.Name, End = end, FrameEnd = end };
        if (action.IsDoubtful)
        {
            draft.Remarks.Add(Doubt("action"));
        }

        PrincipalReader.Read(text, not, floor, draft);
        if (draft.IsQuotation || (draft.Principal is null && !action.HasColon && !IsWebIdentity(draft.Action)))
        {
            return null;
        }

        ResourceReader.Read(text, end, draft);
        ReasonReader.Read(text, draft);
        return draft;
    }

    internal static string Doubt(string what) => $"A line ends in or behind the {what}, and it can't be told whether the next one continues it.";

    /// <summary><c>User: … is not authorized to access this resource</c>: other products say so as well, without an ARN.</summary>
    private static DenialDraft? ReadAccess(CleanText text, int not, int end, int floor)
    {
        var draft = new DenialDraft { Start = not, FrameStart = not, End = end, FrameEnd = end };
        PrincipalReader.Read(text, not, floor, draft);
        if (draft.Principal?.StartsWith("arn:", StringComparison.Ordinal) != true && !IsLambdaAuthorizer(text, end))
        {
            return null;
        }

        ReasonReader.Read(text, draft);
        return draft;
    }

    private static bool IsLambdaAuthorizer(CleanText text, int end) => Phrase.IsAt(text, end, " with an explicit deny"u8, out _);

    /// <summary>EC2's <c>You are not authorized to perform this operation.</c>, alone or before the sentence.</summary>
    private static DenialDraft? ReadOperation(CleanText text, int not, int end, int floor)
    {
        if (!Phrase.IsBefore(text, not, "you are "u8, out var start))
        {
            return null;
        }

        var at = end;
        at += text[at] == (byte)'.' ? 1 : 0;
        var draft = new DenialDraft { Start = start, FrameStart = start, End = at, FrameEnd = at, IsOperation = true };
        if (Phrase.IsAt(text, at, " user: "u8, out var who) && NextNot(text, who) is { } next && Phrase.IsAt(text, next, "not authorized to perform:"u8, out _)
            && Read(text, next, who) is { Action: not null } sentence)
        {
            sentence.Start = sentence.FrameStart = start;
            return sentence;
        }

        // Route 53 and others tell before it what they called.
        const int Before = 120;
        var called = text.Before(start, Before, floor);
        if (called.LastIndexOf("by calling "u8) is >= 0 and var by)
        {
            var token = TextToken.Read(text, start - called.Length + by + 11, start, TokenKind.Action);
            draft.Action = ActionOf(text.Bytes[token.Start..token.End].TrimEnd((byte)':'));
        }

        return draft;
    }

    /// <summary>The <c>not</c> of a sentence whose principal begins here.</summary>
    private static int? NextNot(CleanText text, int who)
    {
        var bytes = text.Bytes[who..Math.Min(text.Length, who + PrincipalReader.Longest)];
        var found = bytes.IndexOf("authorized"u8);
        return found >= 0 && Phrase.IsBefore(text, who + found, "not "u8, out var not) ? not : null;
    }

    private static (string? Name, bool HasColon, bool IsDoubtful)? ReadAction(CleanText text, int at, out int end)
    {
        end = at;
        var hasColon = text[at] == (byte)':' || Phrase.IsAt(text, at, " :"u8, out _);
        if (hasColon)
        {
            at = text.Bytes[at..].IndexOf((byte)':') + at + 1;
        }
        else if (!Phrase.IsAt(text, at, " "u8, out _))
        {
            return null;
        }

        at = Phrase.SkipBlanks(text, at);
        while (at < text.Length && text[at] is (byte)'*' or (byte)'`' or (byte)'"' or (byte)'\'')
        {
            at++;
        }

        var token = TextToken.Read(text, at, Math.Min(text.Length, at + 160), TokenKind.Action);
        var word = text.Bytes[token.Start..token.End].TrimEnd("*:"u8);
        end = token.Start + word.Length;
        while (end < text.Length && text[end] is (byte)'*' or (byte)'`')
        {
            end++;
        }

        if (hasColon && word.SequenceEqual("null"u8))
        {
            return (null, true, false);
        }

        return ActionOf(word) is { } action ? (action, hasColon, token.IsDoubtful) : null;
    }

    private static bool IsWebIdentity(string? action) => action?.StartsWith("sts:", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A prefix, one colon, a name; Huawei's have two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static string? ActionOf(ReadOnlySpan<byte> word)
    {
        var colon = word.IndexOf((byte)':');
        if (colon is <= 0 or > 64 || colon == word.Length - 1 || word.Length > 128 || word[(colon + 1)..].Contains((byte)':'))
        {
            return null;
        }

        return char.IsAsciiLetter((char)word[0]) && char.IsAsciiLetter((char)word[colon + 1]) ? Encoding.ASCII.GetString(word) : null;
    }
}
