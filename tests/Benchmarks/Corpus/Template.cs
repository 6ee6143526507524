using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TrailOps.Benchmarks.Corpus;

/// <summary>
/// Text with places to fill: <c>&lt;account&gt;</c>, <c>&lt;region&gt;</c>, <c>&lt;name&gt;</c> (of an application), <c>&lt;role&gt;</c>, <c>&lt;uuid&gt;</c>, and so many
/// characters of <c>&lt;hex:n&gt;</c>, <c>&lt;b64:n&gt;</c>, <c>&lt;key:n&gt;</c>, or a number up to <c>&lt;num:n&gt;</c>. What is in other angle brackets stays.
/// </summary>
internal sealed partial class Template
{
    private static readonly string[] Names =
        ["billing", "checkout", "search", "catalog-api", "media-transcoder", "orders", "identity", "reports-nightly", "web", "ledger", "notify", "edge-cache"];

    private readonly (string Literal, string Kind, int Size)[] _parts;

    public Template(string text)
    {
        var parts = new List<(string, string, int)>();
        var start = 0;
        foreach (Match match in Place().Matches(text))
        {
            var size = match.Groups["size"] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
            parts.Add((text[start..match.Index], match.Groups["kind"].Value, size));
            start = match.Index + match.Length;
        }

        parts.Add((text[start..], "", 0));
        _parts = [.. parts];
    }

    /// <summary>Appends the text, its places filled.</summary>
    public void Write(StringBuilder to, Random random, string account, string region)
    {
        foreach (var (literal, kind, size) in _parts)
        {
            to.Append(literal);
            _ = kind switch
            {
                "" => to,
                "account" => to.Append(account),
                "region" => to.Append(region),
                "name" => to.Append(Names[random.Next(Names.Length)]),
                "role" => to.Append(Cast.RoleNames[random.Next(Cast.RoleNames.Count)]),
                "uuid" => AppendUuid(to, random),
                "num" => to.Append(random.Next(size)),
                "hex" => AppendFrom(to, random, "0123456789abcdef", size),
                "key" => AppendFrom(to, random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", size),
                _ => AppendFrom(to, random, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", size),
            };
        }
    }

    public static StringBuilder AppendUuid(StringBuilder to, Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        Span<char> text = stackalloc char[36];
        new Guid(bytes).TryFormat(text, out _);
        return to.Append(text);
    }

    public static StringBuilder AppendFrom(StringBuilder to, Random random, string alphabet, int count)
    {
        Span<char> text = stackalloc char[count];
        foreach (ref var c in text)
        {
            c = alphabet[random.Next(alphabet.Length)];
        }

        return to.Append(text);
    }

    [GeneratedRegex("<(?<kind>account|region|name|role|uuid|num|hex|key|b64)(:(?<size>[0-9]+))?>")]
    private static partial Regex Place();
}
