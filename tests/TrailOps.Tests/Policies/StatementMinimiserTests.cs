using TrailOps.Policies;

namespace TrailOps.Tests.Policies;

public class StatementMinimiserTests
{
    private const string Bucket = "arn:aws:s3:::b";
    private const string Objects = "arn:aws:s3:::b/*";
    private const string Object = "arn:aws:s3:::b/k";

    private static readonly GrantCondition Ec2 = new("StringEquals", "iam:PassedToService", "ec2.amazonaws.com");
    private static readonly GrantCondition Lambda = Ec2 with { Value = "lambda.amazonaws.com" };

    [Fact]
    public void No_grants_need_no_statement() => Assert.Empty(StatementMinimiser.Minimise([]));

    [Fact]
    public void What_is_granted_on_everything_is_one_statement_whatever_the_service() => Minimised(
        [new("s3:ListAllMyBuckets", "*"), new("ec2:DescribeVpcs", "*"), new("iam:ListRoles", "*")],
        "ec2:DescribeVpcs iam:ListRoles s3:ListAllMyBuckets | *");

    [Fact]
    public void Actions_with_the_same_resources_go_together_and_so_do_resources_with_the_same_actions() => Minimised(
        [
            new("s3:GetObject", Objects), new("s3:PutObject", Objects), new("s3:PutObject", "arn:aws:s3:::c/*"), new("s3:GetObject", "arn:aws:s3:::c/*"),
            new("s3:ListBucket", Bucket),
        ],
        "s3:GetObject s3:PutObject | arn:aws:s3:::b/* arn:aws:s3:::c/*",
        "s3:ListBucket | arn:aws:s3:::b");

    [Fact]
    public void Three_rows_that_overlap_two_by_two_take_two_statements() => Minimised(
        [new("s3:A", "x"), new("s3:B", "x"), new("s3:B", "y"), new("s3:C", "y")],
        "s3:A s3:B | x",
        "s3:B s3:C | y");

    [Fact]
    public void What_a_wider_resource_or_action_implies_is_left_out() => Minimised(
        [new("s3:GetObject", Objects), new("s3:GetObject", Object), new("s3:getobject", Object), new("s3:Put*", "*"), new("s3:PutObject", Object)],
        "s3:GetObject | arn:aws:s3:::b/*",
        "s3:Put* | *");

    [Fact]
    public void What_is_granted_without_a_condition_needs_none() => Minimised(
        [new("iam:PassRole", "arn:aws:iam::1:role/a"), new("iam:PassRole", "arn:aws:iam::1:role/a", Ec2), new("iam:PassRole", "arn:aws:iam::1:role/b", Ec2)],
        "iam:PassRole | arn:aws:iam::1:role/a",
        "iam:PassRole | arn:aws:iam::1:role/b | StringEquals iam:PassedToService = ec2.amazonaws.com");

    [Fact]
    public void Values_of_a_key_go_together() => Minimised(
        [new("iam:PassRole", "arn:aws:iam::1:role/a", Lambda), new("iam:PassRole", "arn:aws:iam::1:role/a", Ec2)],
        "iam:PassRole | arn:aws:iam::1:role/a | StringEquals iam:PassedToService = ec2.amazonaws.com or lambda.amazonaws.com");

    [Fact]
    public void Operators_and_keys_stay_apart() => Minimised(
        [new("iam:PassRole", "r", Ec2), new("iam:PassRole", "r", Ec2 with { Operator = "StringLike" }), new("iam:PassRole", "r", Ec2 with { Key = "k" })],
        "iam:PassRole | r | StringEquals iam:PassedToService = ec2.amazonaws.com",
        "iam:PassRole | r | StringEquals k = ec2.amazonaws.com",
        "iam:PassRole | r | StringLike iam:PassedToService = ec2.amazonaws.com");

    /// <summary>GetObject on the key is implied, and so may stand beside DeleteObject: three statements instead of four.</summary>
    [Fact]
    public void What_is_implied_may_be_said_again_where_that_saves_a_statement() => Minimised(
        [
            new("s3:GetObject", Objects), new("s3:PutObject", Objects),
            new("s3:GetObject", Bucket), new("s3:DeleteObject", Bucket),
            new("s3:DeleteObject", Object), new("s3:GetObject", Object),
        ],
        "s3:DeleteObject s3:GetObject | arn:aws:s3:::b arn:aws:s3:::b/k",
        "s3:GetObject s3:PutObject | arn:aws:s3:::b/*");

