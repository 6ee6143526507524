using System.Xml.Linq;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Iam;

/// <summary>Customer managed policies and their versions.</summary>
internal static class PolicyOperations
{
    private const int MaxLength = 6_144;
    private const int MaxVersions = 5;
    private const int MaxDescription = 1_000;

    public static IEnumerable<XElement> Create(Call call)
    {
        var parameters = call.Parameters;
        var name = parameters.PolicyName();
        var path = parameters.Path();
        var document = Document(call);
        var arn = $"arn:{call.Account.Partition}:iam::{call.Account.Id}:policy{path}{name}";

        // A name is taken whatever its path.
        if (call.Account.Policies.Values.Any(existing => string.Equals(existing.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw IamErrors.Exists($"A policy called {name} already exists. Duplicate names are not allowed.");
        }

        ManagedPolicy policy = new(arn, name, path, document, call.Now)
        {
            Description = parameters.Optional("Description", 0, MaxDescription),
            Tags = TagSet.Add(EntityState.Empty.Tags, TagSet.Read(parameters, "Tags")),
        };
        call.Account.Policies.Add(arn, policy);
        return [new("Policy", IamXml.Policy(policy, 0, 0, isListed: true))];
    }

    public static IEnumerable<XElement> Get(Call call) => [new("Policy", Written(call, call.Policy(), isListed: false))];

    public static IEnumerable<XElement> List(Call call)
    {
        var scope = call.Parameters.Text("Scope") ?? "All";
        var prefix = call.Parameters.Optional("PathPrefix", 1, 512) ?? "/";
        var onlyAttached = call.Parameters.Flag("OnlyAttached") == true;
        IEnumerable<ManagedPolicy> policies = scope switch
        {
            "All" => AwsManagedPolicies.All(call.Account.Partition).Concat(call.Account.Policies.Values),
            "AWS" => AwsManagedPolicies.All(call.Account.Partition),
            "Local" => call.Account.Policies.Values,
            _ => throw IamErrors.Validation($"1 validation error detected: Value '{scope}' at 'scope' failed to satisfy constraint: Member must satisfy enum value set: [All, AWS, Local]"),
        };
        return IamPage.Of(
            call, "Policies", policies.Where(policy => policy.Path.StartsWith(prefix, StringComparison.Ordinal) && (!onlyAttached || Attachments(call, policy) > 0)),
            policy => new XElement("member", Written(call, policy, isListed: true)));
    }

    public static IEnumerable<XElement>? Delete(Call call)
    {
        var policy = call.OwnPolicy();
        if (Attachments(call, policy) + Boundaries(call, policy) > 0)
        {
            throw IamErrors.Conflict("Cannot delete a policy attached to entities.");
        }

        if (policy.Versions.Count > 1)
        {
            throw IamErrors.Conflict("This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.");
        }

        call.Account.Policies.Remove(policy.Arn);
        return null;
    }

    public static IEnumerable<XElement> CreateVersion(Call call)
    {
        var policy = call.OwnPolicy();
        var document = Document(call);
        if (policy.Versions.Count >= MaxVersions)
        {
            throw IamErrors.Limit($"A managed policy can have up to {MaxVersions} versions. Before you create a new version, you must delete an existing version.");
        }

        var version = policy.Add(document, call.Parameters.Flag("SetAsDefault") == true, call.Now);
        return [new("PolicyVersion", IamXml.Version(policy, version, hasDocument: false))];
    }

    public static IEnumerable<XElement> GetVersion(Call call)
    {
        var policy = call.Policy();
        return [new("PolicyVersion", IamXml.Version(policy, Version(call, policy), hasDocument: true))];
    }

    public static IEnumerable<XElement> ListVersions(Call call)
    {
        var policy = call.Policy();
        return IamPage.Of(call, "Versions", policy.Versions.AsEnumerable().Reverse(), version => new XElement("member", IamXml.Version(policy, version, hasDocument: false)));
    }

    public static IEnumerable<XElement>? DeleteVersion(Call call)
    {
        var policy = call.OwnPolicy();
        var version = Version(call, policy);
        if (version == policy.Default)
        {
            throw IamErrors.Conflict("Cannot delete the default version of a policy.");
        }

        policy.Versions.Remove(version);
        return null;
    }

    public static IEnumerable<XElement>? SetDefaultVersion(Call call)
    {
        var policy = call.OwnPolicy();
        policy.SetDefault(Version(call, policy), call.Now);
        return null;
    }

    public static IEnumerable<XElement> ListEntities(Call call)
    {
        var policy = call.Policy();
        var filter = call.Parameters.Text("EntityFilter");
        var asBoundary = call.Parameters.Text("PolicyUsageFilter") == "PermissionsBoundary";
        bool Uses(IamEntity entity) => asBoundary ? entity.State.Boundary == policy.Arn : entity.State.Attached.Contains(policy.Arn);
        var (shown, rest) = IamPage.Take(call, [.. Entities(call.Account)
            .Where(entity => Uses(entity) && (filter is null || string.Equals(filter, entity.Kind, StringComparison.OrdinalIgnoreCase)))]);
        return
        [
            new("PolicyGroups"),
            new("PolicyUsers", shown.OfType<User>().Select(user => new XElement("member", new XElement("UserName", user.Name), new XElement("UserId", user.Id)))),
            new("PolicyRoles", shown.OfType<Role>().Select(role => new XElement("member", new XElement("RoleName", role.Name), new XElement("RoleId", role.Id)))),
            .. rest,
        ];
    }

    public static IEnumerable<XElement>? Tag(Call call)
    {
        var policy = call.OwnPolicy();
        policy.Tags = TagSet.Add(policy.Tags, TagSet.Read(call.Parameters, "Tags"));
        return null;
    }

    public static IEnumerable<XElement>? Untag(Call call)
    {
        var policy = call.OwnPolicy();
        policy.Tags = policy.Tags.RemoveRange(call.Parameters.List("TagKeys"));
        return null;
    }

    public static IEnumerable<XElement> Written(Call call, ManagedPolicy policy, bool isListed) =>
        IamXml.Policy(policy, Attachments(call, policy), Boundaries(call, policy), isListed);

    private static IEnumerable<IamEntity> Entities(AwsAccount account) => account.Users.Values.Concat<IamEntity>(account.Roles.Values);

    private static int Attachments(Call call, ManagedPolicy policy) => Entities(call.Account).Count(entity => entity.State.Attached.Contains(policy.Arn));

    private static int Boundaries(Call call, ManagedPolicy policy) => Entities(call.Account).Count(entity => entity.State.Boundary == policy.Arn);

    private static string Document(Call call)
    {
        var document = call.Parameters.Document();
        PolicyCheck.Identity(document);
        return PolicyCheck.Length(document) <= MaxLength ? document : throw IamErrors.Limit($"Cannot exceed quota for PolicySize: {MaxLength}");
    }

    private static PolicyVersion Version(Call call, ManagedPolicy policy)
    {
        var id = call.Parameters.Required("VersionId", 1, 32, @"v[1-9][0-9]*(\.[A-Za-z0-9-]*)?");
        return policy.Versions.Find(version => version.Id == id) ?? throw IamErrors.NoSuchVersion(policy.Arn, id);
    }
}
