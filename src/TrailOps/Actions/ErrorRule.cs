namespace TrailOps.Actions;

/// <summary>A row of errors.tsv. Patterns have * and ? as wildcards; an empty column asks for nothing.</summary>
internal sealed class ErrorRule
{
    private readonly CodePattern[] _codes;
    private readonly string _event;
    private readonly string _message;

    /// <summary>Takes a row's columns: codes, event, message, class, reason.</summary>
    public ErrorRule(string[] row)
    {
        _codes = Array.ConvertAll(row[0].Split(", "), c => new CodePattern(c));
        _event = row[1];
        _message = row[2];
        Classification = new(Enum.Parse<ErrorClass>(row[3]), row[4]);
    }

    public ErrorClassification Classification { get; }

    /// <summary>Whether the row asks for nothing but the code.</summary>
    public bool IsByCodeAlone => _event.Length == 0 && _message.Length == 0;

    public bool Fits(ReadOnlySpan<char> code, string? message, string eventSource, string eventName) =>
        FitsCode(code)
        && (_event.Length == 0 || ActionPattern.IsMatch(_event, $"{eventSource}:{eventName}"))
        && (_message.Length == 0 || (message is not null && message.Contains(_message, StringComparison.OrdinalIgnoreCase)));

    public bool FitsCode(ReadOnlySpan<char> code)
    {
        foreach (var pattern in _codes)
        {
            if (pattern.Fits(code))
            {
                return true;
            }
        }

        return false;
    }
}