    [Fact]
    public void What_stands_in_two_statements_already_leaves_the_third() => Minimised(
        [new("s3:A", "x"), new("s3:A", "y"), new("s3:B", "x"), new("s3:B", "y"), new("s3:B", "z"), new("s3:C", "y"), new("s3:C", "z")],
        "s3:A s3:B | x y",
        "s3:B s3:C | y z");

    [Fact]
    public void Patterns_that_mean_the_same_are_one() => Minimised(
        [new("s3:Get*", "a*?"), new("s3:get*", "a?*"), new("S3:Get**", "a*?")],
        "s3:Get* | a*?");

    /// <summary>A role of 300 actions on 3,000 resources: some actions on everything, each resource with a few actions of its service.</summary>
    [Fact]
    public void A_large_role_is_searched_to_the_end()
    {
        var grants = LargeRole();
        var statements = StatementMinimiser.Minimise(grants, StatementMinimiser.MostSteps, out var isMinimal);
        Assert.True(isMinimal);
        Assert.Equal(
            grants.Where(g => g.Resource != "*").Distinct().OrderBy(g => g.ToString(), StringComparer.Ordinal),
            PlainStatements.Grants(statements).Where(g => g.Resource != "*").Distinct().OrderBy(g => g.ToString(), StringComparer.Ordinal));
    }

    /// <summary>More widest boxes than are looked for, and no end to the search: fewest or not, the statements must be right and as small as they can be.</summary>
    [Theory]
    [InlineData(30, 60)]
    [InlineData(60, 85)]
    [InlineData(60, 97)]
    public void Grants_that_are_too_many_to_search_end_in_statements_without_anything_superfluous(int size, int density)
    {
        var random = new Random(density);
        var allowed = Enumerable.Range(0, size * size).Where(_ => random.Next(100) < density).Select(i => new Grant($"s3:A{i / size}", $"b{i % size}")).ToHashSet();
        var statements = StatementMinimiser.Minimise(allowed, StatementMinimiser.MostSteps, out var isMinimal);
        Assert.False(isMinimal);
        Assert.InRange(statements.Count, 1, size);

        var cells = PlainStatements.Grants(statements);
        Assert.True(allowed.SetEquals(cells));
        var once = cells.CountBy(c => c).Where(c => c.Value == 1).Select(c => c.Key).ToHashSet();
        Assert.All(statements, s => Assert.All(s.Action, a => Assert.Contains(s.Resource, r => once.Contains(new(a, r)))));
        Assert.All(statements, s => Assert.All(s.Resource, r => Assert.Contains(s.Action, a => once.Contains(new(a, r)))));
        Assert.All(statements, s => Assert.DoesNotContain(statements, o => o != s && CanStandWith(s, o) && CanStandWith(o, s)));

        bool CanStandWith(PolicyStatement s, PolicyStatement other) => s.Action.All(a => other.Resource.All(r => allowed.Contains(new(a, r))));
    }

    private static List<Grant> LargeRole()
    {
        var random = new Random(1);
        var grants = new List<Grant>();
        for (var action = 0; action < 60; action++)
        {
            grants.Add(new($"ec2:Describe{action}", "*"));
        }

        for (var resource = 0; resource < 3000; resource++)
        {
            // Ten kinds of use for each of ten services, and now and then one action more.
            var (service, use) = (resource % 10, random.Next(10));
            for (var action = 0; action < 24; action++)
            {
                if (((action * 7) + use) % 10 < 3 || random.Next(500) == 0)
                {
                    grants.Add(new($"svc{service}:Action{action}", $"arn:aws:svc{service}:eu-west-1:123456789012:thing/name-{resource}"));
                }
            }
        }

        return grants;
    }

    private static void Minimised(Grant[] grants, params string[] statements)
    {
        Assert.Equal(statements, StatementMinimiser.Minimise(grants).Select(Line));
        Assert.Equal(statements, StatementMinimiser.Minimise([.. grants.Reverse()]).Select(Line));
    }

    private static string Line(PolicyStatement s) =>
        $"{string.Join(' ', s.Action)} | {string.Join(' ', s.Resource)}{(s.Condition is null ? "" : " | " + s.Condition)}";
}
