using System.Runtime.CompilerServices;
using System.Text;

namespace TrailOps.Denials;

/// <summary>
/// Reads the sentence of a refusal: who may not do what on what, why, and the encoded message
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html).
/// </summary>
internal static class SentenceReader
{
    private const int LongestPrincipal = 700;
    private const int LongestResource = 2048;

    /// <summary>https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html.</summary>
    internal const int LongestEncoded = 10_240;

    private const int ShortestEncoded = 8;
    private static ReadOnlySpan<byte> Quotes => "\"'`"u8;

    private static readonly (byte[] Words, DenialPolicyType Type)[] Types =
    [
        ("identity-based policy"u8.ToArray(), DenialPolicyType.IdentityBased),
        ("resource-based policy"u8.ToArray(), DenialPolicyType.ResourceBased),
        ("service control policy"u8.ToArray(), DenialPolicyType.ServiceControlPolicy),
        ("resource control policy"u8.ToArray(), DenialPolicyType.ResourceControlPolicy),
        ("permissions boundary"u8.ToArray(), DenialPolicyType.PermissionsBoundary),
        ("session policy"u8.ToArray(), DenialPolicyType.SessionPolicy),
        ("sessions policy"u8.ToArray(), DenialPolicyType.SessionPolicy),
        ("vpc endpoint policy"u8.ToArray(), DenialPolicyType.VpcEndpointPolicy),
        ("role trust policy"u8.ToArray(), DenialPolicyType.TrustPolicy),
        ("assume role policy"u8.ToArray(), DenialPolicyType.TrustPolicy),
    ];

    // What IAM writes before the name of what has no ARN in its message.
    private static readonly byte[][] Kinds =
    [
        "user "u8.ToArray(), "role "u8.ToArray(), "group "u8.ToArray(), "policy "u8.ToArray(), "instance profile "u8.ToArray(), "server certificate "u8.ToArray(),
        "mfa device "u8.ToArray(), "oidc-provider "u8.ToArray(), "saml-provider "u8.ToArray(), "access key "u8.ToArray(),
    ];

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

        ReadPrincipal(text, not, floor, draft);
        if (draft.IsQuotation || (draft.Principal is null && !action.HasColon && !IsWebIdentity(draft.Action)))
        {
            return null;
        }

