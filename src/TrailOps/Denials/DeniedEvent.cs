namespace TrailOps.Denials;

/// <summary>A refused event of CloudTrail as a refusal: what its message tells, and what its record tells besides.</summary>
internal static class DeniedEvent
{
    /// <summary>The refusal; null where the event is none.</summary>
    public static AuthorizationDenial? Of(RoleEvent e)
    {
        if (e.Outcome != EventOutcome.AccessDenied)
        {
            return null;
        }

        var message = e.ErrorMessage ?? "";
        var told = DenialScanner.Find(message).FirstOrDefault();
        var needs = told?.Action is null ? e.Needs.Needs : [];
        var main = needs is [var first, ..] ? first : null;
        return (told ?? new AuthorizationDenial()) with
        {
            Action = told?.Action ?? main?.Action,
            Resource = told?.Resource ?? (told?.Action is null && main is { Remark: null, Resources: [var only] } ? only : null),
            PrincipalArn = told?.PrincipalArn ?? (e.SessionName is { } session ? SessionArn(e, session) : e.RoleArn),
            Service = told?.Action is { } action ? action.Split(':')[0].ToLowerInvariant() : main?.Action.Split(':')[0] ?? ServiceNames.Find(e.EventSource?.Split('.')[0] ?? ""),
            Operation = e.EventName,
            ErrorCode = e.ErrorCode,
            RequestId = e.RequestId,
            Tool = "cloudtrail",
            Text = message,
            Event = e,
        };
    }

    private static string SessionArn(RoleEvent e, string session)
    {
        var parts = e.RoleArn.Split(':', 6);
        return parts.Length < 6 ? e.RoleArn : $"{parts[0]}:{parts[1]}:sts::{parts[4]}:assumed-role/{e.RoleName}/{session}";
    }
}
