using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Iam;

/// <summary>The permissions of IAM's operations: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html</summary>
internal static class IamNeeds
{
    public static Func<Call, IEnumerable<Access>> OnRole(string action, bool isNew = false) => call => OnEntity(call, "role", "RoleName", action, isNew, call.Account.Roles.GetValueOrDefault(Named(call, "RoleName")));

    public static Func<Call, IEnumerable<Access>> OnUser(string action, bool isNew = false) => call => OnEntity(call, "user", "UserName", action, isNew, Existing(call));

    public static Func<Call, IEnumerable<Access>> OnPolicy(string action) => call =>
    {
        var arn = Named(call, "PolicyArn");
        return [new Access($"iam:{action}", arn.Length == 0 ? "*" : arn) { Told = $"policy {arn}", Context = Tags(AwsWorld.FindPolicy(call.Account, arn)?.Tags) }];
    };

    public static IEnumerable<Access> NewPolicy(Call call)
    {
        var arn = $"arn:{call.Account.Partition}:iam::{call.Account.Id}:policy{call.Parameters.Text("Path") ?? "/"}{Named(call, "PolicyName")}";
        var told = $"policy {Named(call, "PolicyName")}";
        yield return new Access("iam:CreatePolicy", arn) { Told = told, Context = RequestTags(call) };
        if (call.Parameters.Structures("Tags").Count > 0)
        {
            yield return new Access("iam:TagPolicy", arn) { Told = told, Context = RequestTags(call) };
        }
    }

    /// <summary>A list of all of a kind.</summary>
    public static Func<Call, IEnumerable<Access>> OnAll(string action, string kind) => call =>
        [new Access($"iam:{action}", $"arn:{call.Account.Partition}:iam::{call.Account.Id}:{kind}{call.Parameters.Text("PathPrefix") ?? "/"}")];

    /// <summary>Actions without a resource.</summary>
    public static Func<Call, IEnumerable<Access>> OnAccount(string action) => _ => [new Access($"iam:{action}") { Told = "*" }];

    private static IEnumerable<Access> OnEntity(Call call, string kind, string parameter, string action, bool isNew, IamEntity? entity)
    {
        var name = entity?.Name ?? Named(call, parameter);
        var path = isNew ? call.Parameters.Text("Path") ?? "/" : "/";
        var arn = isNew ? null : entity?.Arn;
        arn ??= $"arn:{call.Account.Partition}:iam::{call.Account.Id}:{kind}{path}{name}";

        Dictionary<string, IReadOnlyList<string>> context = isNew ? [] : Tags(entity?.State.Tags);
        if (call.Parameters.Text("PolicyArn") is { } policy)
        {
            context["iam:PolicyARN"] = [policy];
        }

        // What is asked for where it is set, what is there everywhere else.
        if (call.Parameters.Text("PermissionsBoundary") is { } boundary)
        {
            context["iam:PermissionsBoundary"] = [boundary];
        }
        else if (!isNew && entity?.State.Boundary is { } present)
        {
            context["iam:PermissionsBoundary"] = [present];
        }

        foreach (var (key, values) in RequestTags(call))
        {
            context[key] = values;
        }

        yield return new Access($"iam:{action}", arn) { Told = $"{kind} {name}", Context = context };
        if (isNew && call.Parameters.Structures("Tags").Count > 0)
        {
            yield return new Access(kind == "role" ? "iam:TagRole" : "iam:TagUser", arn) { Told = $"{kind} {name}", Context = context };
        }
    }

    private static Dictionary<string, IReadOnlyList<string>> Tags(IReadOnlyDictionary<string, string>? tags)
    {
        Dictionary<string, IReadOnlyList<string>> context = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in tags ?? new Dictionary<string, string>())
        {
            context[$"aws:ResourceTag/{key}"] = [value];
            context[$"iam:ResourceTag/{key}"] = [value];
        }

        return context;
    }

    private static Dictionary<string, IReadOnlyList<string>> RequestTags(Call call)
    {
        Dictionary<string, IReadOnlyList<string>> context = new(StringComparer.OrdinalIgnoreCase);
        List<string> keys = [.. call.Parameters.List("TagKeys")];
        foreach (var tag in call.Parameters.Structures("Tags"))
        {
            context[$"aws:RequestTag/{tag["Key"]}"] = [tag["Value"] ?? ""];
            keys.Add(tag["Key"] ?? "");
        }

        if (keys.Count > 0)
        {
            context["aws:TagKeys"] = keys;
        }

        return context;
    }

    private static string Named(Call call, string parameter) => call.Parameters.Text(parameter) ?? "";

    private static User? Existing(Call call) => call.Parameters.Text("UserName") is { } name ? call.Account.Users.GetValueOrDefault(name) : call.Caller.User;
}
