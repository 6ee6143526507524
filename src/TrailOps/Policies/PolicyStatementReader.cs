using System.Text.Json;
using TrailOps.Actions;

namespace TrailOps.Policies;

/// <summary>Reads a statement. What holds for its elements together is checked here as well.</summary>
internal static class PolicyStatementReader
{
    private const string Elements = "Sid, Effect, Action or NotAction, Resource or NotResource, and Condition";

    private static readonly string[] PrincipalKinds = ["AWS", "Service", "Federated", "CanonicalUser"];

    public static PolicyStatement Read(PolicyNode node, PolicyDocumentKind kind)
    {
        node = node.WithSid();
        var members = node.Members().ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            Check(name, value, kind);
        }

        var sid = members.TryGetValue("Sid", out var id) ? Sid(id, isFree: kind == PolicyDocumentKind.Resource && (members.ContainsKey("Resource") || members.ContainsKey("NotResource"))) : null;
        RequireOne(node, members, "Action", "NotAction", "[\"s3:GetObject\"]", "Policy statement must contain actions.");
        if (kind == PolicyDocumentKind.Resource)
        {
            RequireOne(node, members, "Principal", "NotPrincipal", "{ \"AWS\": \"arn:aws:iam::111122223333:role/deployer\" }", "Missing required field Principal");
        }

        // A trust policy is about the role that it belongs to.
        if (kind == PolicyDocumentKind.Identity || members.ContainsKey("Resource") || members.ContainsKey("NotResource") || !IsTrust(members))
        {
            RequireOne(node, members, "Resource", "NotResource", "\"*\"", "Policy statement must contain resources.");
        }

        var effect = members.TryGetValue("Effect", out var given) ? Effect(given) : throw node.Error("has no Effect. Write \"Effect\": \"Allow\" or \"Deny\".");
        return new PolicyStatement(effect, List(members, "Action", Action), List(members, "Resource", Resource))
        {
            Sid = sid,
            NotAction = List(members, "NotAction", Action),
            NotResource = List(members, "NotResource", Resource),
            Principal = members.TryGetValue("Principal", out var principal) ? Principal(principal) : null,
            NotPrincipal = members.TryGetValue("NotPrincipal", out var others) ? Principal(others) : null,
            Condition = members.TryGetValue("Condition", out var condition) ? Condition(condition) : null,
        };
    }

    /// <summary>Whether a statement of an identity has such an element.</summary>
    private static void Check(string name, PolicyNode value, PolicyDocumentKind kind)
    {
        switch (name)
        {
            case "Sid" or "Effect" or "Action" or "NotAction" or "Resource" or "NotResource" or "Condition":
                return;
            case "Principal" or "NotPrincipal" when kind == PolicyDocumentKind.Resource:
                return;
            case "Principal" or "NotPrincipal":
                throw value.Error("belongs to the policy of a resource. The policy of a role holds for that role: leave it out.", "Policy document should not specify a principal.");
            default:
                throw value.Error($"is no element of a statement. It has {Elements}, in just this spelling.");
        }
    }

    private static void RequireOne(PolicyNode node, Dictionary<string, PolicyNode> members, string name, string opposite, string example, string iamMessage)
    {
        if (members.ContainsKey(name) == members.ContainsKey(opposite))
        {
            throw members.ContainsKey(name)
                ? members[opposite].Error($"stands beside {name}. Leave out one of the two; what both should say takes two statements.")
                : node.Error($"has neither {name} nor {opposite}. Write for example \"{name}\": {example}.", iamMessage);
        }
    }

    private static bool IsTrust(Dictionary<string, PolicyNode> members) =>
        members.TryGetValue("Action", out var actions) && actions.Items().All(a => Action(a).StartsWith("sts:", StringComparison.OrdinalIgnoreCase));

    /// <summary>Everyone, or principals by their kinds.</summary>
    private static PolicyPrincipal Principal(PolicyNode value)
    {
        if (value.Json.ValueKind == JsonValueKind.String)
        {
            return value.Text() == PolicyPrincipal.Everyone
                ? new([(PolicyPrincipal.Everyone, PolicyPrincipal.Everyone)])
                : throw value.Error($"is '{value.Text()}'. Write \"*\" or {{ \"AWS\": \"{value.Text()}\" }}.");
        }

        var entries = new List<(string, string)>();
        foreach (var (kind, values) in value.Members())
        {
            entries.AddRange(PrincipalKinds.Contains(kind)
                ? values.Items().Select(item => (kind, item.Text()))
                : throw values.Error($"is no kind of principal. Write {string.Join(", ", PrincipalKinds)}, in just this spelling."));
        }

        return entries.Count > 0 ? new(entries) : throw value.Error("names nobody. Write \"*\" or for example { \"AWS\": \"111122223333\" }.");
    }

    /// <summary>Only IAM restricts it, in trust policies too; the policy that KMS gives a key begins with "Enable IAM User Permissions" (https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html).</summary>
    private static string Sid(PolicyNode value, bool isFree) =>
        isFree || value.Text().All(char.IsAsciiLetterOrDigit)
            ? value.Text()
            : throw value.Error($"is '{value.Text()}'. Write letters (A-Z, a-z) and digits alone.", "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*");

    private static string Effect(PolicyNode value) =>
        value.Text() is "Allow" or "Deny" ? value.Text() : throw value.Error($"is '{value.Text()}'. Write Allow or Deny, in just this spelling.");

    /// <summary>* or prefix:name, where the name may hold wildcards.</summary>
    private static string Action(PolicyNode value)
    {
        var action = value.Text();
        if (action == "*")
        {
            return action;
        }

        var parts = action.Split(':');
        if (parts is [var name])
        {
            var example = name.Length > 0 ? ActionCatalogue.Match(name).FirstOrDefault()?.Action : null;
            throw value.Error($"has '{action}' without a service's prefix. Write it as in {example ?? "s3:GetObject"}.", "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }

        var hasPrefix = parts[0] == "*" || (parts[0].Length > 0 && parts[0].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'));
        var hasName = parts is [_, { Length: > 0 } second] && !second.Any(char.IsWhiteSpace);
        return hasPrefix && hasName
            ? action
            : throw value.Error($"has '{action}', which is no action. Write a service's prefix, a colon and a name, such as s3:GetObject or s3:Get*.", hasPrefix ? "Actions/Condition can contain only one colon." : $"Vendor {parts[0]} is not valid");
    }

    /// <summary>* or an ARN. What an ARN lacks behind the service is * to IAM (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html).</summary>
    private static string Resource(PolicyNode value)
    {
        var resource = value.Text();
        return resource == "*" || resource.Split(':') is ["arn", { Length: > 0 }, { Length: > 0 }, ..]
            ? resource
            : throw value.Error($"has '{resource}', which is neither * nor an ARN. Write it as in arn:aws:s3:::bucket/*.", $"Resource {resource} must be in ARN format or \"*\".");
    }

    /// <summary>A condition without any key says nothing: null.</summary>
    private static PolicyCondition? Condition(PolicyNode value)
    {
        var entries = new List<(string, string, string)>();
        foreach (var (name, keys) in value.Members())
        {
            foreach (var (key, values) in keys.Members())
            {
                entries.AddRange(values.Items().Select(item => (name, key, item.Scalar())));
            }
        }

        return entries.Count > 0 ? new PolicyCondition(entries) : null;
    }

    private static IReadOnlyList<string> List(Dictionary<string, PolicyNode> members, string name, Func<PolicyNode, string> read) =>
        members.TryGetValue(name, out var value) ? [.. value.Items().Select(read)] : [];
}
