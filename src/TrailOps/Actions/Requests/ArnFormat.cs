using System.Text;

namespace TrailOps.Actions;

/// <summary>
/// A form of ARN from the Service Authorization Reference, such as <c>arn:${Partition}:ec2:${Region}:${Account}:vpc/${VpcId}</c>: which ARNs
/// are of it, and the ARN that its variables' values make.
/// </summary>
internal sealed class ArnFormat
{
    private const int Parts = 6;
    private readonly string _format;
    private readonly string[] _globs;
    private readonly bool _isBareName;

    public ArnFormat(string format)
    {
        _format = format;
        _globs = Array.ConvertAll(Split(format), part => ToGlob(part));
        for (var i = 0; i < Parts - 1; i++)
        {
            // Region and account may be empty.
            _globs[i] = _globs[i].Replace("?*", "*", StringComparison.Ordinal);
        }

        // "arn:aws:s3:::bucket" has nothing but the name, and names have no slash: with one it is an object's.
        _isBareName = _globs[^1] == "?*";
        Variables = [.. VariablesOf(format).Where(v => v is not ("Partition" or "Region" or "Account"))];
        LiteralLength = _globs[^1].Count(c => c is not ('*' or '?'));
    }

    /// <summary>The variables besides partition, region and account.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>How much of the resource's part is fixed text: of two forms that fit, the one with more is meant.</summary>
    public int LiteralLength { get; }

    /// <summary>Whether an ARN, or a pattern of ARNs, is of this form.</summary>
    public bool Fits(string arn)
    {
        var parts = Split(arn);
        for (var i = 0; i < Parts; i++)
        {
            if (!Glob(_globs[i], parts[i]))
            {
                return false;
            }
        }

        return !_isBareName || parts[^1] == "*" || !parts[^1].Contains('/', StringComparison.Ordinal);
    }

    /// <summary>The ARN; a variable without a value is *.</summary>
    public string Build(IReadOnlyDictionary<string, string> values)
    {
        var arn = new StringBuilder(_format.Length + 32);
        var rest = _format.AsSpan();
        while (Next(rest, out var literal, out var variable))
        {
            arn.Append(literal).Append(values.GetValueOrDefault(variable, "*"));
            rest = rest[(literal.Length + variable.Length + 3)..];
        }

        return arn.Append(rest).ToString();
    }

    /// <summary>The values of the variables in an ARN of this form, partition, region and account among them.</summary>
    public Dictionary<string, string> Read(string arn)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var rest = _format.AsSpan();
        var text = arn.AsSpan();
        while (Next(rest, out var literal, out var variable))
        {
            text = text[Math.Min(literal.Length, text.Length)..];
            rest = rest[(literal.Length + variable.Length + 3)..];
            var end = rest.IsEmpty ? text.Length : text.IndexOf(rest[..1]) is >= 0 and var stop ? stop : text.Length;
            values[variable] = text[..end].ToString();
            text = text[end..];
        }

        return values;
    }

    /// <summary>Whether an ARN begins its resource with the same word: app/ and net/ are two forms of a load balancer.</summary>
    public bool HasKindOf(string arn)
    {
        var kind = KindOf(_format);
        return kind.Length > 0 && kind.SequenceEqual(KindOf(arn));
    }

    public override string ToString() => _format;

    /// <summary>The word before the first / or : of the resource's part; empty where it is a variable or there is none.</summary>
    private static ReadOnlySpan<char> KindOf(string arn)
    {
        var part = arn.AsSpan();
        for (var i = 1; i < Parts; i++)
        {
            part = part[(part.IndexOf(':') + 1)..];
        }

        var end = part.IndexOfAny('/', ':');
        return end < 0 || part[..end].Contains('$') ? default : part[..end];
    }

    private static bool Next(ReadOnlySpan<char> text, out ReadOnlySpan<char> literal, out string variable)
    {
        var start = text.IndexOf("${");
        var length = start < 0 ? -1 : text[start..].IndexOf('}');
        literal = length < 0 ? text : text[..start];
        variable = length < 0 ? "" : text.Slice(start + 2, length - 2).ToString();
        return length >= 0;
    }

    private static IEnumerable<string> VariablesOf(string format)
    {
        List<string> names = [];
        var rest = format.AsSpan();
        while (Next(rest, out var literal, out var variable))
        {
            names.Add(variable);
            rest = rest[(literal.Length + variable.Length + 3)..];
        }

        return names;
    }

    private static string ToGlob(string part)
    {
        var glob = new StringBuilder();
        var rest = part.AsSpan();
        while (Next(rest, out var literal, out var variable))
        {
            glob.Append(literal).Append("?*");
            rest = rest[(literal.Length + variable.Length + 3)..];
        }

        return glob.Append(rest).ToString();
    }

    /// <summary>The six parts of an ARN; the last may hold colons. What is no ARN has empty parts at its end.</summary>
    private static string[] Split(string arn)
    {
        var parts = arn.Split(':', Parts);
        return parts.Length == Parts ? parts : [.. parts, .. Enumerable.Repeat("", Parts - parts.Length)];
    }

    /// <summary>Case counts in ARNs, but for the words in front of a name: their case differs between AWS's own pages.</summary>
    private static bool Glob(string glob, string text) => ActionPattern.IsMatch(glob, text);
}
