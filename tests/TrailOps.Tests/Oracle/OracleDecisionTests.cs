using TrailOps.PolicyOracle;

namespace TrailOps.Tests.OracleCases;

/// <summary>Which policies must allow. A letter a policy: + allows, - allows nothing, . is not there.</summary>
public class OracleDecisionTests
{
    private const string Other = "444455556666";
    private const string ServiceRole = "arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS";
    private const string ServiceSession = "arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForECS/ecs";

    // The table of the page on single accounts; the resource's policy names the first, the second asks.
    [Theory]
    [InlineData(null, Ask.User, "+", ".", ".", true)]
    [InlineData(null, Ask.User, "-", ".", ".", false)]
    [InlineData(null, Ask.User, "+", "-", ".", false)]
    [InlineData(null, Ask.User, "+", "+", ".", true)]
    [InlineData(null, Ask.Session, "+", "+", "-", false)]
    [InlineData(null, Ask.Session, "+", "+", "+", true)]
    [InlineData(null, Ask.Session, "-", "+", "+", false)]
    [InlineData(Ask.User, Ask.User, "-", "-", ".", true)]
    [InlineData(Ask.Session, Ask.Session, "-", "-", "-", true)]
    [InlineData(Ask.FederatedUser, Ask.FederatedUser, "-", "-", "-", true)]
    [InlineData("*", Ask.Session, "-", "-", "-", true)]
    [InlineData(Ask.Role, Ask.Session, "-", ".", ".", true)]
    [InlineData(Ask.Role, Ask.Session, "-", "+", "+", true)]
    [InlineData(Ask.Role, Ask.Session, "+", "-", ".", false)]
    [InlineData(Ask.Role, Ask.Session, "+", ".", "-", false)]
    [InlineData(Ask.Role, Ask.Role, "-", "-", ".", false)]
    [InlineData(Ask.Root, Ask.User, "-", ".", ".", false)]
    [InlineData(Ask.Root, Ask.User, "+", ".", ".", true)]
    [InlineData(Ask.Root, Ask.User, "+", "-", ".", false)]
    [InlineData("arn:aws:iam::111122223333:user/another", Ask.User, "+", ".", ".", true)]
    // A federated user has what its session policy allows, so without one nothing.
    [InlineData(null, Ask.FederatedUser, "+", ".", ".", false)]
    [InlineData(null, Ask.FederatedUser, "+", ".", "+", true)]
    [InlineData(null, Ask.Root, "-", "-", "-", true)]
    public void In_one_account(string? named, string asks, string identity, string boundary, string session, bool allowed) =>
        Assert.Equal(Expected(allowed), Decide(named, identity, boundary, session, Ask.Request(asks)));

    [Theory]
    [InlineData(null, Ask.User, "+", ".", ".", false)]
    [InlineData(Ask.User, Ask.User, "+", ".", ".", true)]
    [InlineData(Ask.User, Ask.User, "-", ".", ".", false)]
    [InlineData(Ask.User, Ask.User, "+", "-", ".", false)]
    [InlineData("*", Ask.User, "-", ".", ".", false)]
    [InlineData("*", Ask.User, "+", ".", ".", true)]
    [InlineData(Ask.Root, Ask.User, "+", "+", ".", true)]
    [InlineData(Ask.Role, Ask.Session, "+", "+", "+", true)]
    [InlineData(Ask.Role, Ask.Session, "+", ".", "-", false)]
    [InlineData(Ask.Session, Ask.Session, "+", ".", "-", false)]
    [InlineData(Ask.Root, Ask.Root, "-", "-", "-", true)]
    [InlineData(null, Ask.Root, "+", ".", ".", false)]
    public void Between_accounts(string? named, string asks, string identity, string boundary, string session, bool allowed)
    {
        Assert.Equal(Expected(allowed), Decide(named, identity, boundary, session, Ask.Request(asks) with { ResourceAccount = Other }));
        var sqs = Ask.Request(asks, "sqs:SendMessage", $"arn:aws:sqs:us-east-2:{Other}:queue1");
        Assert.Equal(Expected(allowed), Decide(named, identity, boundary, session, sqs));
    }

    // The account in the ARN is none where it is "aws".
    [Fact]
    public void What_belongs_to_everyone_is_in_the_account_of_who_asks() => Assert.Equal(
        OracleDecision.Allowed,
        Decide(null, "+", ".", ".", Ask.Request(action: "iam:GetPolicy", resource: "arn:aws:iam::aws:policy/ReadOnlyAccess")));

    [Theory]
    [InlineData(null, Ask.User, "+", true)]
    [InlineData(Ask.User, Ask.User, "-", true)]
    [InlineData(Ask.Root, Ask.User, "+", true)]
    [InlineData(Ask.Root, Ask.User, "-", false)]
    [InlineData("arn:aws:iam::111122223333:user/another", Ask.User, "+", false)]
    [InlineData(Ask.Role, Ask.Session, "-", true)]
    [InlineData(Ask.Root, Ask.Root, "-", true)]
    [InlineData(Ask.User, Ask.Root, "+", false)]
    public void Keys_and_trust_policies_must_allow(string? named, string asks, string identity, bool allowed)
    {
        Assert.Equal(Expected(allowed), Decide(named, identity, ".", ".", Ask.Request(asks, "kms:Decrypt", "arn:aws:kms:us-east-1:111122223333:key/1")));
        Assert.Equal(Expected(allowed), Decide(named, identity, ".", ".", Ask.Request(asks, "sts:AssumeRole", "arn:aws:iam::111122223333:role/target")));
    }

