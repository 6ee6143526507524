namespace TrailOps.Aws;

/// <summary>Why something can't be done with a role. The names are the error ids.</summary>
internal enum RoleProblem
{
    /// <summary>AWS alone may change it: a service-linked role, one of IAM Identity Center's.</summary>
    RoleReserved,

    /// <summary>Its own policies leave no room for another.</summary>
    RoleInlineFull,

    /// <summary>No more policies can be attached to it.</summary>
    RoleAttachmentsFull,

    /// <summary>It can't have more tags.</summary>
    RoleTagsFull,

    /// <summary>A reason that no tag has room for.</summary>
    ReasonTooLong,

    /// <summary>Its trust policy, or the caller's own policies, don't let the caller be it.</summary>
    RoleNotAssumable,

    /// <summary>Sessions of it can't last so long.</summary>
    RoleSessionTooLong,

    /// <summary>A managed policy that denies something, so that to detach it may give rights.</summary>
    ManagedPolicyDenies,

    /// <summary>A policy of the name that TrailOps uses, which somebody else made.</summary>
    RolePolicyForeign,

    /// <summary>Somebody changed the policy between the look at it and its change.</summary>
    RolePolicyChanged,

    /// <summary>A policy that allows nothing, or that IAM would not take.</summary>
    RolePolicyEmpty,

    /// <summary>What can't be divided so that it fits.</summary>
    RolePolicyTooLarge,
}
