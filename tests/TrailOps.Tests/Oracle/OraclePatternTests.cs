using TrailOps.PolicyOracle;

namespace TrailOps.Tests.OracleCases;

public class OraclePatternTests
{
    [Theory]
    [InlineData("*", "s3:GetObject", true)]
    [InlineData("s3:*", "S3:getobject", true)]
    [InlineData("iam:*AccessKey*", "iam:CreateAccessKey", true)]
    [InlineData("iam:*AccessKey*", "iam:AccessKe", false)]
    [InlineData("ec2:Describe?nstances", "ec2:DescribeInstances", true)]
    [InlineData("s3:GetObject", "s3:GetObjectAcl", false)]
    [InlineData("s3:Get?", "s3:Get", false)]
    [InlineData("s3.GetObject", "s3:GetObject", false)]
    public void Actions(string pattern, string action, bool matches) => Assert.Equal(matches, OraclePatterns.ActionMatches(pattern, action));

    // The list of the page on Resource.
    [Theory]
    [InlineData("1/test/object.jpg", true)]
    [InlineData("1/2/test/object.jpg", true)]
    [InlineData("1/2/test/3/object.jpg", true)]
    [InlineData("1/2/3/test/4/object.jpg", true)]
    [InlineData("1///test///object.jpg", true)]
    [InlineData("1/test/.jpg", true)]
    [InlineData("/test/object.jpg", true)]
    [InlineData("1/test/", true)]
    [InlineData("1-test/object.jpg", false)]
    [InlineData("test/object.jpg", false)]
    [InlineData("1/2/test.jpg", false)]
    public void Documented_objects(string key, bool matches) =>
        Assert.Equal(matches, OraclePatterns.ResourceMatches("arn:aws:s3:::amzn-s3-demo-bucket/*/test/*", "arn:aws:s3:::amzn-s3-demo-bucket/" + key));

    [Theory]
    [InlineData("*", "*", true)]
    [InlineData("**", "*", false)]
    [InlineData("arn:*", "*", false)]
    [InlineData("*", "arn:aws:s3:::b", true)]
    [InlineData("arn:aws:iam::111122223333:user/Bob", "arn:aws:iam::111122223333:user/bob", false)]
    [InlineData("arn:aws:iam::111122223333:user/accounting/*", "arn:aws:iam::111122223333:user/accounting/Bob", true)]
    [InlineData("arn:aws:sqs:*:111122223333:queue", "arn:aws:sqs:us-east-2:111122223333:queue", true)]
    [InlineData("arn:aws:sqs:us-east-?:111122223333:queue", "arn:aws:sqs:us-east-2:111122223333:queue", true)]
    // A * in the middle of its part stays in it, a ? too.
    [InlineData("arn:aws:sqs:us-*2:111122223333:queue", "arn:aws:sqs:us-east-2:111122223333:queue", true)]
    [InlineData("arn:aws:s*s:111122223333:queue:a:b", "arn:aws:sqs:us:111122223333:queue:a:b", false)]
    [InlineData("arn:aws:sqs?us-east-2:1:q:x", "arn:aws:sqs:us-east-2:1:q:x", false)]
    // A * that ends its part may run over colons.
    [InlineData("arn:aws:sqs:*:444455556666:q", "arn:aws:sqs:us-east-2:111122223333:x:444455556666:q", true)]
    // Fewer than six parts.
    [InlineData("arn:aws:s3", "arn:aws:s3:::b", true)]
    [InlineData("arn:aws:s3", "arn:aws:s3x:::b", false)]
    // Completed, or as it stands: a * that ends its part runs over colons.
    [InlineData("arn:aws:*:queue", "arn:aws:sqs:us-east-2:111122223333:queue", true)]
    [InlineData("arn:aws:*:queue", "arn:aws:sqs:us-east-2:111122223333:a:queue:b:c", true)]
    [InlineData("arn:*", "arn:aws:sqs:us-east-2:111122223333:queue", true)]
    [InlineData("arn:aws:ec2:*", "arn:aws:ec2:us-east-1:111122223333:instance/i-1", true)]
    // Colons of the sixth part are ordinary.
    [InlineData("arn:aws:logs:*:*:log-group:?:*", "arn:aws:logs:us-east-1:111122223333:log-group:a:b:c", true)]
    [InlineData("arn:aws:logs:*:*:log-group?a", "arn:aws:logs:us-east-1:111122223333:log-group:a", true)]
    [InlineData("arn:aws:s3:::a+b.c", "arn:aws:s3:::a+bxc", false)]
    [InlineData("arn:aws:s3:::${*}", "arn:aws:s3:::${x}", true)]
    public void Resources(string pattern, string resource, bool matches) => Assert.Equal(matches, OraclePatterns.ResourceMatches(pattern, resource));

