using System.Buffers;
using System.Text;

namespace TrailOps.Actions;

/// <summary>Texts that name a resource by themselves: ARNs, and the ids of Amazon EC2 (ec2-ids.tsv).</summary>
internal static class ResourceNames
{
    private const int LongestPrefix = 16;
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<byte> HexBytes = SearchValues.Create("0123456789abcdef"u8);
    private static readonly Lazy<Dictionary<string, string>> Ec2Types =
        new(() => ActionData.ReadTable("ec2-ids.tsv").ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal));

    public static bool IsArn(ReadOnlySpan<char> text) => text.StartsWith("arn:") && text.Count(':') >= 5;

    /// <summary>The type of the resource that an EC2 id names, such as subnet; null where it is no such id.</summary>
    public static string? Ec2TypeOf(string id)
    {
        var dash = id.LastIndexOf('-');
        return dash > 0 && IsHex(id.AsSpan(dash + 1)) ? Ec2Types.Value.GetValueOrDefault(id[..dash]) : null;
    }

    /// <summary>What ids begin with, before the last dash; those of one type of resources, or all.</summary>
    public static IEnumerable<string> Ec2Prefixes(string? type = null) => Ec2Types.Value.Where(known => type is null || known.Value == type).Select(known => known.Key);

    /// <summary>Whether the bytes of a JSON text may be such a name; quick, and never false for one.</summary>
    public static bool MayBe(ReadOnlySpan<byte> text) => MayBeArn(text) || !Ec2Prefix(text).IsEmpty;

    public static bool MayBeArn(ReadOnlySpan<byte> text) => text.StartsWith("arn:"u8) || IsEncodedArn(text);

    /// <summary>Whether it begins like an ARN as the path of a URL holds it, and as some services log it.</summary>
    public static bool IsEncodedArn(ReadOnlySpan<byte> text) => text.StartsWith("arn%3A"u8) || text.StartsWith("arn%3a"u8);

    /// <summary>A text of the request; an ARN that is percent-encoded as it is meant.</summary>
    public static string Text(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        return IsEncodedArn(utf8) && Uri.UnescapeDataString(text) is var arn && IsArn(arn) ? arn : text;
    }

    /// <summary>What an id begins with: behind a short prefix and a dash it has 8 or 17 hexadecimal digits. Empty where it is none.</summary>
    public static ReadOnlySpan<byte> Ec2Prefix(ReadOnlySpan<byte> text)
    {
        var dash = text.Length <= LongestPrefix + 18 ? text.LastIndexOf((byte)'-') : -1;
        return dash > 0 && text.Length - dash - 1 is 8 or 17 && text[(dash + 1)..].IndexOfAnyExcept(HexBytes) < 0 ? text[..dash] : default;
    }

    private static bool IsHex(ReadOnlySpan<char> text) => text.Length is 8 or 17 && text.IndexOfAnyExcept(Hex) < 0;
}
