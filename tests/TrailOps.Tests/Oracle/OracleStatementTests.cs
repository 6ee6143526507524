using TrailOps.PolicyOracle;

namespace TrailOps.Tests.OracleCases;

public class OracleStatementTests
{
    [Theory]
    [InlineData("\"Action\":\"s3:Get*\",\"Resource\":\"*\"", true)]
    [InlineData("\"Action\":[\"s3:Put*\",\"s3:Get*\"],\"Resource\":\"*\"", true)]
    [InlineData("\"Action\":\"iam:*\",\"Resource\":\"*\"", false)]
    [InlineData("\"NotAction\":\"iam:*\",\"Resource\":\"*\"", true)]
    [InlineData("\"NotAction\":[\"iam:*\",\"S3:GETOBJECT\"],\"Resource\":\"*\"", false)]
    [InlineData("\"Action\":\"*\",\"Resource\":[\"arn:aws:s3:::other\",\"arn:aws:s3:::amzn-s3-demo-bucket/*\"]", true)]
    [InlineData("\"Action\":\"*\",\"NotResource\":\"arn:aws:s3:::amzn-s3-demo-bucket/*\"", false)]
    [InlineData("\"Action\":\"*\",\"NotResource\":\"arn:aws:s3:::other\"", true)]
    // A variable without a value excludes nothing.
    [InlineData("\"Action\":\"*\",\"NotResource\":\"arn:aws:s3:::${aws:username}*\"", true)]
    [InlineData("\"Action\":\"*\",\"NotResource\":\"arn:aws:s3:::${aws:username, 'amzn'}*\"", false)]
    [InlineData("\"Action\":\"*\"", false)]
    [InlineData("\"Resource\":\"*\"", false)]
    [InlineData("\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{}", true)]
    public void Elements(string elements, bool applies) =>
        Assert.Equal(applies ? OracleDecision.Allowed : OracleDecision.ImplicitDeny, Decide([Ask.Policy(elements)], Ask.Request()));

    [Theory]
    [InlineData("*", OracleDecision.Allowed)]
    [InlineData("arn:aws:ec2:*", OracleDecision.ImplicitDeny)]
    public void Actions_without_resources(string pattern, OracleDecision decision) => Assert.Equal(
        decision,
        Decide([Ask.Policy($"\"Action\":\"*\",\"Resource\":\"{pattern}\"")], Ask.Request(action: "ec2:DescribeInstances", resource: "*")));

    [Theory]
    [InlineData("\"Version\":\"2012-10-17\",", OracleDecision.Allowed)]
    [InlineData("\"Version\":\"2008-10-17\",", OracleDecision.ImplicitDeny)]
    [InlineData("", OracleDecision.ImplicitDeny)]
    public void Versions(string version, OracleDecision decision)
    {
        var policy = $$"""{ {{version}}"Statement":[{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::amzn-s3-demo-bucket/${key}"}]}""";

        Assert.Equal(decision, Decide([policy], Ask.Request() with { Context = Ask.Context("""{"key":["object"]}""") }));
    }

    // The example of the page on policy evaluation: a deny wins, what nobody allows is denied.
    [Theory]
    [InlineData("s3:ListAllMyBuckets", "*", OracleDecision.Allowed)]
    [InlineData("s3:PutObject", "arn:aws:s3:::Production/object1", OracleDecision.Allowed)]
    [InlineData("s3:PutObject", "arn:aws:s3:::Production-logs/object1", OracleDecision.ExplicitDeny)]
    [InlineData("s3:PutObject", "arn:aws:s3:::Other/object1", OracleDecision.ImplicitDeny)]
    public void Deny_wins(string action, string resource, OracleDecision decision)
    {
        const string Carlos = """
            {"Version":"2012-10-17","Statement":[
              {"Sid":"AllowS3ListRead","Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"},
              {"Sid":"AllowS3ProductionObjectActions","Effect":"Allow","Action":"s3:*Object*","Resource":"arn:aws:s3:::Production/*"},
              {"Sid":"DenyS3Logs","Effect":"Deny","Action":"s3:*","Resource":["arn:aws:s3:::*log*","arn:aws:s3:::*log*/*"]}]}
            """;

        Assert.Equal(decision, Decide([Carlos], Ask.Request(action: action, resource: resource)));
    }

    private static OracleDecision Decide(IReadOnlyList<string> identity, OracleRequest request) =>
        Oracle.Decide(new OraclePolicies { Identity = identity }, request);
}
