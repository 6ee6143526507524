using TrailOps.Policies;

namespace TrailOps.Tests.Policies;

/// <summary>What a role may do by its other policies, a case for each branch of the rule.</summary>
public class PolicyBaselineTests
{
    private const string Key = "arn:aws:s3:::bucket/key";
    private const string AllowAll = """{"Effect":"Allow","Action":"*","Resource":"*"}""";
    private const string PassTo = "{\"Effect\":\"Allow\",\"Action\":\"iam:PassRole\",\"Resource\":\"*\",\"Condition\":";

    [Theory]
    [InlineData("\"Action\":\"s3:GetObject\",\"Resource\":\"*\"", true)]
    [InlineData("\"Action\":[\"ec2:*\",\"S3:get*\"],\"Resource\":[\"arn:aws:sqs\",\"arn:aws:s3:::bucket/*\"]", true)]
    [InlineData("\"Action\":\"s3:GetObject?\",\"Resource\":\"*\"", false)]
    [InlineData("\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::bucket\"", false)]
    [InlineData("\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::BUCKET/*\"", false)]
    [InlineData("\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::bucket/${aws:username}\"", false)]
    [InlineData("\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3\"", true)]
    [InlineData("\"NotAction\":\"iam:*\",\"Resource\":\"*\"", true)]
    [InlineData("\"NotAction\":[\"iam:*\",\"s3:Get*Acl\"],\"Resource\":\"*\"", true)]
    [InlineData("\"NotAction\":[\"iam:*\",\"s3:*t\"],\"Resource\":\"*\"", false)]
    [InlineData("\"Action\":\"*\",\"NotResource\":\"arn:aws:s3:::bucket\"", true)]
    [InlineData("\"Action\":\"*\",\"NotResource\":[\"arn:aws:sqs\",\"arn:aws:s3:::*/key\"]", false)]
    [InlineData("\"Action\":\"*\",\"NotResource\":\"arn:aws:s3:::bucket/${aws:username}\"", false)]
    [InlineData("\"Action\":\"s3:GetObject\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":true}}", false)]
    public void Allowed_is_what_a_statement_covers(string statement, bool allows) =>
        Assert.Equal(allows, Allows(new("s3:GetObject", Key), "{\"Effect\":\"Allow\"," + statement + "}"));

    [Theory]
    [InlineData("*", "*", true)]
    [InlineData("arn:aws:s3:::*", "*", false)]
    [InlineData("arn:aws:s3:::b*", "arn:aws:s3:::b?/*", true)]
    [InlineData("arn:aws:s3:::b?", "arn:aws:s3:::b*", false)]
    [InlineData("arn:aws:s3:::b?", "arn:aws:s3:::b?", true)]
    [InlineData("arn:aws:iam::*", "arn:aws:iam::1:role/a", true)]
    [InlineData("arn:aws:iam:*:role/a", "arn:aws:iam::1:role/a", false)]
    [InlineData("arn:aws:s3:::bucket/${aws:username}", "arn:aws:s3:::bucket/${aws:username}", true)]
    public void A_resource_with_wildcards_is_covered_as_a_whole(string pattern, string resource, bool allows) => Assert.Equal(
        allows,
        Allows(new("s3:GetObject", resource), $"{{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"{pattern}\"}}"));

    [Theory]
    [InlineData("\"Action\":\"s3:GetObject\",\"Resource\":\"*\"", false)]
    [InlineData("\"Action\":\"S3:*Object\",\"Resource\":\"arn:aws:s3:::*/key\"", false)]
    [InlineData("\"Action\":\"s3:PutObject\",\"Resource\":\"*\"", true)]
    [InlineData("\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::other/*\"", true)]
    [InlineData("\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::${aws:username}/*\"", false)]
    [InlineData("\"Action\":\"*\",\"Resource\":\"arn:aws:sqs\"", true)]
    [InlineData("\"NotAction\":\"s3:Get*\",\"Resource\":\"*\"", true)]
    [InlineData("\"NotAction\":\"s3:List*\",\"Resource\":\"*\"", false)]
    [InlineData("\"Action\":\"*\",\"NotResource\":\"arn:aws:s3:::bucket/*\"", true)]
    [InlineData("\"Action\":\"*\",\"NotResource\":\"arn:aws:s3:::bucket/${aws:username}\"", false)]
    [InlineData("\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":false}}", false)]
    public void Nothing_is_allowed_that_may_be_denied(string statement, bool allows) =>
        Assert.Equal(allows, Allows(new("s3:GetObject", Key), AllowAll, "{\"Effect\":\"Deny\"," + statement + "}"));

