using Amazon.IdentityManagement.Model;

namespace TrailOps.Aws;

/// <summary>What a role's permissions are made of, and its tags.</summary>
internal sealed record RoleFacts(
    string Name, string Arn, string? BoundaryArn, IReadOnlyList<Tag> Tags, IReadOnlyList<PolicyDetail> Inline, IReadOnlyList<AttachedPolicyType> Attached)
{
    /// <summary>The grants that tags tell of.</summary>
    public static IReadOnlyList<TempAdminGrant> GrantsIn(IEnumerable<Tag>? tags) => [.. (tags ?? []).Select(tag => TempAdminGrant.OfTag(tag.Key ?? "", tag.Value ?? "")).OfType<TempAdminGrant>()];
}
