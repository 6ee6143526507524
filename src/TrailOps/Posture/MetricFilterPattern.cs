using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TrailOps.Posture;

/// <summary>
/// A filter pattern of CloudWatch Logs, to be tried with a record. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
/// What the documentation does not say, such as a comparison with what a record does not have, can't be told (null), and so is all that depends on it.
/// </summary>
internal sealed class MetricFilterPattern
{
    private readonly Func<JsonElement, bool?> _matches;

    private MetricFilterPattern(Func<JsonElement, bool?> matches) => _matches = matches;

    /// <summary>Reads a pattern; null where it is none that can be read, or one for lines of words in columns.</summary>
    public static MetricFilterPattern? Parse(string pattern)
    {
        var text = pattern.Trim();
        return text.Length == 0 ? new(_ => true)
            : text[0] == '{' ? OfJson(text)
            : text[0] == '[' ? null
            : text is ['%', .., '%'] ? !text[1..^1].Contains('%', StringComparison.Ordinal) && Expression(text[1..^1]) is { } expression ? new(record => expression.IsMatch(record.GetRawText())) : null
            : OfTerms(text);
    }

    /// <summary>Whether a record matches; null where that can't be told.</summary>
    public bool? Matches(JsonElement record) => _matches(record);

    private static MetricFilterPattern? OfJson(string text)
    {
        try
        {
            return text[^1] == '}' ? new(new Reader(text[1..^1]).Whole()) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>
    /// Words: all have to be there, one of those with a question mark, and none of those with a minus. What is more than letters and digits stands in quotes. Those with a question mark count
    /// where they are alone; what is within a longer word may be there or not.
    /// </summary>
    private static MetricFilterPattern? OfTerms(string text)
    {
        var found = Regex.Match(text, """\A(?:(?:\A|\s+)(?<sign>[-?]?)(?:"(?<text>(?:[^"\\]|\\.)+)"|(?<text>(?>\w+)))(?=\s|\z))+\z""");
        if (!found.Success)
        {
            return null;
        }

        var terms = found.Groups["sign"].Captures.Zip(found.Groups["text"].Captures, (sign, term) => (Sign: sign.Value, Text: Plain(term.Value))).ToLookup(term => term.Sign, term => term.Text, StringComparer.Ordinal);
        return new(record =>
        {
            var words = record.GetRawText();
            var all = terms[""].Select(term => Has(words, term)).Concat(terms["-"].Select(term => !Has(words, term))).Aggregate((bool?)true, (found, other) => found & other);
            if (terms["?"].Any() && !terms[""].Any())
            {
                var any = terms["?"].Select(term => Has(words, term)).Aggregate((bool?)false, (found, other) => found | other);
                all &= any == true && terms["-"].Any() ? null : any;
            }

            return all;
        });
    }

    private static bool? Has(string words, string term)
    {
        bool? has = false;
        for (var at = words.IndexOf(term, StringComparison.Ordinal); at >= 0; at = words.IndexOf(term, at + 1, StringComparison.Ordinal))
        {
            if (IsEdge(words, at) && IsEdge(words, at + term.Length))
            {
                return true;
            }

            has = null;
        }

        return has;
    }

    private static bool IsEdge(string words, int at) => at == 0 || at == words.Length || !char.IsLetterOrDigit(words[at - 1]) || !char.IsLetterOrDigit(words[at]);

    private static string Plain(string quoted) => Regex.Replace(quoted, @"\\(.)", "$1");

    private static Regex? Expression(string text)
    {
        try
        {
            return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Reads what stands between the braces: comparisons, joined by &amp;&amp; and ||.</summary>
    private sealed class Reader(string text)
    {
        private const int MaxDepth = 100;
        private static readonly string[] Signs = ["!=", "<=", ">=", "=", "<", ">"];
        private int _at;
        private int _depth;

        public Func<JsonElement, bool?> Whole()
        {
            var all = Either();
            Skip();
            return _at == text.Length ? all : throw new FormatException();
        }

        private Func<JsonElement, bool?> Either()
        {
            var one = Both();
            while (Take("||"))
            {
                var (left, right) = (one, Both());
                one = record => left(record) | right(record);
            }

            return one;
        }

        private Func<JsonElement, bool?> Both()
        {
            var one = Single();
            while (Take("&&"))
            {
                var (left, right) = (one, Single());
                one = record => left(record) & right(record);
            }

            return one;
        }

        private Func<JsonElement, bool?> Single()
        {
            if (!Take("("))
            {
                return Comparison();
            }

            var inner = ++_depth <= MaxDepth ? Either() : throw new FormatException();
            _depth--;
            return Take(")") ? inner : throw new FormatException();
        }

        private Func<JsonElement, bool?> Comparison()
        {
            var path = Path();
            if (Take("IS"))
            {
                var kind = Take("TRUE") ? JsonValueKind.True : Take("FALSE") ? JsonValueKind.False : Take("NULL") ? JsonValueKind.Null : throw new FormatException();
                return record => Find(record, path) is { } value && value.ValueKind == kind;
            }

            if (Take("NOT"))
            {
                return Take("EXISTS") ? record => Find(record, path) is null : throw new FormatException();
            }

            if (Take("EXISTS"))
            {
                return record => Find(record, path) is not null;
            }

            var sign = Signs.FirstOrDefault(Take) ?? throw new FormatException();
            var test = Test(sign);
            return record => Find(record, path) is { } value ? test(value) : sign == "!=" ? null : false;
        }

        /// <summary>What a value is compared with: text with wildcards, an expression, or a number.</summary>
        private Func<JsonElement, bool?> Test(string sign)
        {
            Skip();
            var start = _at;
            if (At('%'))
            {
                _at = text.IndexOf('%', _at + 1) is > 0 and var end ? end + 1 : throw new FormatException();
                var expression = Expression(text[(start + 1)..(_at - 1)]) ?? throw new FormatException();
                return value => value.ValueKind == JsonValueKind.String ? Equality(sign, expression.IsMatch(value.GetString()!)) : null;
            }

            var isQuoted = At('"');
            var wanted = isQuoted ? Quoted() : Bare();
            if (!isQuoted && double.TryParse(wanted, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return value => value.ValueKind switch
                {
                    JsonValueKind.Number => value.GetDouble().CompareTo(number) is var order && sign switch { "=" => order == 0, "!=" => order != 0, "<" => order < 0, ">" => order > 0, "<=" => order <= 0, _ => order >= 0 },
                    JsonValueKind.String => Equality(sign, value.GetString() == wanted),
                    _ => null,
                };
            }

            var pattern = Expression($@"(?s)\A{Regex.Escape(wanted).Replace(@"\*", ".*", StringComparison.Ordinal)}\z") ?? throw new FormatException();
            return value => value.ValueKind == JsonValueKind.String ? Equality(sign, pattern.IsMatch(value.GetString()!)) : null;
        }

        private static bool? Equality(string sign, bool isEqual) => sign switch { "=" => isEqual, "!=" => !isEqual, _ => null };

        /// <summary>$.a.b[0] or $['a'].b: names and places, one after another.</summary>
        private List<string> Path()
        {
            Skip();
            var found = Regex.Match(text[_at..], """\A\$((?:\.[\w:-]+|\[\d+\]|\[(?:'[^']*'|"[^"]*")\])*)""");
            _at += found.Success ? found.Length : throw new FormatException();
            return [.. Regex.Matches(found.Groups[1].Value, """\.([\w:-]+)|\[['"]?([^'"\]]*)['"]?\]""").Select(part => part.Groups[1].Success ? part.Groups[1].Value : part.Groups[2].Value)];
        }

        private static JsonElement? Find(JsonElement record, List<string> path)
        {
            foreach (var part in path)
            {
                var next = record.ValueKind switch
                {
                    JsonValueKind.Object when record.TryGetProperty(part, out var member) => member,
                    JsonValueKind.Array when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < record.GetArrayLength() => record[place],
                    _ => (JsonElement?)null,
                };
                if (next is not { } found)
                {
                    return null;
                }

                record = found;
            }

            return record;
        }

        private string Quoted()
        {
            var found = Regex.Match(text[_at..], @"\A""((?:[^""\\]|\\.)*)""");
            _at += found.Success ? found.Length : throw new FormatException();
            return Plain(found.Groups[1].Value);
        }

        private string Bare()
        {
            var found = Regex.Match(text[_at..], @"\A[^\s()&|]+");
            _at += found.Success ? found.Length : throw new FormatException();
            return found.Value;
        }

        private bool At(char sign) => _at < text.Length && text[_at] == sign;

        private bool Take(string word)
        {
            Skip();
            var isThere = string.CompareOrdinal(text, _at, word, 0, word.Length) == 0 && !(char.IsLetter(word[^1]) && _at + word.Length < text.Length && char.IsLetterOrDigit(text[_at + word.Length]));
            _at += isThere ? word.Length : 0;
            return isThere;
        }

        private void Skip()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }
        }
    }
}
