using System.Xml.Linq;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.World;
using TrailOps.PolicyOracle;

namespace TrailOps.LocalAws.Iam;

/// <summary>Judges made-up requests: by the policies as they stand, whether they are in effect yet or not.</summary>
internal static class Simulation
{
    private const string AllowAll = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    public static IEnumerable<XElement> Principal(Call call)
    {
        var arn = call.Parameters.Required("PolicySourceArn", 20, 2048);
        var entity = Find(call.Account, arn) ?? throw new AwsException("NoSuchEntity", $"Entity {arn} could not be found.", 404);
        IEnumerable<string> Documents(IEnumerable<string> arns) => arns.Select(policy => AwsWorld.FindPolicy(call.Account, policy)?.Default.Document).OfType<string>();
        return Simulate(call, new OraclePolicies
        {
            Identity = [.. entity.State.Inline.Values, .. Documents(entity.State.Attached), .. Given(call, "PolicyInputList")],
            Boundary = entity.State.Boundary is { } boundary ? [.. Documents([boundary])] : Boundary(call),
            ServiceControl = call.Account.ServiceControlPolicies,
        }, arn);
    }

    public static IEnumerable<XElement> Custom(Call call) => Simulate(
        call, new OraclePolicies { Identity = [.. Given(call, "PolicyInputList")], Boundary = Boundary(call) }, call.Parameters.Text("CallerArn") ?? $"arn:{call.Account.Partition}:iam::{call.Account.Id}:user/simulated");

    private static List<string>? Boundary(Call call) => Given(call, "PermissionsBoundaryPolicyInputList") is { Count: > 0 } given ? given : null;

    private static List<string> Given(Call call, string name)
    {
        var documents = call.Parameters.List(name).ToList();
        documents.ForEach(PolicyCheck.Identity);
        return documents;
    }

    private static IEnumerable<XElement> Simulate(Call call, OraclePolicies policies, string principal)
    {
        var actions = call.Parameters.List("ActionNames");
        if (actions.Count == 0)
        {
            throw IamErrors.Validation("1 validation error detected: Value null at 'actionNames' failed to satisfy constraint: Member must not be null");
        }

        var resources = call.Parameters.List("ResourceArns") is { Count: > 0 } given ? given : ["*"];
        Dictionary<string, IReadOnlyList<string>> context = new(StringComparer.OrdinalIgnoreCase) { ["aws:CurrentTime"] = [RequestContext.Time(call.Now)] };
        foreach (var entry in call.Parameters.Structures("ContextEntries"))
        {
            context[entry["ContextKeyName"] ?? ""] = call.Parameters.List(entry.Prefix + ".ContextKeyValues");
        }

        return IamPage.Of(call, "EvaluationResults", actions.SelectMany(action => resources.Select(resource =>
        {
            OracleRequest request = new(action, resource, principal) { Context = context, ResourceAccount = call.Account.Id };
            var decision = Oracle.Decide(policies with { Resource = call.Parameters.Text("ResourcePolicy") }, request);
            XElement result = new(
                "member",
                new XElement("EvalActionName", action),
                new XElement("EvalResourceName", resource),
                new XElement("EvalDecision", decision switch { OracleDecision.Allowed => "allowed", OracleDecision.ExplicitDeny => "explicitDeny", _ => "implicitDeny" }),
                new XElement("MatchedStatements"),
                new XElement("MissingContextValues"));
            if (policies.Boundary is { } boundary)
            {
                var allows = Oracle.Decide(new OraclePolicies { Identity = [AllowAll], Boundary = boundary }, request) == OracleDecision.Allowed;
                result.Add(new XElement("PermissionsBoundaryDecisionDetail", new XElement("AllowedByPermissionsBoundary", allows ? "true" : "false")));
            }

            return result;
        })));
    }

    private static IamEntity? Find(AwsAccount account, string arn) =>
        account.Users.Values.Concat<IamEntity>(account.Roles.Values).FirstOrDefault(entity => entity.Arn == arn);
}
