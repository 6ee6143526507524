using TrailOps.PolicyOracle;

namespace TrailOps.Tests.OracleCases;

public class OraclePrincipalTests
{
    private const string Saml = "arn:aws:iam::111122223333:saml-provider/provider-name";
    private const string Canonical = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";

    // A deny needs no more than the match.
    [Theory]
    [InlineData("\"*\"", Ask.User, true)]
    [InlineData("\"*\"", "ec2.amazonaws.com", true)]
    [InlineData("""{"AWS":"*"}""", Ask.User, true)]
    [InlineData("""{"AWS":"111122223333"}""", Ask.User, true)]
    [InlineData("""{"AWS":"111122223333"}""", Ask.Session, true)]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:root"}""", Ask.Role, true)]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:root"}""", Ask.FederatedUser, true)]
    [InlineData("""{"AWS":"444455556666"}""", Ask.User, false)]
    [InlineData("""{"AWS":["123456789012","111122223333"]}""", Ask.User, true)]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:user/exampleuser"}""", Ask.User, true)]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:user/ExampleUser"}""", Ask.User, false)]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:user/*"}""", Ask.User, false)]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:user/exampleuser"}""", Ask.FederatedUser, false)]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:role/examplerole"}""", Ask.Session, true)]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:role/otherrole"}""", Ask.Session, false)]
    [InlineData("""{"AWS":"arn:aws:sts::111122223333:assumed-role/examplerole/examplerolesessionname"}""", Ask.Session, true)]
    [InlineData("""{"AWS":"arn:aws:sts::111122223333:assumed-role/examplerole/*"}""", Ask.Session, false)]
    [InlineData("""{"AWS":"arn:aws:sts::111122223333:federated-user/exampleuser"}""", Ask.FederatedUser, true)]
    [InlineData("""{"Service":["ecs.amazonaws.com","ec2.amazonaws.com"]}""", "ec2.amazonaws.com", true)]
    [InlineData("""{"Service":"ecs.amazonaws.com"}""", "ec2.amazonaws.com", false)]
    [InlineData("""{"Federated":"cognito-identity.amazonaws.com"}""", "cognito-identity.amazonaws.com", true)]
    [InlineData("""{"Federated":"arn:aws:iam::111122223333:saml-provider/provider-name"}""", Saml, true)]
    // A provider is no principal of the account it is in.
    [InlineData("""{"AWS":"111122223333"}""", Saml, false)]
    [InlineData("""{"AWS":"999999999999","CanonicalUser":"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}""", Canonical, true)]
    public void Named(string principal, string asks, bool matches)
    {
        Assert.Equal(matches ? OracleDecision.ExplicitDeny : OracleDecision.ImplicitDeny, Decide(Ask.For(principal, "Deny"), asks));
        Assert.Equal(
            matches ? OracleDecision.ImplicitDeny : OracleDecision.ExplicitDeny,
            Decide(Ask.Policy($$"""
                "NotPrincipal":{{principal}},"Action":"*","Resource":"*"
                """, "Deny"), asks));
    }

    [Fact]
    public void A_session_may_say_which_role_is_behind_it()
    {
        const string WithPath = "arn:aws:iam::111122223333:role/path/examplerole";
        OraclePolicies policies = new() { Resource = Ask.ForArn(WithPath, "Deny") };

        Assert.Equal(OracleDecision.ImplicitDeny, Oracle.Decide(policies, Ask.Request(Ask.Session)));
        Assert.Equal(OracleDecision.ExplicitDeny, Oracle.Decide(policies, Ask.Request(Ask.Session) with { RoleArn = WithPath }));
    }

    [Fact]
    public void A_policy_of_a_resource_that_names_nobody_matches_nobody() =>
        Assert.Equal(OracleDecision.ImplicitDeny, Decide(Ask.DenyEverything, Ask.User));

    private static OracleDecision Decide(string resource, string asks) => Oracle.Decide(new OraclePolicies { Resource = resource }, Ask.Request(asks));
}
