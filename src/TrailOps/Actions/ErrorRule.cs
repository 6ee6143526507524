namespace TrailOps.Actions;

/// <summary>A row of errors.tsv. Patterns have * and ? as wildcards; an empty column asks for nothing.</summary>
internal sealed class ErrorRule
{
    private readonly string[] _codes;
    private readonly string _event;
    private readonly string _message;

    private ErrorRule(string[] codes, string @event, string message, ErrorClassification classification)
    {
        _codes = codes;
        _event = @event;
        _message = message;
        Classification = classification;
    }

    public ErrorClassification Classification { get; }

    /// <summary>The columns: codes, event (source:name), message, class, reason.</summary>
    public static ErrorRule Parse(string[] row) =>
        new(row[0].Split(", "), row[1], row[2], new(Enum.Parse<ErrorClass>(row[3]), row[4]));

    public bool Fits(string code, string? message, string eventSource, string eventName) =>
        FitsAnyCode(code)
        && (_event.Length == 0 || ActionPattern.IsMatch(_event, $"{eventSource}:{eventName}"))
        && (_message.Length == 0 || (message is not null && message.Contains(_message, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether the row fits by the code and asks for nothing else.</summary>
    public bool FitsCode(ReadOnlySpan<char> code) => _event.Length == 0 && _message.Length == 0 && FitsAnyCode(code);

    private bool FitsAnyCode(ReadOnlySpan<char> code)
    {
        foreach (var pattern in _codes)
        {
            if (ActionPattern.IsMatch(pattern, code))
            {
                return true;
            }
        }

        return false;
    }
}
