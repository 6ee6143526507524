namespace TrailOps.Actions;

/// <summary>A pattern of error codes, with the usual forms (a whole code, its beginning, its end, a part) told apart beforehand: logs ask often.</summary>
internal sealed class CodePattern
{
    private readonly string _pattern;
    private readonly string _literal;
    private readonly bool _starAtStart;
    private readonly bool _starAtEnd;
    private readonly bool _general;

    public CodePattern(string pattern)
    {
        _pattern = pattern;
        _literal = pattern.Trim('*');
        _starAtStart = pattern.StartsWith('*');
        _starAtEnd = pattern.EndsWith('*');
        _general = ActionPattern.HasWildcard(_literal);
    }

    public bool Fits(ReadOnlySpan<char> code) => (_general, _starAtStart, _starAtEnd) switch
    {
        (true, _, _) => ActionPattern.IsMatch(_pattern, code),
        (_, true, true) => code.Contains(_literal, StringComparison.OrdinalIgnoreCase),
        (_, true, false) => code.EndsWith(_literal, StringComparison.OrdinalIgnoreCase),
        (_, false, true) => code.StartsWith(_literal, StringComparison.OrdinalIgnoreCase),
        _ => code.Equals(_literal, StringComparison.OrdinalIgnoreCase),
    };
}
