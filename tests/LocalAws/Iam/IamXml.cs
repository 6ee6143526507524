using System.Xml.Linq;
using TrailOps.LocalAws.Authorization;

namespace TrailOps.LocalAws.Iam;

/// <summary>IAM's structures as XML. Documents are URL-encoded, by RFC 3986.</summary>
internal static class IamXml
{
    public static IEnumerable<XElement> Role(Role role, bool isListed = false)
    {
        yield return new("Path", role.Path);
        yield return new("RoleName", role.Name);
        yield return new("RoleId", role.Id);
        yield return new("Arn", role.Arn);
        yield return new("CreateDate", RequestContext.Time(role.Created));
        yield return new("AssumeRolePolicyDocument", Encoded(role.State.Trust));
        if (role.Description is { } description)
        {
            yield return new("Description", description);
        }

        yield return new("MaxSessionDuration", role.MaxSessionDuration);

        // ListRoles leaves these out: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
        if (isListed)
        {
            yield break;
        }

        foreach (var rest in BoundaryAndTags(role.State))
        {
            yield return rest;
        }

        yield return new("RoleLastUsed", role.LastUsed is { } used ? [new XElement("LastUsedDate", RequestContext.Time(used)), new XElement("Region", role.LastUsedRegion)] : Array.Empty<XElement>());
    }

    public static IEnumerable<XElement> User(User user, bool isListed = false)
    {
        XElement[] own = [new("Path", user.Path), new("UserName", user.Name), new("UserId", user.Id), new("Arn", user.Arn), new("CreateDate", RequestContext.Time(user.Created))];
        return isListed ? own : [.. own, .. BoundaryAndTags(user.State)];
    }

    public static IEnumerable<XElement> Policy(ManagedPolicy policy, int attachments, int boundaries, bool isListed = false)
    {
        yield return new("PolicyName", policy.Name);
        yield return new("PolicyId", policy.Id);
        yield return new("Arn", policy.Arn);
        yield return new("Path", policy.Path);
        yield return new("DefaultVersionId", policy.Default.Id);
        yield return new("AttachmentCount", attachments);
        yield return new("PermissionsBoundaryUsageCount", boundaries);
        yield return new("IsAttachable", policy.IsAttachable ? "true" : "false");
        yield return new("CreateDate", RequestContext.Time(policy.Created));
        yield return new("UpdateDate", RequestContext.Time(policy.Updated));
        if (!isListed && policy.Description is { } description)
        {
            yield return new("Description", description);
        }

        if (!isListed && policy.Tags.Count > 0)
        {
            yield return new("Tags", TagSet.Members(policy.Tags));
        }
    }

    public static IEnumerable<XElement> Version(ManagedPolicy policy, PolicyVersion version, bool hasDocument)
    {
        if (hasDocument)
        {
            yield return new("Document", Encoded(version.Document));
        }

        yield return new("VersionId", version.Id);
        yield return new("IsDefaultVersion", version == policy.Default ? "true" : "false");
        yield return new("CreateDate", RequestContext.Time(version.Created));
    }

    public static IEnumerable<XElement> Attached(IamEntity entity) => entity.State.Attached
        .Select(arn => new XElement("member", new XElement("PolicyName", arn[(arn.LastIndexOf('/') + 1)..]), new XElement("PolicyArn", arn)));

    public static string Encoded(string document) => Uri.EscapeDataString(document);

    private static IEnumerable<XElement> BoundaryAndTags(EntityState state)
    {
        if (state.Boundary is { } boundary)
        {
            yield return new("PermissionsBoundary", new XElement("PermissionsBoundaryType", "Policy"), new XElement("PermissionsBoundaryArn", boundary));
        }

        if (state.Tags.Count > 0)
        {
            yield return new("Tags", TagSet.Members(state.Tags));
        }
    }
}
