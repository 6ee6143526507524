namespace TrailOps;

/// <summary>How far a policy is narrowed down.</summary>
public enum RolePolicyScope
{
    /// <summary>Actions on the resources that the events were about.</summary>
    Resource,

    /// <summary>Actions alone, on every resource.</summary>
    Action,
}
