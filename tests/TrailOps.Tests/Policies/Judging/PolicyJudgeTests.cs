using TrailOps.Policies;

namespace TrailOps.Tests.Policies.Judging;

/// <summary>Decisions as AWS's pages give them, and what is said of them.</summary>
public sealed class PolicyJudgeTests
{
    private const string Session = "arn:aws:sts::111122223333:assumed-role/app/s1";
    private const string Bucket = "arn:aws:s3:::bucket/key";
    private const string AllowAll = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";
    private const string AllowEc2 = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:*","Resource":"*"}}""";

    [Theory]
    [InlineData("sts:GetCallerIdentity", "*", PolicyDecision.Allowed, "AWS asks for no permission, whatever policies say.")]
    [InlineData("sts:getsessiontoken", "*", PolicyDecision.Allowed, "AWS asks for no permission, whatever policies say.")]
    [InlineData("iam:DeletePolicy", "arn:aws:iam::aws:policy/ReadOnlyAccess", PolicyDecision.ImplicitDeny, "AWS keeps this to itself, whatever policies say.")]
    [InlineData("iam:GetPolicy", "arn:aws:iam::aws:policy/ReadOnlyAccess", PolicyDecision.Allowed, "Statement 1 of policy allows it.")]
    [InlineData("iam:PutRolePolicy", "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_a", PolicyDecision.ImplicitDeny, "AWS keeps this to itself, whatever policies say.")]
    [InlineData("kms:DeleteAlias", "arn:aws:kms:eu-central-1:111122223333:alias/aws/s3", PolicyDecision.ImplicitDeny, "AWS keeps this to itself, whatever policies say.")]
    [InlineData("kms:DeleteAlias", "arn:aws:kms:eu-central-1:111122223333:alias/mine", PolicyDecision.Allowed, "Statement 1 of policy allows it.")]
    public void Some_things_no_policy_decides(string action, string resource, PolicyDecision decision, string reason) =>
        Assert.Equal((decision, reason), Judge(new PolicySet { Identity = [Policy(AllowAll)] }, new(action, resource) { Principal = new(Session) }));

    [Theory]
    [InlineData("arn:aws:sts::111122223333:assumed-role/app/s1", true)]
    [InlineData("*", true)]
    [InlineData("arn:aws:iam::111122223333:role/app", false)]
    [InlineData("arn:aws:iam::111122223333:role/path/app", false)]
    [InlineData("arn:aws:iam::111122223333:root", false)]
    [InlineData("111122223333", false)]
    public void A_boundary_limits_what_a_bucket_grants_to_the_role_not_to_the_session(string named, bool passes)
    {
        var policies = new PolicySet { Boundary = [Policy(AllowEc2)], Resource = [Named("Allow", named)] };
        Assert.Equal(passes ? PolicyDecision.Allowed : PolicyDecision.ImplicitDeny, Judge(policies, new("s3:GetObject", Bucket) { Principal = new(Session) }).Decision);
    }

    [Theory]
    [InlineData(true, true, PolicyDecision.Allowed)]
    [InlineData(true, false, PolicyDecision.ImplicitDeny)]
    [InlineData(false, true, PolicyDecision.ImplicitDeny)]
    public void Across_accounts_both_sides_have_to_allow(bool role, bool bucket, PolicyDecision decision)
    {
        var policies = new PolicySet { Identity = role ? [Policy(AllowAll)] : [], Resource = [Named(bucket ? "Allow" : "Deny", bucket ? "111122223333" : "999999999999")] };
        Assert.Equal(decision, Judge(policies, new("s3:GetObject", Bucket) { Principal = new(Session), ResourceAccount = "444455556666" }).Decision);
    }

    [Fact]
    public void Another_account_is_trusted_only_where_its_policy_is_not_known()
    {
        var request = new PolicyRequest("sqs:SendMessage", "arn:aws:sqs:eu-central-1:444455556666:q") { Principal = new(Session) };
        Assert.Equal(PolicyDecision.ImplicitDeny, Judge(new PolicySet { Identity = [Policy(AllowAll)] }, request).Decision);
        Assert.Equal(
            (PolicyDecision.Allowed, "Statement 1 of policy allows it. The resource is another account's, whose policy has to allow it as well: -ResourcePolicy."),
            Judge(new PolicySet { Identity = [Policy(AllowAll)], TrustsOtherAccounts = true }, request));
    }

