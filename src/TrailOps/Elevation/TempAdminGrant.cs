using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TrailOps;

/// <summary>One grant of admin as TrailOps writes it down in the role itself: in the name of an inline policy, and in a tag where more is to be said.</summary>
/// <param name="Id">Tells grants of the same role apart: ten letters and digits.</param>
/// <param name="Kind">Whether an inline policy grants it, or one that is attached.</param>
/// <param name="End">When it ends, or, of an attached policy, is to end; in UTC, a whole second.</param>
internal sealed record TempAdminGrant(string Id, TempAdminKind Kind, DateTime End)
{
    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length</summary>
    public const int MostTagLength = 256;

    private const string PolicyPrefix = "TrailOps-TempAdmin-";
    private const string TagPrefix = "TrailOps:TempAdmin:";
    private const string InName = "yyyyMMdd'T'HHmmss'Z'";
    private const string InText = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Inline = "inline";
    private const string Kept = "kept";
    private const string Released = "released";
    private const string ReasonMark = "- ";
    private const string IdLetters = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int IdLength = 10;

    /// <summary>The managed policy's ARN; null for an inline policy.</summary>
    public string? PolicyArn { get; init; }

    /// <summary>Why, as somebody wrote it.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the managed policy had been attached by somebody else before, and so stays.</summary>
    public bool IsKept { get; init; }

    /// <summary>Whether it is being taken away, and holds nothing any more.</summary>
    public bool IsReleased { get; init; }

    /// <summary>The policy's name; that of an inline policy tells the grant.</summary>
    public string PolicyName => PolicyArn is { } arn ? ArnName.Of(arn) : $"{PolicyPrefix}{Id}-{End.ToString(InName, CultureInfo.InvariantCulture)}";

    /// <summary>The inline policy: everything, until the end.</summary>
    public string Document => new PolicyDocument([new PolicyStatement("Allow", ["*"], ["*"])
    {
        Sid = "TrailOpsTempAdmin",
        Condition = new PolicyCondition([("DateLessThan", "aws:CurrentTime", End.ToString(InText, CultureInfo.InvariantCulture))]),
    }]).ToJson(indented: false);

    /// <summary>Whether it has a tag: what its policy's name does not tell stands there.</summary>
    public bool HasTag => PolicyArn is not null || Reason is not null;

    /// <summary>The key of its tag. Of an attached policy each grant has one, of an inline policy only that with a reason.</summary>
    public string TagKey => TagPrefix + Id;

    /// <summary>The tag's value: the end, what grants it, and why; in the characters that tags may have.</summary>
    public string TagValue => Escape($"{End.ToString(InText, CultureInfo.InvariantCulture)} {PolicyArn ?? Inline}{(IsKept ? $" {Kept}" : "")}{(IsReleased ? $" {Released}" : "")}{(Reason is null ? "" : $" {ReasonMark}{Reason}")}");

    /// <summary>An id that no other grant has.</summary>
    public static string NewId() => RandomNumberGenerator.GetString(IdLetters, IdLength);

    /// <summary>The grant that an inline policy is, by its name; null where it is none of ours.</summary>
    public static TempAdminGrant? OfPolicy(string name)
    {
        if (!name.StartsWith(PolicyPrefix, StringComparison.Ordinal) || name[PolicyPrefix.Length..].Split('-') is not [var id, var end] || !IsId(id))
        {
            return null;
        }

        return TryTime(end, InName, out var time) ? new(id, TempAdminKind.Inline, time) : null;
    }

    /// <summary>The grant that a role's tag tells of; null where it is none of ours.</summary>
    public static TempAdminGrant? OfTag(string key, string value)
    {
        // Keys of tags have no case.
        var id = key.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase) ? key[TagPrefix.Length..].ToLowerInvariant() : "";
        if (!IsId(id) || Unescape(value).Split(' ', 3) is not [var end, var what, .. var rest] || !TryTime(end, InText, out var time) || (what != Inline && !what.StartsWith("arn:", StringComparison.Ordinal)))
        {
            return null;
        }

        var more = rest is [var text] ? text : "";
        var isKept = TakeWord(ref more, Kept);
        var isReleased = TakeWord(ref more, Released);
        return new(id, what == Inline ? TempAdminKind.Inline : TempAdminKind.Managed, time)
        {
            PolicyArn = what == Inline ? null : what,
            Reason = more.StartsWith(ReasonMark, StringComparison.Ordinal) ? more[ReasonMark.Length..] : null,
            IsKept = isKept,
            IsReleased = isReleased,
        };
    }

    private static bool TakeWord(ref string text, string word)
    {
        if (text != word && !text.StartsWith(word + " ", StringComparison.Ordinal))
        {
            return false;
        }

        text = text[word.Length..].TrimStart();
        return true;
    }

    private static bool IsId(string text) => text.Length == IdLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    private static bool TryTime(string text, string format, out DateTime time) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    /// <summary>Characters that no tag may have, as = and four digits.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            // Letters, spaces and numbers of all scripts, and these signs: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
            var isPlain = char.IsLetter(c) || char.IsSeparator(c) || char.IsNumber(c) || "_.:/+-@".Contains(c, StringComparison.Ordinal);
            escaped.Append(isPlain && !char.IsSurrogate(c) ? $"{c}" : $"={(int)c:X4}");
        }

        return escaped.ToString();
    }

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            const int Digits = 4;
            if (text[i] == '=' && i + Digits < text.Length && ushort.TryParse(text.AsSpan(i + 1, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                plain.Append((char)code);
                i += Digits;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }
}
