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
