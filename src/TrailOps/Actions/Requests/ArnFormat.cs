using System.Text;

namespace TrailOps.Actions;

/// <summary>
/// A form of ARN from the Service Authorization Reference, such as <c>arn:${Partition}:ec2:${Region}:${Account}:vpc/${VpcId}</c>: which ARNs
/// are of it, and the ARN that its variables' values make.
/// </summary>
internal sealed class ArnFormat
{
    private const int Parts = 6;
    private const string Any = "*";
    private readonly string _format;
    private readonly string[] _globs;
    private readonly bool _isBareName;
    private readonly List<(string Literal, string Variable)> _pieces = [];
    private readonly string _rest;

    public ArnFormat(string format)
    {
        _format = format;
        var rest = format;
        for (var start = rest.IndexOf("${", StringComparison.Ordinal); start >= 0; start = rest.IndexOf("${", StringComparison.Ordinal))
        {
            var end = rest.IndexOf('}', start);
            _pieces.Add((rest[..start], rest[(start + 2)..end]));
            rest = rest[(end + 1)..];
        }

        _rest = rest;
        var glob = string.Concat(_pieces.Select(p => p.Literal + "?*")) + rest;
        _globs = glob.Split(':', Parts);
        Array.Resize(ref _globs, Parts);
        for (var i = 0; i < Parts; i++)
        {
            // Region and account may be empty.
            _globs[i] = i < Parts - 1 ? (_globs[i] ?? "").Replace("?*", Any, StringComparison.Ordinal) : _globs[i] ?? "";
        }

        // "arn:aws:s3:::bucket" has nothing but the name, and names have no slash: with one it is an object's.
        _isBareName = _globs[^1] == "?*";
        Variables = [.. _pieces.Select(p => p.Variable).Where(v => v is not ("Partition" or "Region" or "Account"))];
        LiteralLength = _globs[^1].Count(c => c is not ('*' or '?'));
    }

    /// <summary>The variables besides partition, region and account.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>How much of the resource's part is fixed text: of two forms that fit, the one with more is meant.</summary>
    public int LiteralLength { get; }

    /// <summary>Whether an ARN, or a pattern of ARNs, is of this form. Case does not count: AWS's own pages differ in it.</summary>
    public bool Fits(ReadOnlySpan<char> arn)
    {
        var rest = arn;
        for (var i = 0; i < Parts - 1; i++)
        {
            var colon = rest.IndexOf(':');
            if (colon < 0 || !IsMatch(_globs[i], rest[..colon]))
            {
                return false;
            }

            rest = rest[(colon + 1)..];
        }

        return IsMatch(_globs[^1], rest) && (!_isBareName || rest is Any || !rest.Contains('/'));
    }

    /// <summary>The ARN; a variable without a value is *.</summary>
    /// <param name="context">Partition, region and account, where the values do not tell.</param>
    /// <param name="values">The values, as policies write them.</param>
    public string Build(ResourceContext context, IReadOnlyList<(string Variable, string Value)> values)
    {
        var arn = new StringBuilder(128);
        foreach (var (literal, variable) in _pieces)
        {
            arn.Append(literal).Append(Value(variable, context, values));
        }

        return arn.Append(_rest).ToString();
    }

    /// <summary>Any resource of this form, in a region and account.</summary>
    public string BuildAny(ResourceContext context) => Build(context, []);

    /// <summary>The values of the variables in an ARN of this form, partition, region and account among them.</summary>
    public List<(string Variable, string Value)> Read(string arn)
    {
        List<(string, string)> values = [];
        var text = arn.AsSpan();
        for (var i = 0; i < _pieces.Count; i++)
        {
            var (literal, variable) = _pieces[i];
            var next = i + 1 < _pieces.Count ? _pieces[i + 1].Literal : _rest;
            text = text[Math.Min(literal.Length, text.Length)..];
            var end = next.Length > 0 && text.IndexOf(next[0]) is >= 0 and var stop ? stop : text.Length;
            values.Add((variable, text[..end].ToString()));
            text = text[end..];
        }

        return values;
    }

    /// <summary>Whether an ARN begins its resource with the same word and has as many parts: app/ and net/ are two forms of a load balancer.</summary>
    public bool HasKindOf(string arn)
    {
        var kind = KindOf(_format);
        return kind.Length > 0 && kind.SequenceEqual(KindOf(arn)) && Separators(_format) == Separators(arn);
    }

    public override string ToString() => _format;

    private static string Value(string variable, ResourceContext context, IReadOnlyList<(string Variable, string Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (name == variable)
            {
                return value;
            }
        }

        return variable switch
        {
            "Partition" => context.Partition,
            "Region" => context.Region,
            "Account" => context.Account,
            _ => Any,
        };
    }

    /// <summary>Most parts are a literal or anything.</summary>
    private static bool IsMatch(string glob, ReadOnlySpan<char> text) =>
        glob == Any || text.Equals(glob, StringComparison.OrdinalIgnoreCase) || (glob.Contains('*', StringComparison.Ordinal) && ActionPattern.IsMatch(glob, text));

    private static int Separators(string arn) => arn.Count(c => c is '/' or ':');

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
}