        ReadResource(text, end, draft);
        ReadReason(text, draft);
        return draft;
    }

    /// <summary>Reads the encoded message, if one follows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ReadEncoded(CleanText text, DenialDraft draft)
    {
        var at = draft.End;
        var bytes = text.Bytes;
        while (at < bytes.Length && at < draft.End + 8 && (bytes[at] is (byte)'.' or (byte)' ' or (byte)',' or (byte)'*' or (byte)'\t'))
        {
            at++;
        }

        if (Phrase.IsAt(text, at, "encoded authorization failure message:"u8, out var end))
        {
            ReadEncoded(text, end, draft);
        }
    }

    /// <summary>Reads the encoded message itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ReadEncoded(CleanText text, int end, DenialDraft draft)
    {
        var start = Phrase.SkipBlanks(text, end);
        while (start < text.Length && start < end + 16 && text[start] is (byte)'`' or (byte)'"' or (byte)'\'' or (byte)'*' or (byte)'+' or (byte)' ')
        {
            start++;
        }

        draft.End = Math.Max(draft.End, end);
        var token = TextToken.Read(text, start, Math.Min(text.Length, start + LongestEncoded), TokenKind.Encoded);
        var encoded = text.Bytes[token.Start..token.End];
        if (!IsEncoded(encoded))
        {
            return;
        }

        draft.EncodedMessage = Encoding.ASCII.GetString(encoded);
        draft.End = token.End;
        draft.IsTruncated = Phrase.IsAt(text, token.End, "..."u8, out end) || Phrase.IsAt(text, token.End, " ..."u8, out end) || Phrase.IsAt(text, token.End, "…"u8, out end)
            || Phrase.IsAt(text, token.End, " …"u8, out end) || Phrase.IsAt(text, token.End, "[..."u8, out end) || Phrase.IsAt(text, token.End, "[…"u8, out end) || encoded.Length % 4 == 1;
        if (token.IsDoubtful)
        {
            draft.Remarks.Add(Doubt("encoded message"));
        }
    }

    /// <summary>Not one that somebody wrote in place of the message.</summary>
    internal static bool IsEncoded(ReadOnlySpan<byte> text)
    {
        bool upper = false, lower = false, digit = false;
        foreach (var letter in text)
        {
            upper |= letter is >= (byte)'A' and <= (byte)'Z';
            lower |= letter is >= (byte)'a' and <= (byte)'z';
            digit |= letter is >= (byte)'0' and <= (byte)'9';
        }

        return text.Length >= ShortestEncoded && upper && lower && digit;
    }

    internal static string Doubt(string what) => $"A line ends in or behind the {what}, and it can't be told whether the next one continues it.";

    /// <summary><c>User: … is not authorized to access this resource</c>: other products say so as well, without an ARN.</summary>
    private static DenialDraft? ReadAccess(CleanText text, int not, int end, int floor)
    {
        var draft = new DenialDraft { Start = not, FrameStart = not, End = end, FrameEnd = end };
        ReadPrincipal(text, not, floor, draft);
        if (draft.Principal?.StartsWith("arn:", StringComparison.Ordinal) != true && !IsLambdaAuthorizer(text, end))
        {
            return null;
        }

        ReadReason(text, draft);
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
        var bytes = text.Bytes[who..Math.Min(text.Length, who + LongestPrincipal)];
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

    /// <summary>Who it was: behind <c>User:</c>, or an ARN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadPrincipal(CleanText text, int not, int floor, DenialDraft draft)
    {
        var bytes = text.Bytes;
        if (!Phrase.IsBefore(text, not, " is "u8, out var end))
        {
            // In the code of a program, or in a search for it, nobody stands there.
            draft.IsQuotation = Phrase.IsBefore(text, not, "is "u8, out var begin) && begin > 0 && Quotes.Contains(bytes[begin - 1]);
            if (Phrase.IsBefore(text, not, "you are "u8, out var you))
            {
                draft.Start = draft.FrameStart = you;
            }

            return;
        }

        var from = Math.Min(end, Math.Max(floor, end - LongestPrincipal));
        var before = bytes[from..end].TrimEnd(Quotes);
        end = from + before.Length;
        var start = Math.Max(before.LastIndexOf("User:"u8) is >= 0 and var user ? user + 5 : -1, before.LastIndexOf("Principal:"u8) is >= 0 and var service ? service + 10 : -1);
        var label = start;
        if (start < 0 || HasBlank(before[start..].TrimStart((byte)' ')))
        {
            // The word before the sentence, where it is an ARN.
            var word = Math.Max(before.LastIndexOfAny((byte)' ', (byte)'\t'), before.LastIndexOfAny((byte)'"', (byte)'\'', (byte)'`')) + 1;
            var arn = before[word..].LastIndexOf("arn:"u8);
            if (arn < 0)
            {
                return;
            }

            start = word + arn;
            label = start;
        }
        else
        {
            label -= before[..start].EndsWith("User:"u8) ? 5 : 10;
        }

        var name = before[start..].Trim((byte)' ').Trim((byte)'"').Trim((byte)'\'').Trim((byte)'`');
        draft.Start = draft.FrameStart = from + label;
        draft.Principal = name.IsEmpty || name.Contains((byte)'"') ? null : Encoding.UTF8.GetString(name);
    }

    private static bool HasBlank(ReadOnlySpan<byte> name)
    {
        var at = name.IndexOf((byte)' ');

        // <role name> and the like.
        return at >= 0 && name[..at].LastIndexOfAny("<{["u8) <= name[..at].LastIndexOfAny(">}]"u8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadResource(CleanText text, int at, DenialDraft draft)
    {
        if (Phrase.IsAt(text, at, " on this resource"u8, out var end) || Phrase.IsAt(text, at, " on the resource"u8, out end))
        {
            draft.End = end;
            return;
        }

        if (!Phrase.IsAt(text, at, " on resource"u8, out end))
        {
            return;
        }

        draft.End = end;
        if (text[end] != (byte)':')
        {
            return;
        }

        at = Phrase.SkipBlanks(text, end + 1);
        while (text[at] == (byte)'*' && text[at + 1] == (byte)'*' && !text.IsBreak(at + 1))
        {
            at += 2;
        }

        at = Phrase.IsAt(text, at, "“"u8, out var curly) ? curly : at;
        var limit = Math.Min(text.Length, at + LongestResource);

        // Another sentence is not part of a name.
        limit = text.Bytes[at..limit].IndexOf("is not authorized"u8) is >= 0 and var another ? at + another : limit;
        if (text[at] is (byte)'"' or (byte)'\'' or (byte)'`' && Quoted(text, at, limit) is { } quoted)
        {
            draft.Resource = quoted.Value;
            draft.End = quoted.End;
            return;
        }

        var start = at;
        foreach (var kind in Kinds)
        {
            if (Phrase.IsAt(text, at, kind, out var name) && name < limit && text[name] != (byte)'(')
            {
                start = name;
                break;
            }
        }

        if (IsReason(text, start))
        {
            start = at;
        }

        var token = TextToken.Read(text, start, limit, TokenKind.Name);
        var value = Trimmed(text.Bytes[token.Start..token.End]);
        draft.End = token.Start + value.Length;
        if (value.IsEmpty || (start == at && value.Length < 8 && "arn:aws:"u8.StartsWith(value)))
        {
            // Cut off, or nothing at all.
            return;
        }

        var stretched = Stretch(text, draft.End, limit);
        if (stretched > draft.End)
        {
            // Names may have blanks: all up to the reason.
            value = text.Bytes[token.Start..stretched];
            draft.End = stretched;
        }

        draft.Resource = (start > at ? KindOf(text.Bytes[at..start]) : "") + Encoding.UTF8.GetString(value);
        if (token.IsDoubtful)
        {
            draft.Remarks.Add(Doubt("resource"));
        }
    }

    /// <summary>The kind in front of a name, with one blank where a line may have begun.</summary>
    private static string KindOf(ReadOnlySpan<byte> kind)
    {
        var words = Encoding.UTF8.GetString(kind).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var joined = string.Concat(words);
        return (joined.Equals("instanceprofile", StringComparison.OrdinalIgnoreCase) ? "instance profile" : string.Join(' ', words)) + " ";
    }

    /// <summary>What stands in quotation marks, also where a line ends in it.</summary>
    private static (string Value, int End)? Quoted(CleanText text, int at, int limit)
    {
        var quote = text[at];

        // CSV doubles them.
        at += text[at + 1] == quote ? 1 : 0;
        var close = text.Bytes[(at + 1)..limit].IndexOf(quote);
        if (close < 0)
        {
            return null;
        }

        // A name with blanks may end a line at one.
        var hasBlank = text.Bytes.Slice(at + 1, close).Contains((byte)' ');
        var value = new StringBuilder();
        for (var from = at + 1; from < at + 1 + close;)
        {
            var line = text.LineAt(from);
            var to = Math.Min(at + 1 + close, text.EndOf(line));
            value.Append(Encoding.UTF8.GetString(text.Bytes[from..to]));
            if (to < at + 1 + close)
            {
                if (text.IsBlank(line + 1) && !text.IsSoftBreak(to))
                {
                    return null;
                }

                value.Append(hasBlank && !TextToken.IsJoined(text, line) ? " " : text.Lines[line].EndsBlank || text.Lines[line + 1].Indent == 1 ? " " : "");
            }

            from = to;
        }

        return (value.ToString().Trim(), at + close + 2);
    }

    /// <summary>Without what ends a sentence or a mark-up; three dots stand for what somebody left out.</summary>
    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> value)
    {
        while (true)
        {
            var shorter = value.EndsWith("..."u8) ? value
                : value.EndsWith("**"u8) && value.Length > 2 && value[^3] is not ((byte)'/' or (byte)':') ? value[..^2]
                : value.Length > 0 && value[^1] is (byte)'.' or (byte)';' ? value[..^1]
                : value.EndsWith(":"u8) && !value.EndsWith("log-stream:"u8) ? value[..^1]
                : value.Length > 0 && value[^1] is (byte)'}' && !value.Contains((byte)'{') ? value[..^1]
                : value.Length > 0 && value[^1] is (byte)']' && !value.Contains((byte)'[') ? value[..^1]
                : value.Length > 0 && value[^1] is (byte)'>' && !value.Contains((byte)'<') ? value[..^1]
                : value;
            if (shorter.Length == value.Length)
            {
                return value;
            }

            value = shorter;
        }
    }

    /// <summary>How far a name with blanks goes, where the reason follows soon.</summary>
    private static int Stretch(CleanText text, int at, int limit)
    {
        const int Most = 200;
        if (text[at] != (byte)' ' || IsReason(text, at))
        {
            return at;
        }

        var line = text.LineAt(at);
        var rest = text.Bytes[at..Math.Min(Math.Min(limit, text.EndOf(line)), at + Most)];
        var reason = FirstOf(rest.IndexOf(" because no "u8), rest.IndexOf(" with an explicit deny"u8));
        return reason < 0 || rest[..reason].IndexOfAny("\"(;"u8) >= 0 || rest[..reason].IndexOf(". "u8) >= 0 || rest[..reason].IndexOf(": "u8) >= 0 ? at : at + reason;
    }

    private static int FirstOf(int a, int b) => a < 0 ? b : b < 0 ? a : Math.Min(a, b);

    private static bool IsReason(CleanText text, int at) =>
        Phrase.IsAt(text, at, "because "u8, out _) || Phrase.IsAt(text, at, " because "u8, out _)
        || Phrase.IsAt(text, at, "with an explicit"u8, out _) || Phrase.IsAt(text, at, " with an explicit"u8, out _);

    /// <summary>Why, and by which policy. Between it and the resource some write <c>...</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadReason(CleanText text, DenialDraft draft)
    {
        var at = draft.End;
        while (at < draft.End + 6 && text[at] is (byte)'.' or (byte)'"' or (byte)'`' or (byte)'*' or (byte)' ' or (byte)'\'')
        {
            at++;
        }

        at = Phrase.IsAt(text, at, "” "u8, out var curly) ? curly : at;

        if (Phrase.IsAt(text, at, "because"u8, out var end))
        {
            ReadImplicit(text, Phrase.SkipBlanks(text, end), draft);
        }
        else if (Phrase.IsAt(text, at, "with an explicit deny"u8, out end))
        {
            draft.Reason = DenialReason.ExplicitDeny;
            draft.End = end;
            ReadDenying(text, end, draft);
        }
    }

    private static void ReadImplicit(CleanText text, int at, DenialDraft draft)
    {
        if (Phrase.IsAt(text, at, "public acls are prevented"u8, out var end) || Phrase.IsAt(text, at, "public policies are "u8, out end)
            || Phrase.IsAt(text, at, "this bucket has blocked"u8, out end))
        {
            // A setting of the bucket, which no policy lifts.
            draft.Reason = DenialReason.ExplicitDeny;
            draft.End = end;
            return;
        }

        if (!Phrase.IsAt(text, at, "no"u8, out end))
        {
            return;
        }

        var type = Phrase.SkipBlanks(text, end);
        foreach (var (words, policyType) in Types)
        {
            if (Phrase.IsAt(text, type, words, out end))
            {
                draft.Reason = DenialReason.ImplicitDeny;
                draft.PolicyType = policyType;
                draft.End = end;
                ReadAllows(text, end, draft);
                return;
            }
        }
    }

    /// <summary>The rest of the reason repeats the action, in whatever case, or not.</summary>
    private static void ReadAllows(CleanText text, int at, DenialDraft draft)
    {
        if (!Phrase.IsAt(text, at, " allows the "u8, out var end))
        {
            return;
        }

        draft.End = end;
        if (!Phrase.IsAt(text, end, "action"u8, out var action))
        {
            var token = TextToken.Read(text, end, Math.Min(text.Length, end + 160), TokenKind.Action);
            draft.End = token.End;
            if (!Phrase.IsAt(text, token.End, " action"u8, out action))
            {
                return;
            }
        }

        draft.End = action;
    }

    private static void ReadDenying(CleanText text, int at, DenialDraft draft)
    {
        // The longer one first: a line may end within it.
        if (!Phrase.IsAt(text, at, " in an "u8, out var end) && !Phrase.IsAt(text, at, " in a "u8, out end))
        {
            return;
        }

        foreach (var (words, policyType) in Types)
        {
            if (!Phrase.IsAt(text, end, words, out var type))
            {
                continue;
            }

            draft.PolicyType = policyType;
            draft.End = type;
            if (text[type] == (byte)':')
            {
                var token = TextToken.Read(text, Phrase.SkipBlanks(text, type + 1), Math.Min(text.Length, type + 512), TokenKind.Name);
                var arn = Trimmed(text.Bytes[token.Start..token.End]);
                if (arn.StartsWith("arn:"u8))
                {
                    draft.PolicyArn = arn.LastIndexOf("/"u8) > 0 && !arn.EndsWith("..."u8) ? Encoding.UTF8.GetString(arn) : null;
                    draft.End = token.Start + arn.Length;
                }
            }

            return;
        }
    }
}