    [Fact]
    public void Each_level_of_control_policies_has_to_allow()
    {
        var request = new PolicyRequest("s3:GetObject", Bucket) { Principal = new(Session) };
        PolicySet With(params string[][] levels) => new() { Identity = [Policy(AllowAll)], ServiceControl = [.. levels.Select(level => (IReadOnlyList<CompiledPolicy>)[.. level.Select(Policy)])] };
        Assert.Equal(PolicyDecision.Allowed, Judge(With([AllowAll], [AllowEc2, AllowAll]), request).Decision);
        Assert.Equal((PolicyDecision.ImplicitDeny, "No statement of the service control policies allows s3:GetObject."), Judge(With([AllowEc2]), request));
        Assert.Equal(PolicyDecision.ImplicitDeny, Judge(With([AllowAll], [AllowEc2]), request).Decision);
        Assert.Equal(PolicyDecision.Allowed, Judge(With([AllowEc2]), request with { Principal = new("arn:aws:sts::111122223333:assumed-role/x/s", "arn:aws:iam::111122223333:role/aws-service-role/x") }).Decision);
    }

    [Theory]
    [InlineData("s3:GetObject", Bucket, "", "Statement 2 (Tagged) of policy allows it under a condition that does not hold: StringEquals aws:PrincipalTag/team = a (the request has no such key).", "aws:PrincipalTag/team")]
    [InlineData("s3:GetObject", Bucket, "b", "Statement 2 (Tagged) of policy allows it under a condition that does not hold: StringEquals aws:PrincipalTag/team = a (the request has b).", "")]
    [InlineData("s3:GetObject", "arn:aws:s3:::other/key", "a", "Statement 2 (Tagged) of policy allows s3:GetObject on other resources alone.", "")]
    [InlineData("s3:PutObject", Bucket, "a", "No statement of the role's policies allows s3:PutObject.", "")]
    [InlineData("iam:CreateUser", "*", "a", "Statement 1 of policy denies it.", "")]
    public void It_says_why_and_what_is_missing(string action, string resource, string team, string reason, string keys)
    {
        var policies = new PolicySet
        {
            Identity =
            [
                Policy("""
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Deny","Action":"iam:*","Resource":"*"},
                  {"Sid":"Tagged","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"a"}}}]}
                """),
            ],
        };
        var context = new RequestContext();
        context.Set("AWS:principaltag/TEAM", team.Length == 0 ? [] : [team]);
        var request = new PolicyRequest(action, resource) { Context = context };
        var (text, missing) = VerdictReason.Of(policies, request, new PolicyJudge(policies).Judge(request));
        Assert.Equal((reason, keys), (text, string.Join(' ', missing)));
    }

    [Theory]
    [InlineData("arn:aws:ec2:eu-central-1:111122223333:vpc/*", true)]
    [InlineData("arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-1", true)]
    [InlineData("arn:aws:ec2:*:111122223333:vpc/*", false)]
    [InlineData("arn:aws:s3:::alice/a${*}b", true)]
    [InlineData("arn:aws:s3:::*/x", false)]
    public void Of_a_pattern_all_has_to_be_allowed(string resource, bool passes)
    {
        var policies = new PolicySet
        {
            Identity = [Policy("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":["arn:aws:ec2:eu-*:111122223333:vpc/*","arn:aws:s3:::${aws:username}/*"]}}""")],
        };
        var context = new RequestContext();
        context.Set("aws:username", "alice");
        Assert.Equal(passes ? PolicyDecision.Allowed : PolicyDecision.ImplicitDeny, Judge(policies, new("ec2:DeleteVpc", resource) { Context = context }).Decision);
    }

    private static (PolicyDecision Decision, string Reason) Judge(PolicySet policies, PolicyRequest request)
    {
        var verdict = new PolicyJudge(policies).Judge(request);
        return (verdict.Decision, VerdictReason.Of(policies, request, verdict).Text);
    }

    private static CompiledPolicy Policy(string json) => new(PolicyDocument.Parse(json), "policy");

    private static CompiledPolicy Named(string effect, string principal) => new(
        PolicyDocument.ParseResourcePolicy($$$"""{"Version":"2012-10-17","Statement":{"Effect":"{{{effect}}}","Principal":{"AWS":"{{{principal}}}"},"Action":"s3:*","Resource":"*"}}"""), "bucket");
}
