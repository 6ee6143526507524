using System.Xml.Linq;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Iam;

/// <summary>Inline and attached policies, and boundaries, of roles and users. Limits: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html</summary>
internal static class EntityPolicies
{
    private const int MaxInlineOfRole = 10_240;
    private const int MaxInlineOfUser = 2_048;
    private const int MaxAttached = 10;

    public static IEnumerable<XElement>? Put(Call call, IamEntity entity)
    {
        var name = call.Parameters.PolicyName();
        var document = call.Parameters.Document();
        PolicyCheck.Identity(document);
        var max = entity is Role ? MaxInlineOfRole : MaxInlineOfUser;
        var state = entity.State.WithInline(name, document);
        if (state.Inline.Values.Sum(PolicyCheck.Length) > max)
        {
            throw IamErrors.Limit($"Maximum policy size of {max} bytes exceeded for {entity.Kind} {entity.Name}");
        }

        entity.Change(state);
        return null;
    }

    public static IEnumerable<XElement> Get(Call call, IamEntity entity)
    {
        var name = call.Parameters.PolicyName();
        return
        [
            new(entity is Role ? "RoleName" : "UserName", entity.Name),
            new("PolicyName", name),
            new("PolicyDocument", IamXml.Encoded(entity.State.Inline.GetValueOrDefault(name) ?? throw NoSuchInline(entity, name))),
        ];
    }

    public static IEnumerable<XElement>? Delete(Call call, IamEntity entity)
    {
        var name = call.Parameters.PolicyName();
        entity.Change(entity.State.Inline.ContainsKey(name) ? entity.State with { Inline = entity.State.Inline.Remove(name) } : throw NoSuchInline(entity, name));
        return null;
    }

    public static IEnumerable<XElement> List(Call call, IamEntity entity) => IamPage.Of(call, "PolicyNames", entity.State.Inline.Keys, name => new XElement("member", name));

    public static IEnumerable<XElement>? Attach(Call call, IamEntity entity)
    {
        var arn = call.Parameters.PolicyArn();
        var policy = AwsWorld.FindPolicy(call.Account, arn) ?? throw IamErrors.NotAttachable(arn);
        if (!policy.IsAttachable)
        {
            throw new AwsException("PolicyNotAttachable", $"Cannot attach a Service Role Policy to a Customer Role.");
        }

        // Attaching twice is no error.
        if (entity.State.Attached.Contains(arn))
        {
            return null;
        }

        if (entity.State.Attached.Count >= MaxAttached)
        {
            throw IamErrors.Limit($"Cannot exceed quota for {(entity is Role ? "PoliciesPerRole" : "PoliciesPerUser")}: {MaxAttached}");
        }

        entity.Change(entity.State with { Attached = entity.State.Attached.Add(arn) });
        return null;
    }

    public static IEnumerable<XElement>? Detach(Call call, IamEntity entity)
    {
        var arn = call.Parameters.PolicyArn();
        entity.Change(entity.State.Attached.Contains(arn) ? entity.State with { Attached = entity.State.Attached.Remove(arn) } : throw IamErrors.NoSuchPolicy(arn));
        return null;
    }

    public static IEnumerable<XElement> ListAttached(Call call, IamEntity entity)
    {
        var prefix = call.Parameters.Optional("PathPrefix", 1, 512) ?? "/";
        return IamPage.Of(call, "AttachedPolicies", IamXml.Attached(entity)
            .Where(member => member.Element("PolicyArn")!.Value.Contains($":policy{prefix}", StringComparison.Ordinal)));
    }

    public static IEnumerable<XElement>? PutBoundary(Call call, IamEntity entity)
    {
        entity.Change(entity.State with { Boundary = Boundary(call).Arn });
        return null;
    }

    public static IEnumerable<XElement>? DeleteBoundary(IamEntity entity)
    {
        entity.Change(entity.State.Boundary is null ? throw new AwsException("NoSuchEntity", $"{char.ToUpperInvariant(entity.Kind[0])}{entity.Kind[1..]} {entity.Name} does not have a permissions boundary", 404) : entity.State with { Boundary = null });
        return null;
    }

    public static ManagedPolicy Boundary(Call call)
    {
        var arn = call.Parameters.PolicyArn("PermissionsBoundary");
        return AwsWorld.FindPolicy(call.Account, arn) ?? throw IamErrors.NotAttachable(arn);
    }

    /// <summary>What has policies can't be deleted.</summary>
    public static void DemandEmpty(IamEntity entity)
    {
        if (entity.State.Attached.Count > 0)
        {
            throw IamErrors.Conflict("Cannot delete entity, must detach all policies first.");
        }

        if (entity.State.Inline.Count > 0)
        {
            throw IamErrors.Conflict("Cannot delete entity, must delete policies first.");
        }
    }

    private static AwsException NoSuchInline(IamEntity entity, string name) => IamErrors.NoSuch($"{entity.Kind} policy", name);
}
