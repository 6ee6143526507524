using CsCheck;
using TrailOps.Actions;
using TrailOps.Policies;

namespace TrailOps.Tests.Policies;

public class ActionShortenerTests
{
    private static readonly string[] Services = ["s3", "sqs", "ec2", "iam", "kms", "dynamodb", "sts", "logs", "execute-api"];

    /// <summary>Whole verbs, single actions and a few that cannot be shortened, of some services.</summary>
    private static readonly Gen<string[]> Actions = Gen.Select(Gen.Int[0, Services.Length - 1].Array[1, 3], Gen.Int[0, 99].Array[1, 4], Gen.Int[0, 5], Gen.Int)
        .Select((services, parts, others, seed) => services.SelectMany(s => Some(Services[s], parts, seed))
            .Concat(new[] { "s3:Nonsense", "nosuch:Get", "sqs:Send*", "S3:getobject", "iam:?", "no colon" }.Take(others))
            .ToArray());

    [Fact]
    public void All_actions_of_a_service_are_a_star() =>
        Assert.Equal(["s3:GetObject", "sqs:*"], ActionShortener.Shorten([.. ActionCatalogue.ActionsOf("sqs").Select(a => a.Action), "s3:GetObject"]));

    [Fact]
    public void A_prefix_that_matches_nothing_else() => Assert.Equal(["sqs:Delete*"], ActionShortener.Shorten(["sqs:DeleteMessage", "sqs:DeleteQueue"]));

    [Fact]
    public void A_suffix_that_matches_nothing_else() =>
        Assert.Equal(["kms:*Alias", "kms:Sign"], ActionShortener.Shorten(["kms:Sign", "kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"]));

    [Fact]
    public void Both_where_neither_would_do_by_itself() =>
        Assert.Equal(["s3:Get*Acl"], ActionShortener.Shorten(["s3:GetBucketAcl", "s3:GetObjectAcl", "s3:GetObjectVersionAcl"]));

    [Fact]
    public void One_action_is_no_pattern() => Assert.Equal(["sqs:PurgeQueue"], ActionShortener.Shorten(["sqs:PurgeQueue"]));

    [Fact]
    public void What_would_allow_more_stays_as_it_is() =>
        Assert.Equal(["s3:GetObject", "s3:GetObjectAcl"], ActionShortener.Shorten(["s3:GetObjectAcl", "s3:GetObject"]));

    [Fact]
    public void Patterns_and_unknown_actions_stay_as_they_are() =>
        Assert.Equal(["nosuch:Get", "s3:Nonsense", "sqs:Delete*", "sqs:Send*"], ActionShortener.Shorten(["sqs:Send*", "s3:Nonsense", "nosuch:Get", "sqs:DeleteQueue", "SQS:deletemessage"]));

    [Fact]
    public void The_same_actions_in_no_more_characters_in_whatever_order() => Actions.Sample(actions =>
    {
        var shorter = ActionShortener.Shorten(actions);
        Assert.Equal(Expand(actions), Expand(shorter));
        Assert.InRange(shorter.Count, 0, actions.Distinct().Count());
        Assert.InRange(shorter.Sum(a => a.Length), 0, actions.Distinct().Sum(a => a.Length));
        Assert.Equal(shorter, ActionShortener.Shorten([.. actions.Reverse(), .. actions]));
        Assert.All(actions.Where(a => ActionCatalogue.Find(a) is null), a => Assert.Contains(a, shorter));
    }, iter: 300);

    [Fact]
    public void Nothing_stands_twice() => Actions.Sample(actions =>
    {
        var patterns = ActionShortener.Shorten(actions).Except(actions).ToList();
        Assert.All(patterns, p => Assert.NotEqual(Expand(patterns), Expand(patterns.Where(o => o != p))));
    }, iter: 100);

    private static IEnumerable<string> Expand(IEnumerable<string> actions) =>
        actions.SelectMany(ActionCatalogue.Match).Select(a => a.Action).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Some(string service, int[] parts, int seed)
    {
        var all = ActionCatalogue.ActionsOf(service).Select(a => a.Action).ToList();
        var starts = parts.Select(p => all[p * all.Count / 100]).Select(a => a[..Math.Min(a.Length, service.Length + 4)]).ToList();
        var random = new Random(seed);
        return (seed & 7) == 0 ? all : all.Where(a => starts.Exists(s => a.StartsWith(s, StringComparison.Ordinal)) || random.Next(10) == 0);
    }
}
