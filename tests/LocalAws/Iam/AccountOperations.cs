using System.Text.RegularExpressions;
using System.Xml.Linq;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Iam;

/// <summary>What concerns the account as a whole.</summary>
internal static partial class AccountOperations
{
    public static IEnumerable<XElement> ListAliases(Call call) => IamPage.Of(call, "AccountAliases", call.Account.Alias is { } alias ? [new XElement("member", alias)] : []);

    public static IEnumerable<XElement>? CreateAlias(Call call)
    {
        var alias = call.Parameters.Required("AccountAlias", 3, 63);
        if (!Alias().IsMatch(alias))
        {
            throw IamErrors.Validation($"1 validation error detected: Value '{alias}' at 'accountAlias' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z0-9]([a-z0-9]|-(?!-)){{1,61}}[a-z0-9]$");
        }

        if (call.World.Accounts.Any(account => account.Alias == alias && account != call.Account))
        {
            throw IamErrors.Exists($"The account alias {alias} already exists.");
        }

        call.Account.Alias = alias;
        return null;
    }

    public static IEnumerable<XElement>? DeleteAlias(Call call)
    {
        var alias = call.Parameters.Required("AccountAlias", 3, 63);
        call.Account.Alias = call.Account.Alias == alias ? null : throw new AwsException("NoSuchEntity", $"The account alias {alias} cannot be found.", 404);
        return null;
    }

    public static IEnumerable<XElement> GetSummary(Call call)
    {
        (string Key, int Value)[] summary =
        [
            ("Users", call.Account.Users.Count), ("Roles", call.Account.Roles.Count), ("Policies", call.Account.Policies.Count),
            ("AttachedPoliciesPerRoleQuota", 10), ("PolicySizeQuota", 6144), ("VersionsPerPolicyQuota", 5), ("AssumeRolePolicySizeQuota", 2048), ("RolesQuota", 1000),
            ("AccountMFAEnabled", 0), ("AccountAccessKeysPresent", 1),
        ];
        return [new("SummaryMap", summary.Select(entry => new XElement("entry", new XElement("key", entry.Key), new XElement("value", entry.Value))))];
    }

    /// <summary>Users, roles and policies in one list of pages.</summary>
    public static IEnumerable<XElement> GetAuthorizationDetails(Call call)
    {
        var filter = call.Parameters.List("Filter");
        bool Wanted(string kind) => filter.Count == 0 || filter.Contains(kind);
        List<object> all = [];
        if (Wanted("User"))
        {
            all.AddRange(call.Account.Users.Values);
        }

        if (Wanted("Role"))
        {
            all.AddRange(call.Account.Roles.Values);
        }

        if (Wanted("LocalManagedPolicy"))
        {
            all.AddRange(call.Account.Policies.Values);
        }

        if (Wanted("AWSManagedPolicy"))
        {
            all.AddRange(AwsManagedPolicies.All(call.Account.Partition).Where(policy => IsAttached(call.Account, policy)));
        }

        var (shown, rest) = IamPage.Take(call, all);
        return
        [
            new("UserDetailList", shown.OfType<User>().Select(user => new XElement("member", IamXml.User(user), Inline("UserPolicyList", user), new XElement("AttachedManagedPolicies", IamXml.Attached(user)), new XElement("GroupList")))),
            new("GroupDetailList"),
            new("RoleDetailList", shown.OfType<Role>().Select(role => new XElement("member", IamXml.Role(role).Where(element => element.Name != "MaxSessionDuration"), new XElement("InstanceProfileList"), Inline("RolePolicyList", role), new XElement("AttachedManagedPolicies", IamXml.Attached(role))))),
            new("Policies", shown.OfType<ManagedPolicy>().Select(policy => new XElement("member", PolicyOperations.Written(call, policy, isListed: true), new XElement("PolicyVersionList", policy.Versions.Select(version => new XElement("member", IamXml.Version(policy, version, hasDocument: true))))))),
            .. rest,
        ];
    }

    private static bool IsAttached(AwsAccount account, ManagedPolicy policy) =>
        account.Users.Values.Concat<IamEntity>(account.Roles.Values).Any(entity => entity.State.Attached.Contains(policy.Arn) || entity.State.Boundary == policy.Arn);

    private static XElement Inline(string name, IamEntity entity) => new(name, entity.State.Inline
        .Select(policy => new XElement("member", new XElement("PolicyName", policy.Key), new XElement("PolicyDocument", IamXml.Encoded(policy.Value)))));

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]\z")]
    private static partial Regex Alias();
}
