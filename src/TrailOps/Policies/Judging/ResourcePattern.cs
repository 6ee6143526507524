namespace TrailOps.Policies;

/// <summary>
/// A value of Resource or NotResource. Wildcards stay within their part of the ARN, but for a * that ends its part, which may go on beyond colons; parts that lack
/// are * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html). Case counts.
/// </summary>
internal sealed class ResourcePattern
{
    private const string Any = "*";

    private readonly PolicyText? _text;
    private readonly ReadyPattern[]? _ready;

    public ResourcePattern(string pattern, bool hasVariables)
    {
        Pattern = pattern;
        if (pattern != Any)
        {
            _text = new(pattern, hasWildcards: true, hasVariables);
            _ready = _text.Ready is { } ready ? ReadyPattern.Of(ready) : null;
        }
    }

    public string Pattern { get; }

    /// <summary>
    /// Whether the pattern matches a request's resource, and where that is a pattern itself, all that it matches. With a variable that the request does not
    /// have it matches none.
    /// </summary>
    public bool IsMatch(PolicyRequest request)
    {
        if (_text is null)
        {
            return true;
        }

        if (request.IsPattern)
        {
            return Written(request) is { } pattern && PolicyPattern.CoversArn(pattern, request.Resource);
        }

        foreach (var ready in _ready ?? (_text.Resolve(request.Context) is { } text ? ReadyPattern.Of(text) : []))
        {
            if (ready.IsMatch(request.Arn))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a request's resource that is a pattern has anything in common with this one.</summary>
    public bool Touches(PolicyRequest request) => _text is null || (Written(request) is { } pattern && PatternOverlap.OfResources(pattern, request.Resource));

    /// <summary>The pattern with its variables' values, as policies write it.</summary>
    private string? Written(PolicyRequest request) => _ready is null ? _text?.Resolve(request.Context) is { } text ? PolicyText.Write(text) : null : Pattern;

    /// <summary>A pattern without variables.</summary>
    private sealed class ReadyPattern
    {
        private readonly string _pattern;
        private readonly string[] _parts;
        private readonly PartKind[] _kinds;
        private readonly int _literalStart;
        private readonly int _literalParts;
        private readonly bool _crosses;
        private readonly int _colons;

        private ReadyPattern(string[] parts)
        {
            _parts = parts;
            _pattern = string.Join(':', parts);
            _crosses = Array.Exists(parts.Length > ArnText.Colons ? parts[..^1] : parts, part => part.EndsWith(PolicyText.AnyText));
            _literalStart = _pattern.AsSpan().IndexOfAny(PolicyText.AnyText, PolicyText.AnyCharacter) is >= 0 and var end ? end : _pattern.Length;
            _literalParts = Math.Min(_pattern.AsSpan(0, _literalStart).Count(':'), ArnText.Colons);
            _kinds = Array.ConvertAll(_parts, KindOf);
            _colons = _pattern.AsSpan().Count(':');
        }

        /// <summary>A pattern, and if it is short, the same with the parts that lack.</summary>
        public static ReadyPattern[] Of(string pattern)
        {
            var parts = pattern.Split(':', ArnText.Colons + 1);
            var missing = ArnText.Colons + 1 - parts.Length;
            return missing == 0 ? [new(parts)] : [new([.. parts, .. Enumerable.Repeat(PolicyText.AnyText.ToString(), missing)]), new(parts)];
        }

        public bool IsMatch(in ArnText resource)
        {
            var text = resource.Text.AsSpan();
            if (!text.StartsWith(_pattern.AsSpan(0, _literalStart), StringComparison.Ordinal))
            {
                return false;
            }

            // Where a * takes a colon, another one has to be there for the pattern's own.
            return (resource.IsWhole && _parts.Length > ArnText.Colons && IsMatchByParts(resource)) || (_crosses && resource.ColonCount > _colons && IsMatchAcross(resource));
        }

        private bool IsMatchByParts(in ArnText resource)
        {
            // The parts that the literal start goes over are the same already.
            for (var i = _literalParts; i < _parts.Length; i++)
            {
                var isMatch = _kinds[i] switch
                {
                    PartKind.Any => true,
                    PartKind.Literal => resource.Part(i).SequenceEqual(_parts[i]),
                    _ => PolicyText.IsMatch(_parts[i], resource.Part(i)),
                };
                if (!isMatch)
                {
                    return false;
                }
            }

            return true;
        }

        private static PartKind KindOf(string part) =>
            part is [PolicyText.AnyText] ? PartKind.Any
            : part.AsSpan().IndexOfAny(PolicyText.AnyText, PolicyText.AnyCharacter) < 0 ? PartKind.Literal
            : PartKind.Pattern;

        /// <summary>The same where a * goes on beyond a colon: which beginnings of the pattern match the text's beginning that the loop has come to.</summary>
        private bool IsMatchAcross(in ArnText resource)
        {
            var pattern = _pattern.AsSpan();
            var reached = new bool[pattern.Length + 1];
            reached[0] = true;
            Skip(pattern, reached);
            for (var t = 0; t < resource.Text.Length; t++)
            {
                var isBorder = resource.IsBorder(t);
                for (var p = pattern.Length; p >= 0; p--)
                {
                    var stays = reached[p] && p < pattern.Length && pattern[p] == PolicyText.AnyText && (!isBorder || IsAtEndOfPart(pattern, p));
                    var goesOn = p > 0 && reached[p - 1] && pattern[p - 1] != PolicyText.AnyText
                        && (pattern[p - 1] == resource.Text[t] || (pattern[p - 1] == PolicyText.AnyCharacter && !isBorder));
                    reached[p] = stays || goesOn;
                }

                Skip(pattern, reached);
            }

            return reached[^1];
        }

        /// <summary>A * may take nothing.</summary>
        private static void Skip(ReadOnlySpan<char> pattern, bool[] reached)
        {
            for (var p = 0; p < pattern.Length; p++)
            {
                reached[p + 1] |= reached[p] && pattern[p] == PolicyText.AnyText;
            }
        }

        private static bool IsAtEndOfPart(ReadOnlySpan<char> pattern, int p) => p + 1 == pattern.Length || pattern[p + 1] == ':';
    }
    private enum PartKind
    {
        Any,
        Literal,
        Pattern,
    }
}
