namespace TrailOps.Actions;

/// <summary>
/// What an errorCode says about the caller's permission, by the rules of errors.tsv: the first row that fits an error decides. CloudTrail's
/// codes are those of each service's API, some with a prefix: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
/// </summary>
public static class ErrorClasses
{
    private static readonly ErrorClassification Success = new(ErrorClass.None, "The call succeeded.");
    private static readonly Lazy<ErrorRule[]> Rules = new(() => ActionData.ReadTable("errors.tsv").ConvertAll(ErrorRule.Parse).ToArray());

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

        foreach (var rule in Rules.Value)
        {
            if (rule.Fits(errorCode, errorMessage, eventSource, eventName))
            {
                return rule.Classification;
            }
        }

        return new(ErrorClass.Unknown, $"It is not known whether the service authorises before it answers '{EventName.ForMessage(errorCode)}'.");
    }

    /// <summary>
    /// Whether the code alone says that a policy refused the call: the first row that fits by code and asks for nothing else decides.
    /// </summary>
    public static bool IsAccessDenied(ReadOnlySpan<char> code)
    {
        foreach (var rule in Rules.Value)
        {
            if (rule.FitsCode(code))
            {
                return rule.Classification.Class == ErrorClass.AccessDenied;
            }
        }

        return false;
    }
}
