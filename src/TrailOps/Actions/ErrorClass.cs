namespace TrailOps.Actions;

/// <summary>What an event's error says about the caller's permission.</summary>
public enum ErrorClass
{
    /// <summary>No error: the call succeeded, so the permission was held.</summary>
    None,

    /// <summary>A policy refused the call.</summary>
    AccessDenied,

    /// <summary>The call was allowed and failed afterwards: not found, conflict, precondition, dry run. The permission was held, or very probably so.</summary>
    AfterAuthorization,

    /// <summary>Services differ in whether they authorise first (validation, throttling, server errors), or the code is not known.</summary>
    Unknown,

    /// <summary>The caller was not authenticated: no call took place.</summary>
    Authentication,
}

/// <summary>An error's class and why it is that.</summary>
/// <param name="Class">What it says about the permission.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record ErrorClassification(ErrorClass Class, string Reason);
