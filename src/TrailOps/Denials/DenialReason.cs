namespace TrailOps;

/// <summary>Why a request was refused (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html).</summary>
public enum DenialReason
{
    /// <summary>Nothing allows it.</summary>
    ImplicitDeny,

    /// <summary>A statement denies it.</summary>
    ExplicitDeny,
}

/// <summary>The kinds of policies that refusals name (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html).</summary>
public enum DenialPolicyType
{
    /// <summary>A policy of the role or user, inline or managed: <c>identity-based policy</c>.</summary>
    IdentityBased,

    /// <summary>The policy of the resource: <c>resource-based policy</c>.</summary>
    ResourceBased,

    /// <summary>The permissions boundary of the role or user: <c>permissions boundary</c>.</summary>
    PermissionsBoundary,

    /// <summary>A policy that was given when the session was made: <c>session policy</c>.</summary>
    SessionPolicy,

    /// <summary>A service control policy of the organisation: <c>service control policy</c>.</summary>
    ServiceControlPolicy,

    /// <summary>A resource control policy of the organisation: <c>resource control policy</c>.</summary>
    ResourceControlPolicy,

    /// <summary>The policy of the VPC endpoint that the request came through: <c>VPC endpoint policy</c>.</summary>
    VpcEndpointPolicy,

    /// <summary>The trust policy of the role that was to be assumed: <c>role trust policy</c>.</summary>
    TrustPolicy,
}
