using TrailOps.Actions;

namespace TrailOps.Policies;

/// <summary>Reads events, one at a time. What one needs is a matter of its record alone, so that one reader serves all roles.</summary>
internal sealed class EventReader(RolePolicyOptions options)
{
    private readonly NeedsMemo _memo = new();

    public EventReading Read(RoleEvent e)
    {
        var plan = EventPlan.For(e);
        var why = WhyNotCounted(e, out var isRefused);
        return new(e, e.EventTime, plan, why is null && plan.IsMapped ? _memo.Read(e, plan) : null, why, isRefused);
    }

    /// <summary>Why an event that ended in an error does not count; null where it does.</summary>
    private string? WhyNotCounted(RoleEvent e, out bool isRefused)
    {
        isRefused = false;
        if (e.IsProbe)
        {
            return "TrailOps asked this itself, to see whether a grant of admin works: the role's own work does not need it.";
        }

        if (e.ErrorCode is not { } code)
        {
            return null;
        }

        var error = ErrorClasses.Classify(code, e.ErrorMessage, e.EventSource ?? "", e.EventName ?? "");
        isRefused = error.Class == ErrorClass.AccessDenied;
        return error.Class switch
        {
            ErrorClass.None => null,
            ErrorClass.AccessDenied when options.IncludeDenied => null,
            ErrorClass.AfterAuthorization when !options.SuccessOnly => null,
            ErrorClass.AfterAuthorization => $"-SuccessOnly: {error.Reason}",
            _ => error.Reason,
        };
    }
}
