using CsCheck;
using TrailOps.Policies;

namespace TrailOps.Tests.Policies;

public class ResourceFoldTests
{
    private const string Ec2 = "arn:aws:ec2:eu-west-1:1:";
    private const string Lambda = "arn:aws:lambda:eu-west-1:1:function:";
    private const string Sqs = "arn:aws:sqs:eu-west-1:1:";

    private static readonly string[] Heads =
    [
        "arn:aws:s3:::", "arn:aws:ec2:eu-west-1:1:", "arn:aws:ec2:us-east-1:1:", "arn:aws:ec2:us-east-1:2:", "arn:aws:sqs:eu-west-1:1:", "arn:aws:ec2:*:3:",
        "arn:aws:iam::${aws:PrincipalAccount}:",
    ];

    private static readonly string[] Types = ["", "vpc/", "subnet/", "function:", "b-1/", "b-2/", "*/"];

    private static readonly string[] Names = ["a", "b", "-", "prod-", "${aws:username}", "${*}", "/", "*", "?", "x1", "${", "}", "$", "*z", ":"];

    private static readonly Gen<string> Resource = Gen.Frequency(
        (20, Gen.Select(OneOf(Heads), OneOf(Types), OneOf(Names).Array[1, 4], (head, type, name) => head + type + string.Concat(name))),
        (1, Gen.Select(OneOf(Names).Array[1, 3], string.Concat)));

    [Fact]
    public void Few_stay_as_they_are() => Folded(3, [$"{Ec2}vpc/b", $"{Ec2}vpc/a", $"{Ec2}vpc/*", $"{Ec2}vpc/a"], $"{Ec2}vpc/*", $"{Ec2}vpc/a", $"{Ec2}vpc/b");

    [Fact]
    public void What_another_one_covers_goes_first() => Folded(2, [$"{Ec2}vpc/b", $"{Ec2}vpc/a", $"{Ec2}vpc/*", $"{Ec2}subnet/a"], $"{Ec2}subnet/a", $"{Ec2}vpc/*");

    [Fact]
    public void Names_that_share_most_are_merged_first() => Folded(
        3,
        [$"{Lambda}prod-api-users", $"{Lambda}prod-api-orders", $"{Lambda}prod-job", $"{Lambda}test-job"],
        $"{Lambda}prod-api-*", $"{Lambda}prod-job", $"{Lambda}test-job");

    [Fact]
    public void Then_those_that_share_less() => Folded(
        2,
        [$"{Lambda}prod-api-users", $"{Lambda}prod-api-orders", $"{Lambda}prod-job", $"{Lambda}test-job"],
        $"{Lambda}prod-*", $"{Lambda}test-job");

    [Fact]
    public void A_prefix_ends_at_a_delimiter_if_something_of_the_name_stands_before_it() => Folded(
        2,
        [$"{Lambda}job-100", $"{Lambda}job-101", $"{Sqs}queue1", $"{Sqs}queue1"[..^1] + "2"],
        $"{Lambda}job-*", $"{Sqs}queue*");

    [Theory]
    [InlineData($"{Ec2}vpc/vpc-1", $"{Ec2}vpc/x", $"{Ec2}vpc/*")]
    [InlineData($"{Lambda}a", $"{Lambda}b", $"{Lambda}*")]
    [InlineData($"{Ec2}vpc/-a", $"{Ec2}vpc/-b", $"{Ec2}vpc/-*")]
    [InlineData($"{Ec2}vpc/vpc-1", $"{Ec2}subnet/subnet-1", $"{Ec2}*")]
    [InlineData($"{Sqs}a", $"{Sqs}b", $"{Sqs}*")]
    [InlineData($"{Sqs}*a", $"{Sqs}*b", $"{Sqs}*")]
    [InlineData($"{Sqs}x*a", $"{Sqs}x*b", $"{Sqs}x*")]
    [InlineData("arn:aws:apigateway:eu-west-1::/restapis/a", "arn:aws:apigateway:eu-west-1::/restapis/b", "arn:aws:apigateway:eu-west-1::/restapis/*")]
    [InlineData("arn:aws:s3:::b/x", "arn:aws:s3:::b/y/z", "arn:aws:s3:::b/*")]
    [InlineData("arn:aws:s3:::b/2024:1", "arn:aws:s3:::b/2025:1", "arn:aws:s3:::b/202*")]
    [InlineData("arn:aws:s3:::logs-a/x", "arn:aws:s3:::logs-b", "arn:aws:s3:::logs-*")]
    [InlineData("arn:aws:s3:::a/x", "arn:aws:s3:::b/y", "arn:aws:s3:::*")]
    [InlineData("arn:aws:s3:::b/${aws:username}/a", "arn:aws:s3:::b/${aws:username}/b", "arn:aws:s3:::b/${aws:username}/*")]
    [InlineData("arn:aws:s3:::b/h${aws:username}", "arn:aws:s3:::b/h${aws:userid}", "arn:aws:s3:::b/h*")]
    [InlineData("arn:aws:ec2:eu-west-1:1:vpc/a", "arn:aws:ec2:us-east-1:1:vpc/a", "arn:aws:ec2:*:1:vpc/a")]
    [InlineData("arn:aws:ec2:eu-west-1:1:vpc/a", "arn:aws:ec2:eu-west-1:2:vpc/b", "arn:aws:ec2:eu-west-1:*:vpc/*")]
    [InlineData("arn:aws:ec2:eu-west-1:1:vpc/a", "arn:aws:ec2:us-east-1:2:vpc/b", "arn:aws:ec2:*:*:vpc/*")]
    [InlineData("arn:aws:ec2:eu-west-1:1:vpc/a", "arn:aws:sqs:eu-west-1:1:a", "*")]
    [InlineData("arn:aws:s3:::a", "arn:aws-cn:s3:::a", "*")]
    [InlineData("something", "arn:aws:s3:::a", "*")]
    public void Two_become_one(string one, string two, string folded) => Folded(1, [one, two], folded);

