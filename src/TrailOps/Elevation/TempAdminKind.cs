namespace TrailOps;

/// <summary>How a role comes to be admin.</summary>
public enum TempAdminKind
{
    /// <summary>By a policy that is part of the role.</summary>
    Inline,

    /// <summary>By a managed policy that is attached to the role.</summary>
    Managed,
}
