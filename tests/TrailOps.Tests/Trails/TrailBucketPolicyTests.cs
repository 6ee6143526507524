using System.Text.Json.Nodes;
using TrailOps.PolicyOracle;
using TrailOps.Trails;

namespace TrailOps.Tests.Trails;

/// <summary>The policy of a trail's bucket, judged by the oracle and not by what wrote it.</summary>
public sealed class TrailBucketPolicyTests
{
    private const string Foreign = """{"Sid":"Theirs","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:role/reader"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::logs/*"}""";
    private const string Unbound =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::logs"},{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/AWSLogs/111122223333/*","Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control"}}}]}""";

    private static readonly TrailDelivery Delivery = new("aws", "111122223333", "eu-west-1", "evidence", "logs", null);

    [Theory]
    [InlineData("aws", "eu-west-1", null)]
    [InlineData("aws-us-gov", "us-gov-west-1", "audit/gov")]
    [InlineData("aws-cn", "cn-north-1", "p")]
    public void This_trail_delivers_and_no_other(string partition, string region, string? prefix)
    {
        var delivery = new TrailDelivery(partition, "111122223333", region, "evidence", "logs", prefix);
        var policy = TrailBucketPolicy.Complete(null, delivery, isTlsOnly: true)!;
        var folder = $"arn:{partition}:s3:::logs/{(prefix is null ? "" : prefix + "/")}AWSLogs/";
        Assert.True(May(policy, "s3:GetBucketAcl", $"arn:{partition}:s3:::logs", delivery.TrailArn));
        Assert.True(May(policy, "s3:PutObject", $"{folder}111122223333/CloudTrail/x.json.gz", delivery.TrailArn));
        Assert.True(May(policy, "s3:PutObject", $"{folder}111122223333/CloudTrail-Digest/x.json.gz", delivery.TrailArn));
        Assert.False(May(policy, "s3:PutObject", $"{folder}999999999999/CloudTrail/x.json.gz", delivery.TrailArn));
        Assert.False(May(policy, "s3:PutObject", $"{folder}111122223333/CloudTrail/x.json.gz", delivery.TrailArn.Replace("evidence", "other", StringComparison.Ordinal)));
        Assert.False(May(policy, "s3:PutObject", $"{folder}111122223333/CloudTrail/x.json.gz", delivery.TrailArn.Replace("111122223333", "444455556666", StringComparison.Ordinal)));
        Assert.False(May(policy, "s3:DeleteObject", $"{folder}111122223333/CloudTrail/x.json.gz", delivery.TrailArn));
        Assert.False(May(policy, "s3:PutObject", $"{folder}111122223333/CloudTrail/x.json.gz", delivery.TrailArn, isSecure: false));
        Assert.Null(TrailBucketPolicy.Complete(policy, delivery, isTlsOnly: true));
    }

    [Fact]
    public void What_others_wrote_stays_word_for_word()
    {
        var present = $$"""{"Id":"mine","Version":"2008-10-17","Statement":{{Foreign}}}""";
        var policy = JsonNode.Parse(TrailBucketPolicy.Complete(present, Delivery, isTlsOnly: true)!)!;
        Assert.Equal(("mine", "2008-10-17", 4), ((string?)policy["Id"], (string?)policy["Version"], policy["Statement"]!.AsArray().Count));
        Assert.Equal(Foreign, policy["Statement"]![0]!.ToJsonString());
    }

    [Fact]
    public void Two_trails_have_their_statements_beside_each_other()
    {
        var other = Delivery with { TrailName = "other", Prefix = "p" };
        var policy = TrailBucketPolicy.Complete(TrailBucketPolicy.Complete(null, Delivery, isTlsOnly: true), other, isTlsOnly: true)!;
        Assert.Equal(5, JsonNode.Parse(policy)!["Statement"]!.AsArray().Count);
        foreach (var delivery in new[] { Delivery, other })
        {
            Assert.True(May(policy, "s3:PutObject", $"arn:aws:s3:::logs/{delivery.Folder}CloudTrail/x", delivery.TrailArn));
            Assert.Null(TrailBucketPolicy.Complete(policy, delivery, isTlsOnly: true));
        }

        Assert.False(May(policy, "s3:PutObject", $"arn:aws:s3:::logs/{other.Folder}CloudTrail/x", Delivery.TrailArn));
    }

    [Fact]
    public void Of_a_trail_whose_prefix_changes_both_folders_are_open()
    {
        var moved = Delivery with { Prefix = "new" };
        var policy = TrailBucketPolicy.Complete(TrailBucketPolicy.Complete(null, Delivery, isTlsOnly: false), moved, isTlsOnly: false)!;
        Assert.Equal(2, JsonNode.Parse(policy)!["Statement"]!.AsArray().Count);
        Assert.True(May(policy, "s3:PutObject", $"arn:aws:s3:::logs/{Delivery.Folder}CloudTrail/x", Delivery.TrailArn));
        Assert.True(May(policy, "s3:PutObject", $"arn:aws:s3:::logs/{moved.Folder}CloudTrail/x", Delivery.TrailArn));
    }

    [Fact]
    public void Statements_for_any_trail_do_not_count_as_this_one_s()
    {
        var policy = JsonNode.Parse(TrailBucketPolicy.Complete(Unbound, Delivery, isTlsOnly: false)!)!["Statement"]!.AsArray();
        Assert.Equal(4, policy.Count);
    }

    [Theory]
    [InlineData("AWSLogs/111122223333/CloudTrail/*")]
    [InlineData("AWSLogs/111122223333/CloudTrail/eu-west-1/*")]
    [InlineData("AWSLogs/111122223333/CloudTrail-Digest/*")]
    public void A_statement_for_a_part_of_what_is_delivered_is_not_enough(string folder)
    {
        var present = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":["s3:GetBucketAcl","s3:PutObject"],"Resource":["arn:aws:s3:::logs","arn:aws:s3:::logs/{{folder}}"],"Condition":{"StringEquals":{"aws:SourceArn":"{{Delivery.TrailArn}}"} } }]}""";
        var policy = TrailBucketPolicy.Complete(present, Delivery, isTlsOnly: false)!;
        Assert.Equal(2, JsonNode.Parse(policy)!["Statement"]!.AsArray().Count);
        Assert.True(May(policy, "s3:PutObject", "arn:aws:s3:::logs/AWSLogs/111122223333/CloudTrail-Digest/us-east-1/x", Delivery.TrailArn));
    }

    [Fact]
    public void A_policy_that_is_complete_stays_so_when_more_is_denied()
    {
        var policy = TrailBucketPolicy.Complete(null, Delivery, isTlsOnly: true)!;
        var guard = """{"Effect":"Deny","Principal":"*","NotAction":["s3:Get*","s3:List*"],"Resource":["arn:aws:s3:::logs","arn:aws:s3:::logs/*"],"Condition":{"BoolIfExists":{"aws:PrincipalIsAWSService":"false"}}}""";
        var guarded = policy.Insert(policy.LastIndexOf(']'), "," + guard);
        Assert.Null(TrailBucketPolicy.Complete(guarded, Delivery, isTlsOnly: true));
        Assert.Null(TrailBucketPolicy.Obstacle(guarded, Delivery, "111122223333", null));
    }

    [Fact]
    public void Who_lets_any_trail_deliver_is_open_to_others()
    {
        Assert.True(TrailBucketPolicy.IsOpenToOthers(Unbound, Delivery));
        Assert.False(TrailBucketPolicy.IsOpenToOthers(TrailBucketPolicy.Complete(null, Delivery, isTlsOnly: true)!, Delivery));
    }

    [Fact]
    public void What_denies_all_but_Amazon_S3_s_own_encryption_is_no_obstacle_for_sure() => Assert.Null(TrailBucketPolicy.Obstacle(
        TrailBucketPolicy.Complete("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/*","Condition":{"Null":{"s3:x-amz-server-side-encryption":"true"}}}]}""", Delivery, isTlsOnly: true)!,
        Delivery,
        "111122223333",
        null));

    [Theory]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::logs","arn:aws:s3:::logs/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}""", 3)]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"*","Resource":"arn:aws:s3:::logs*","Condition":{"BoolIfExists":{"aws:SecureTransport":"false"}}}]}""", 3)]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::logs/*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}""", 4)]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::444455556666:role/x"},"Action":"s3:*","Resource":["arn:aws:s3:::logs","arn:aws:s3:::logs/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}""", 4)]
    public void Who_refuses_plain_HTTP_already_gets_no_second_statement(string present, int count) =>
        Assert.Equal(count, JsonNode.Parse(TrailBucketPolicy.Complete(present, Delivery, isTlsOnly: true)!)!["Statement"]!.AsArray().Count);

    [Theory]
    [InlineData("""{"Sid":"NoWrites","Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/*"}""", null, "the statement NoWrites denies s3:PutObject")]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/*","Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption":"aws:kms"}}}""", null, "statement 1 denies s3:PutObject")]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/*","Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption":"aws:kms"}}}""", "arn:aws:kms:eu-west-1:111122223333:key/k", null)]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::logs","Condition":{"StringNotEquals":{"aws:PrincipalAccount":"111122223333"}}}""", null, "statement 1 denies s3:GetBucketAcl")]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/*","Condition":{"Bool":{"aws:PrincipalIsAWSService":"false"}}}""", null, null)]
    public void What_keeps_CloudTrail_out_is_named(string statement, string? key, string? obstacle)
    {
        var policy = TrailBucketPolicy.Complete($$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""", Delivery, isTlsOnly: true)!;
        Assert.Equal(obstacle, TrailBucketPolicy.Obstacle(policy, Delivery, "111122223333", key));
    }

    [Theory]
    [InlineData("kms:GenerateDataKey* kms:DescribeKey kms:Decrypt", true, "")]
    [InlineData("kms:GenerateDataKey* kms:DescribeKey", false, "")]
    [InlineData("kms:GenerateDataKey* kms:DescribeKey", true, "kms:Decrypt")]
    [InlineData("kms:Encrypt kms:DescribeKey kms:Decrypt", true, "kms:GenerateDataKey*")]
    [InlineData("", true, "kms:GenerateDataKey* kms:DescribeKey kms:Decrypt")]
    public void What_a_key_s_policy_lacks(string actions, bool hasBucketKey, string missing)
    {
        var allowed = string.Concat(actions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(action =>
            $$""",{"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"{{action}}","Resource":"*","Condition":{"StringEquals":{"aws:SourceArn":"{{Delivery.TrailArn}}"} } }"""));
        var policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}{{allowed}}]}""";
        Assert.Equal(missing, string.Join(' ', TrailKeyPolicy.Missing(policy, "arn:aws:kms:eu-west-1:111122223333:key/k", Delivery, hasBucketKey).Select(statement => statement.Action[0])));
    }

    [Theory]
    [InlineData("evidence", true)]
    [InlineData("a.b_c-d", true)]
    [InlineData("ab", false)]
    [InlineData("a--b", false)]
    [InlineData("a._b", false)]
    [InlineData("-abc", false)]
    [InlineData("abc.", false)]
    [InlineData("a b c", false)]
    [InlineData("1.2.3.4", false)]
    [InlineData("über", false)]
    public void Names_of_trails(string name, bool isGood) => Assert.Equal(isGood, TrailNaming.TrailProblem(name) is null);

    [Theory]
    [InlineData("audit/2026", true)]
    [InlineData("a//b", false)]
    [InlineData("AWSLogs", false)]
    [InlineData("a*", false)]
    [InlineData("${aws:username}", false)]
    public void Prefixes(string prefix, bool isGood) => Assert.Equal(isGood, TrailNaming.PrefixProblem(prefix) is null);

    private static bool May(string policy, string action, string resource, string trailArn, bool isSecure = true)
    {
        OracleRequest request = new(action, resource, "cloudtrail.amazonaws.com")
        {
            ResourceAccount = "111122223333",
            Context = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
            {
                ["aws:SourceArn"] = [trailArn],
                ["aws:SecureTransport"] = [isSecure ? "true" : "false"],
                ["s3:x-amz-acl"] = ["bucket-owner-full-control"],
            },
        };
        return Oracle.Decide(new OraclePolicies { Resource = policy }, request) == OracleDecision.Allowed;
    }
}