    [Fact]
    public void Objects_are_merged_before_buckets_and_names_before_types() => Folded(
        4,
        ["arn:aws:s3:::logs-a/x", "arn:aws:s3:::logs-a/y", "arn:aws:s3:::logs-b/x", $"{Ec2}vpc/a", $"{Ec2}vpc/b", $"{Ec2}subnet/a"],
        $"{Ec2}subnet/a", $"{Ec2}vpc/*", "arn:aws:s3:::logs-a/*", "arn:aws:s3:::logs-b/x");

    [Fact]
    public void Regions_stay_while_names_can_be_widened() => Folded(
        2,
        ["arn:aws:ec2:eu-west-1:1:vpc/a", "arn:aws:ec2:eu-west-1:1:subnet/a", "arn:aws:ec2:us-east-1:1:vpc/a"],
        "arn:aws:ec2:eu-west-1:1:*", "arn:aws:ec2:us-east-1:1:vpc/a");

    [Fact]
    public void Regions_go_before_accounts() => Folded(
        2,
        ["arn:aws:ec2:eu-west-1:1:vpc/a", "arn:aws:ec2:us-east-1:1:vpc/a", "arn:aws:ec2:us-east-1:2:vpc/a"],
        "arn:aws:ec2:*:1:vpc/a", "arn:aws:ec2:us-east-1:2:vpc/a");

    [Fact]
    public void Not_even_one_is_no_number() => Assert.Throws<ArgumentOutOfRangeException>(() => ResourceFold.Fold(["*"], 0));

    [Fact]
    public void All_are_covered_by_no_more_than_asked_for_in_whatever_order_they_come() =>
        Gen.Select(Resource.Array[0, 40], Gen.Int[1, 12], Gen.Int).Sample((resources, max, seed) =>
        {
            var folded = ResourceFold.Fold(resources, max);
            Assert.InRange(folded.Count, 0, max);
            Assert.Equal(folded.Order(StringComparer.Ordinal), folded);
            Assert.All(resources, r => Assert.Contains(folded, f => PolicyPattern.CoversArn(f, r)));
            string[] shuffled = [.. resources, .. resources.Take(seed & 3)];
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(folded, ResourceFold.Fold(shuffled, max));
        }, iter: 5000);

    [Fact]
    public void More_resources_are_not_folded_to_less() => Gen.Select(Resource.Array[0, 30], Resource.Array[0, 15], Gen.Int[1, 10]).Sample((some, others, max) =>
    {
        string[] all = [.. some.Concat(others).Where(r => !PolicyPattern.IsPattern(r))];
        var more = ResourceFold.Fold(all, max);
        Assert.All(ResourceFold.Fold([.. some.Where(r => !PolicyPattern.IsPattern(r))], max), less => Assert.Contains(more, m => PolicyPattern.CoversArn(m, less)));
    }, iter: 5000);

    [Fact]
    public void What_shares_equally_much_is_merged_together() => Folded(
        4,
        ["arn:aws:sqs:eu-west-1:1:a-1", "arn:aws:sqs:eu-west-1:1:a-2", "arn:aws:sqs:eu-west-1:1:b-1", "arn:aws:sqs:eu-west-1:1:b-2", "arn:aws:sqs:eu-west-1:1:other"],
        "arn:aws:sqs:eu-west-1:1:a-*", "arn:aws:sqs:eu-west-1:1:b-*", "arn:aws:sqs:eu-west-1:1:other");

    [Fact]
    public void A_hundred_thousand_are_folded()
    {
        var random = new Random(1);
        string[] resources =
        [
            .. Enumerable.Range(0, 50_000).Select(i => $"arn:aws:s3:::bucket-{i % 40}/year={2000 + (i % 25)}/{random.Next():x8}.json"),
            .. Enumerable.Range(0, 50_000).Select(i => $"arn:aws:ec2:eu-west-{i % 3}:1:instance/i-{random.NextInt64():x17}"),
        ];
        Assert.InRange(ResourceFold.Fold(resources, 20).Count, 1, 20);
    }

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static void Folded(int max, string[] resources, params string[] folded)
    {
        Assert.Equal(folded, ResourceFold.Fold(resources, max));
        Assert.Equal(folded, ResourceFold.Fold([.. resources.Reverse()], max));
    }
}