    [Theory]
    [InlineData("arn:aws:s3:::b/${aws:username}/*", "arn:aws:s3:::b/David/x", true)]
    [InlineData("arn:aws:s3:::b/${AWS:UserName}/*", "arn:aws:s3:::b/David/x", true)]
    [InlineData("arn:aws:s3:::b/${aws:username}/*", "arn:aws:s3:::b/Adele/x", false)]
    // No value: nothing matches.
    [InlineData("arn:aws:s3:::b/${aws:PrincipalTag/none}*", "arn:aws:s3:::b/", false)]
    [InlineData("arn:aws:s3:::b-${aws:PrincipalTag/team, 'company-wide'}", "arn:aws:s3:::b-yellow", true)]
    [InlineData("arn:aws:s3:::b-${aws:PrincipalTag/none, 'company-wide'}", "arn:aws:s3:::b-company-wide", true)]
    [InlineData("arn:aws:s3:::b-${aws:PrincipalTag/none,'company-wide'}", "arn:aws:s3:::b-company-wide", true)]
    [InlineData("arn:aws:s3:::b-${ aws:PrincipalTag/none , '' }", "arn:aws:s3:::b-", true)]
    [InlineData("arn:aws:s3:::b-${aws:PrincipalTag/none, '*'}", "arn:aws:s3:::b-x", false)]
    // Several values.
    [InlineData("arn:aws:s3:::${aws:TagKeys}", "arn:aws:s3:::a", false)]
    [InlineData("arn:aws:s3:::${aws:TagKeys, 'd'}", "arn:aws:s3:::d", true)]
    // Literal characters.
    [InlineData("arn:aws:s3:::b/${star}", "arn:aws:s3:::b/a*c", true)]
    [InlineData("arn:aws:s3:::b/${star}", "arn:aws:s3:::b/abc", false)]
    [InlineData("arn:aws:s3:::b/${*}", "arn:aws:s3:::b/*", true)]
    [InlineData("arn:aws:s3:::b/${*}", "arn:aws:s3:::b/x", false)]
    [InlineData("arn:aws:s3:::b/${?}", "arn:aws:s3:::b/?", true)]
    [InlineData("arn:aws:s3:::b/${$}{a}", "arn:aws:s3:::b/${a}", true)]
    // No closing brace.
    [InlineData("arn:aws:s3:::b/${aws:user*", "arn:aws:s3:::b/${aws:username", true)]
    public void Variables(string pattern, string resource, bool matches)
    {
        var request = Ask.Request() with
        {
            Context = Ask.Context("""{"aws:username":["David"],"aws:PrincipalTag/team":["yellow"],"aws:TagKeys":["a","b"],"star":["a*c"]}"""),
        };

        Assert.Equal(matches, OraclePatterns.ResourceMatches(pattern, resource, request));
    }

    // The example of the page on condition operators: a string would match, an ARN does not.
    [Fact]
    public void Arn_parts_are_compared_one_by_one()
    {
        const string Pattern = "arn:aws:someservice:*:111122223333:finance/*";
        const string Value = "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt";

        Assert.True(OraclePatterns.StringLike(Pattern, Value));
        Assert.False(OraclePatterns.ArnLike(Pattern, Value));
    }
}
