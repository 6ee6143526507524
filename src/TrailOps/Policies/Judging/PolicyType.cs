namespace TrailOps;

/// <summary>The kinds of policies that decide on a request (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html).</summary>
public enum PolicyType
{
    /// <summary>Policies of the role or user, inline and managed.</summary>
    IdentityPolicy,

    /// <summary>The policy of the resource: a bucket's, a key's, a role's trust policy.</summary>
    ResourcePolicy,

    /// <summary>The permissions boundary of the role or user.</summary>
    PermissionsBoundary,

    /// <summary>A policy that was given when the session was made.</summary>
    SessionPolicy,

    /// <summary>Service control policies of the organisation, which limit what its accounts' roles and users may do.</summary>
    ServiceControlPolicy,

    /// <summary>Resource control policies of the organisation, which limit what may be done to its accounts' resources.</summary>
    ResourceControlPolicy,
}

/// <summary>What policies say of a request.</summary>
public enum PolicyDecision
{
    /// <summary>It passes.</summary>
    Allowed,

    /// <summary>It is refused, since nothing allows it.</summary>
    ImplicitDeny,

    /// <summary>It is refused by a statement that denies it.</summary>
    ExplicitDeny,

    /// <summary>It can't be told which permission the call needs.</summary>
    Unknown,
}
