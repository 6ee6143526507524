using System.Xml.Linq;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Iam;

internal static class RoleOperations
{
    private const int MinSession = 3_600;
    private const int MaxSession = 43_200;
    private const int MaxTrust = 2_048;
    private const int MaxDescription = 1_000;

    public static IEnumerable<XElement> Create(Call call)
    {
        var parameters = call.Parameters;
        var name = parameters.RoleName();
        var path = parameters.Path();
        var trust = Trust(call, parameters.Document("AssumeRolePolicyDocument"));
        var description = parameters.Optional("Description", 0, MaxDescription);
        var duration = parameters.Number("MaxSessionDuration", MinSession, MaxSession) ?? MinSession;
        var tags = TagSet.Add(EntityState.Empty.Tags, TagSet.Read(parameters, "Tags"));
        var boundary = parameters.Text("PermissionsBoundary") is null ? null : EntityPolicies.Boundary(call).Arn;
        if (path.StartsWith("/aws-service-role/", StringComparison.Ordinal) || path.StartsWith("/aws-reserved/", StringComparison.Ordinal))
        {
            throw IamErrors.Validation("The specified value for path is invalid. Paths that AWS reserves can't be used.");
        }

        if (call.Account.Roles.ContainsKey(name))
        {
            throw IamErrors.Exists($"Role with name {name} already exists.");
        }

        Role role = new(call.Account, name, path, call.Now, EntityState.Empty with { Trust = trust, Tags = tags, Boundary = boundary })
        {
            Description = description,
            MaxSessionDuration = duration,
        };
        call.Account.Roles.Add(name, role);
        return [new("Role", IamXml.Role(role).Where(element => element.Name != "RoleLastUsed" && element.Name != "MaxSessionDuration"))];
    }

    public static IEnumerable<XElement> CreateServiceLinked(Call call)
    {
        var service = call.Parameters.Required("AWSServiceName", 1, 128, @"[\w+=,.@-]+");
        if (!service.EndsWith(".amazonaws.com", StringComparison.Ordinal))
        {
            throw new AwsException("InvalidInput", $"{service} is not a valid service name.");
        }

        var suffix = call.Parameters.Optional("CustomSuffix", 1, 64, @"[\w+=,.@-]+");
        var name = string.Concat("AWSServiceRoleFor", string.Concat(service[..service.IndexOf('.', StringComparison.Ordinal)].Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..])), suffix is null ? "" : "_" + suffix);
        if (call.Account.Roles.ContainsKey(name))
        {
            throw new AwsException("InvalidInput", $"Service role name {name} has been taken in this account, please try a different suffix.");
        }

        var trust = $$$"""{"Version":"2012-10-17","Statement":[{"Action":["sts:AssumeRole"],"Effect":"Allow","Principal":{"Service":["{{{service}}}"]}}]}""";
        Role role = new(call.Account, name, $"/aws-service-role/{service}/", call.Now, EntityState.Empty with { Trust = trust });
        call.Account.Roles.Add(name, role);
        return [new("Role", IamXml.Role(role))];
    }

    public static IEnumerable<XElement> Get(Call call) => [new("Role", IamXml.Role(call.Role()))];

    public static IEnumerable<XElement> List(Call call)
    {
        var prefix = call.Parameters.Optional("PathPrefix", 1, 512) ?? "/";
        return IamPage.Of(call, "Roles", call.Account.Roles.Values.Where(role => role.Path.StartsWith(prefix, StringComparison.Ordinal)), role => new XElement("member", IamXml.Role(role, isListed: true)));
    }

    public static IEnumerable<XElement>? Delete(Call call)
    {
        var role = call.OwnRole();
        EntityPolicies.DemandEmpty(role);
        call.Account.Roles.Remove(role.Name);
        return null;
    }

    public static IEnumerable<XElement> Update(Call call)
    {
        var role = call.OwnRole();
        var duration = call.Parameters.Number("MaxSessionDuration", MinSession, MaxSession);
        role.Description = call.Parameters.Optional("Description", 0, MaxDescription) ?? role.Description;
        role.MaxSessionDuration = duration ?? role.MaxSessionDuration;
        return [];
    }

    public static IEnumerable<XElement> UpdateDescription(Call call)
    {
        var role = call.OwnRole();
        role.Description = call.Parameters.Required("Description", 0, MaxDescription);
        return [new("Role", IamXml.Role(role))];
    }

    public static IEnumerable<XElement>? UpdateTrust(Call call)
    {
        var role = call.OwnRole();
        role.Change(role.State with { Trust = Trust(call, call.Parameters.Document()) });
        return null;
    }

    public static IEnumerable<XElement>? Tag(Call call)
    {
        var role = call.OwnRole();
        role.Change(role.State with { Tags = TagSet.Add(role.State.Tags, TagSet.Read(call.Parameters, "Tags")) });
        return null;
    }

    public static IEnumerable<XElement>? Untag(Call call)
    {
        var role = call.OwnRole();
        role.Change(role.State with { Tags = role.State.Tags.RemoveRange(call.Parameters.List("TagKeys")) });
        return null;
    }

    private static string Trust(Call call, string document)
    {
        PolicyCheck.Trust(document, arn => Exists(call.World, arn));
        return PolicyCheck.Length(document) <= MaxTrust ? document : throw IamErrors.Limit($"Cannot exceed quota for ACLSizePerRole: {MaxTrust}");
    }

    /// <summary>Whether a principal is there. Accounts that this world doesn't have are not looked into.</summary>
    public static bool Exists(AwsWorld world, string arn)
    {
        var parts = arn.Split(':');
        var name = arn[(arn.LastIndexOf('/') + 1)..];
        return world.FindAccount(parts[4]) is not { } account || parts[5].Split('/')[0] switch
        {
            "user" => account.Users.GetValueOrDefault(name)?.Arn == arn,
            "role" => account.Roles.GetValueOrDefault(name)?.Arn == arn,
            "assumed-role" => account.Roles.ContainsKey(parts[5].Split('/')[1]),
            _ => true,
        };
    }
}
