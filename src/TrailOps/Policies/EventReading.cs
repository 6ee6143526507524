using TrailOps.Actions;

namespace TrailOps.Policies;

/// <summary>What an event says by itself, before it is put together with the others.</summary>
/// <param name="Event">The event.</param>
/// <param name="Time">When it was.</param>
/// <param name="Plan">Its kind.</param>
/// <param name="Needs">What it needs; null where it does not count or shows no permission.</param>
/// <param name="WhyNotCounted">Why it does not count; null where it does.</param>
/// <param name="IsRefused">Whether the call was refused.</param>
internal readonly record struct EventReading(RoleEvent Event, DateTime? Time, EventPlan Plan, NeedsEntry? Needs, string? WhyNotCounted, bool IsRefused);

/// <summary>Reads events, one at a time.</summary>
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
