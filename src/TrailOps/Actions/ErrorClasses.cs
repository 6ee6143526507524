namespace TrailOps.Actions;

/// <summary>
/// What an errorCode says about the caller's permission, by the rules of errors.tsv: the first row that fits an error decides. CloudTrail's
/// codes are those of each service's API, some with a prefix:
/// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
/// </summary>
public static class ErrorClasses
{
    // EC2 and others that answer in its manner write who is to blame before the code.
    private const string BlameOfCaller = "Client.";

    private static readonly ErrorClassification Success = new(ErrorClass.None, "The call succeeded.");
    private static readonly Lazy<ErrorRule[]> Rules = new(() => [.. ActionData.ReadTable("errors.tsv").ConvertAll(row => new ErrorRule(row))]);

    // The rows that decide by the code alone, down to the last one that says AccessDenied.
    private static readonly Lazy<ErrorRule[]> DenialRules = new(() =>
    {
        var byCode = Array.FindAll(Rules.Value, r => r.IsByCodeAlone);
        return byCode[..(Array.FindLastIndex(byCode, r => r.Classification.Class == ErrorClass.AccessDenied) + 1)];
    });

    /// <summary>Classifies an event's error.</summary>
    /// <param name="errorCode">The record's errorCode; null or empty is success.</param>
    /// <param name="errorMessage">The record's errorMessage, if any. Some services say only there that a policy refused the call.</param>
    /// <param name="eventSource">The record's eventSource.</param>
    /// <param name="eventName">The record's eventName.</param>
    public static ErrorClassification Classify(string? errorCode, string? errorMessage, string eventSource, string eventName)
    {
        ArgumentNullException.ThrowIfNull(eventSource);
        ArgumentNullException.ThrowIfNull(eventName);
        if (string.IsNullOrEmpty(errorCode))
        {
            return Success;
        }

        var code = WithoutBlame(errorCode);
        foreach (var rule in Rules.Value)
        {
            if (rule.Fits(code, errorMessage, eventSource, eventName))
            {
                return rule.Classification;
            }
        }

        return new(ErrorClass.Unknown, $"It is not known whether the service authorises a call before it answers '{EventName.ForMessage(errorCode)}'.");
    }

    /// <summary>Whether the code alone, without the message and the event, says that a policy refused the call.</summary>
    public static bool IsAccessDenied(ReadOnlySpan<char> code)
    {
        code = WithoutBlame(code);
        foreach (var rule in DenialRules.Value)
        {
            if (rule.FitsCode(code))
            {
                return rule.Classification.Class == ErrorClass.AccessDenied;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> WithoutBlame(ReadOnlySpan<char> code) =>
        code.StartsWith(BlameOfCaller, StringComparison.OrdinalIgnoreCase) ? code[BlameOfCaller.Length..] : code;
}
