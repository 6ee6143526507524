namespace TrailOps.Aws;

/// <summary>How a policy is to come onto a role.</summary>
/// <param name="IsInline">As the role's own, in place of a managed one.</param>
/// <param name="Replaces">Whether what the policy held is replaced, in place of being added to.</param>
internal sealed record RolePolicyTarget(bool IsInline, bool Replaces);