    [Theory]
    [InlineData("arn:aws:s3:::a/*", "arn:aws:s3:::*/b", false)]
    [InlineData("*", "arn:aws:s3:::a", false)]
    [InlineData("arn:aws:s3:::a/*", "arn:aws:s3:::b/*", true)]
    [InlineData("arn:aws:s3:::a?", "arn:aws:s3:::*b", false)]
    [InlineData("arn:aws:s3:::a?", "arn:aws:s3:::a*bc", true)]
    [InlineData("arn:aws:s3:::a*", "arn:*:s3:::A*", false)]
    public void Patterns_overlap_where_one_text_matches_both(string resource, string denied, bool allows) =>
        Assert.Equal(allows, Allows(new("s3:GetObject", resource), AllowAll, $"{{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"{denied}\"}}"));

    [Theory]
    [InlineData("""{"StringEquals":{"iam:PassedToService":"ec2.amazonaws.com"}}""", true)]
    [InlineData("""{"StringEquals":{"IAM:passedtoservice":["a","ec2.amazonaws.com"]}}""", true)]
    [InlineData("""{"StringEquals":{"iam:PassedToService":"a"}}""", false)]
    [InlineData("""{"StringLike":{"iam:PassedToService":"ec2.amazonaws.com"}}""", false)]
    [InlineData("""{"StringEquals":{"aws:x":"ec2.amazonaws.com"}}""", false)]
    [InlineData("""{"StringEquals":{"iam:PassedToService":"ec2.amazonaws.com","aws:x":"a"}}""", false)]
    [InlineData("""{"StringEquals":{"iam:PassedToService":"ec2.amazonaws.com"},"Bool":{"aws:x":"true"}}""", false)]
    public void A_condition_allows_what_has_one_of_its_values(string condition, bool allows)
    {
        Assert.Equal(allows, Allows(Passed("StringEquals"), PassTo + condition + "}"));
        Assert.False(Allows(new("iam:PassRole", "*"), PassTo + condition + "}"));
    }

    [Theory]
    [InlineData("\"ec2.amazonaws.com\"", true)]
    [InlineData("[\"a\",\"ec2.amazonaws.com\"]", false)]
    public void A_negated_condition_allows_less_with_each_value(string values, bool allows) =>
        Assert.Equal(allows, Allows(Passed("StringNotEquals"), PassTo + $"{{\"StringNotEquals\":{{\"iam:PassedToService\":{values}}}}}}}"));

    [Fact]
    public void What_needs_no_condition_allows_each() => Assert.True(Allows(Passed("StringEquals"), AllowAll));

    [Fact]
    public void A_deny_counts_whichever_document_has_it()
    {
        var allow = PolicyDocument.Parse("{\"Statement\":" + AllowAll + "}");
        var deny = PolicyDocument.Parse("{\"Statement\":" + AllowAll.Replace("Allow", "Deny", StringComparison.Ordinal) + "}");
        Assert.True(new PolicyBaseline([allow]).Allows(new("s3:GetObject", Key)));
        Assert.False(new PolicyBaseline([deny, allow]).Allows(new("s3:GetObject", Key)));
        Assert.False(new PolicyBaseline([]).Allows(new("s3:GetObject", Key)));
    }

    private static Grant Passed(string condition) =>
        new("iam:PassRole", "arn:aws:iam::1:role/a", new GrantCondition(condition, "iam:PassedToService", "ec2.amazonaws.com"));

    private static bool Allows(Grant grant, params string[] statements) =>
        new PolicyBaseline([PolicyDocument.Parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + string.Join(',', statements) + "]}")]).Allows(grant);
}
