using System.Runtime.CompilerServices;
using System.Text;

namespace TrailOps.Denials;

/// <summary>Reads why a request was refused: what kind of policy does not allow it, or denies it, and which one.</summary>
internal static class ReasonReader
{
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

    public static bool IsAt(CleanText text, int at) =>
        Phrase.IsAt(text, at, "because "u8, out _) || Phrase.IsAt(text, at, " because "u8, out _)
        || Phrase.IsAt(text, at, "with an explicit"u8, out _) || Phrase.IsAt(text, at, " with an explicit"u8, out _);

    /// <summary>Why, and by which policy. Between it and the resource some write <c>...</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(CleanText text, DenialDraft draft)
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
                var arn = ResourceReader.Trimmed(text.Bytes[token.Start..token.End]);
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