    [Theory]
    [InlineData("kms:Decrypt", "arn:aws:kms:us-east-1:111122223333:alias/a")]
    [InlineData("iam:GetRole", "arn:aws:iam::111122223333:role/target")]
    public void Other_requests_need_no_more_than_one(string action, string resource) =>
        Assert.Equal(OracleDecision.Allowed, Decide("arn:aws:iam::111122223333:user/another", "+", ".", ".", Ask.Request(action: action, resource: resource)));

    // Trust policies name no resource.
    [Theory]
    [InlineData("ec2.amazonaws.com", OracleDecision.Allowed)]
    [InlineData("ecs.amazonaws.com", OracleDecision.ImplicitDeny)]
    public void Services(string asks, OracleDecision decision)
    {
        var trust = Ask.Policy("""
            "Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"
            """);
        OraclePolicies policies = new() { Resource = trust, Boundary = [], ServiceControl = [[]] };

        Assert.Equal(decision, Oracle.Decide(policies, Ask.Request(asks, "sts:AssumeRole", "arn:aws:iam::111122223333:role/target")));
    }

    [Fact]
    public void A_service_needs_a_policy_of_the_resource() =>
        Assert.Equal(OracleDecision.ImplicitDeny, Decide(null, "+", ".", ".", Ask.Request("ec2.amazonaws.com")));

    [Fact]
    public void A_deny_in_any_policy_wins()
    {
        OraclePolicies all = new()
        {
            Identity = [Ask.Everything],
            Boundary = [Ask.Everything],
            Session = [Ask.Everything],
            Resource = Ask.ForArn(Ask.Session),
            ServiceControl = [[Ask.Everything]],
            ResourceControl = [[Ask.Everything]],
        };
        OraclePolicies[] denied =
        [
            all with { Identity = [Ask.Everything, Ask.DenyEverything] },
            all with { Boundary = [Ask.DenyEverything] },
            all with { Session = [Ask.Everything, Ask.DenyEverything] },
            all with { Resource = Ask.ForArn(Ask.Role, "Deny") },
            all with { ServiceControl = [[Ask.Everything], [Ask.DenyEverything]] },
            all with { ResourceControl = [[Ask.Everything, Ask.DenyEverything]] },
        ];

        Assert.Equal(OracleDecision.Allowed, Oracle.Decide(all, Ask.Request(Ask.Session)));
        Assert.All(denied, policies => Assert.Equal(OracleDecision.ExplicitDeny, Oracle.Decide(policies, Ask.Request(Ask.Session))));
    }

    [Theory]
    [InlineData("+", "++", true)]
    [InlineData("++", "+-", false)]
    [InlineData("-+", "+", false)]
    [InlineData("", "", true)]
    public void Each_level_of_an_organization_must_allow(string serviceControl, string resourceControl, bool allowed)
    {
        OraclePolicies policies = new()
        {
            Identity = [Ask.Everything],
            Resource = Ask.ForArn(Ask.User),
            ServiceControl = Levels(serviceControl),
            ResourceControl = Levels(resourceControl),
        };

        Assert.Equal(Expected(allowed), Oracle.Decide(policies, Ask.Request()));
        Assert.Equal(Expected(allowed), Oracle.Decide(policies, Ask.Request(Ask.Root)));
    }

    // Neither kind restricts a service-linked role, not even by a deny.
    [Fact]
    public void Service_linked_roles_are_beyond_an_organization()
    {
        OraclePolicies policies = new() { Identity = [Ask.Everything], ServiceControl = [[Ask.DenyEverything]], ResourceControl = [[Ask.DenyEverything]] };

        Assert.Equal(OracleDecision.Allowed, Oracle.Decide(policies, Ask.Request(ServiceSession) with { RoleArn = ServiceRole }));
        Assert.Equal(OracleDecision.ExplicitDeny, Oracle.Decide(policies, Ask.Request(ServiceSession)));
    }

    // As in the example of KMS: a resource control policy asks of services where the request comes from.
    [Theory]
    [InlineData("o-other", OracleDecision.ExplicitDeny)]
    [InlineData("o-mine", OracleDecision.Allowed)]
    public void Services_are_bound_by_the_resources_side_only(string organization, OracleDecision decision)
    {
        var control = Ask.Policy("""
            "Principal":"*","Action":"*","Resource":"*",
            "Condition":{"StringNotEqualsIfExists":{"aws:SourceOrgID":"o-mine"},"Bool":{"aws:PrincipalIsAWSService":"true"}}
            """, "Deny");
        OraclePolicies policies = new()
        {
            Resource = Ask.For("""{"Service":"ec2.amazonaws.com"}"""),
            ServiceControl = [[Ask.DenyEverything]],
            ResourceControl = [[Ask.Everything, control]],
        };
        var context = Ask.Context($$"""{"aws:SourceOrgID":["{{organization}}"],"aws:PrincipalIsAWSService":["true"]}""");

        Assert.Equal(decision, Oracle.Decide(policies, Ask.Request("ec2.amazonaws.com") with { Context = context }));
    }

    private static OracleDecision Expected(bool allowed) => allowed ? OracleDecision.Allowed : OracleDecision.ImplicitDeny;

    private static OracleDecision Decide(string? named, string identity, string boundary, string session, OracleRequest request) => Oracle.Decide(
        new OraclePolicies
        {
            Identity = Given(identity)!,
            Boundary = Given(boundary),
            Session = Given(session),
            Resource = named is null ? null : Ask.ForArn(named),
        },
        request);

    private static string[]? Given(string mark) => mark == "." ? null : [mark == "+" ? Ask.Everything : Ask.Nothing];

    private static string[][] Levels(string marks) => [.. marks.Select(mark => Given(mark.ToString())!)];
}
