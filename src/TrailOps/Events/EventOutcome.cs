namespace TrailOps;

/// <summary>How a call ended, as its record tells.</summary>
public enum EventOutcome
{
    /// <summary>The call succeeded.</summary>
    Success,

    /// <summary>The call was refused for want of a permission.</summary>
    AccessDenied,

    /// <summary>The call failed for another reason.</summary>
    Error,
}
