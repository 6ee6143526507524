using CsCheck;
using TrailOps.Policies;

namespace TrailOps.Tests.Policies;

/// <summary>What holds for the statements of any grants.</summary>
public class StatementMinimiserPropertyTests
{
    private static readonly string[] Actions = ["s3:Get*", "s3:GetObject", "s3:GetObjectAcl", "s3:*Acl", "s3:PutObject", "iam:PassRole", "iam:GetRole", "*"];

    private static readonly string[] Resources =
    [
        "*", "arn:aws:s3:::*", "arn:aws:s3:::b*", "arn:aws:s3:::b/*", "arn:aws:s3:::b/?", "arn:aws:s3:::b/x", "arn:aws:s3:::b/y", "arn:aws:s3:::c/${aws:username}",
    ];

    private static readonly GrantCondition?[] Conditions =
    [
        null, null, new("StringEquals", "iam:PassedToService", "a"), new("StringEquals", "iam:PassedToService", "b"),
        new("StringEquals", "iam:PassedToService", "c"), new("StringLike", "iam:PassedToService", "a"),
    ];

    /// <summary>Patterns among plain texts, with conditions. A matrix of numbers is thinned by a density, which leaves every kind of matrix.</summary>
    private static readonly Gen<Grant[]> Patterns =
        Gen.Select(Gen.Int[0, Actions.Length - 1], Gen.Int[0, Resources.Length - 1], Gen.Int[0, Conditions.Length - 1])
            .Select((a, r, c) => new Grant(Actions[a], Resources[r], Conditions[c])).Array[1, 24];

    private static readonly Gen<Grant[]> Plain = Matrix(8, 8, 1, n => null);

    private static readonly Gen<Grant[]> Conditional = Matrix(4, 4, 3, n => Conditions[2 + n]);

    /// <summary>Resources that lie within each other: b/* covers all others, b/0* covers b/00 and b/01.</summary>
    private static readonly Gen<Grant[]> Nested = Matrix(6, 8, 1, n => null).Select(grants =>
        Array.ConvertAll(grants, g => g with { Resource = Nest(g.Resource, ["*", "0*", "1*", "00", "01", "10", "11", "2"]) }));

    private static readonly Gen<Grant[]> Any = Gen.OneOf(Patterns, Plain, Conditional, Nested, NestedConditional());

    [Fact]
    public void They_mean_the_same_as_the_grants() =>
        Any.Sample(grants => Assert.True(PlainStatements.MeanTheSame(PlainStatements.Grants(StatementMinimiser.Minimise(grants)), grants)), iter: 2000);

    [Fact]
    public void Neither_order_nor_repetition_of_the_grants_matters() =>
        Gen.Select(Any, Gen.Int).Sample((grants, seed) =>
        {
            Grant[] more = [.. grants, .. grants.Take(seed & 7)];
            new Random(seed).Shuffle(more);
            Assert.Equal(Text(StatementMinimiser.Minimise(grants)), Text(StatementMinimiser.Minimise(more)));
        }, iter: 2000);

    [Fact]
    public void None_can_be_merged_with_another_and_nothing_can_be_left_out() => Irreducible(StatementMinimiser.MostSteps);

    [Fact]
    public void Nor_where_the_search_was_cut_short() => Irreducible(budget: 1);

    [Fact]
    public void There_are_as_few_as_brute_force_finds_for_a_plain_matrix() => Fewest(Plain, 2000);

    [Fact]
    public void There_are_as_few_as_brute_force_finds_with_conditions() => Fewest(Conditional, 1000);

    [Fact]
    public void There_are_as_few_as_brute_force_finds_with_resources_that_lie_within_others() => Fewest(Nested, 1000);

    [Fact]
    public void There_are_as_few_as_brute_force_finds_with_both() => Fewest(NestedConditional(), 1000);

    [Fact]
    public void There_are_as_few_as_brute_force_finds_with_any_patterns() => Fewest(Patterns, 1000);

    private static void Irreducible(long budget) => Any.Sample(grants =>
    {
        var statements = StatementMinimiser.Minimise(grants, budget, out _);
        Assert.All(PlainStatements.Smaller(statements), smaller => Assert.False(PlainStatements.MeanTheSame(PlainStatements.Grants(smaller), grants)));
    }, iter: 500);

    private static void Fewest(Gen<Grant[]> gen, int count) => gen.Sample(grants =>
    {
        var statements = StatementMinimiser.Minimise(grants, StatementMinimiser.MostSteps, out var isMinimal);
        Assert.True(isMinimal);
        Assert.Equal(PlainStatements.Fewest(grants), statements.Count);
    }, iter: count);

    private static Gen<Grant[]> Matrix(int actions, int resources, int values, Func<int, GrantCondition?> condition) =>
        Gen.Select(Gen.Int[1, actions], Gen.Int[1, resources], Gen.OneOf(Gen.Const(15), Gen.Const(30), Gen.Const(50), Gen.Const(70), Gen.Const(85)), Gen.Int[0, 99].Array[actions * resources * values])
            .Select((height, width, density, cells) => cells
                .Select((cell, i) => (cell, a: i / (resources * values), r: i / values % resources, v: i % values))
                .Where(c => c.cell < density && c.a < height && c.r < width)
                .Select(c => new Grant($"s3:A{c.a}", $"arn:aws:s3:::b{c.r}", condition(c.v)))
                .ToArray())
            .Where(grants => grants.Length > 0);

    private static Gen<Grant[]> NestedConditional() => Matrix(4, 4, 4, n => n == 0 ? null : Conditions[1 + n]).Select(grants =>
        Array.ConvertAll(grants, g => g with { Resource = Nest(g.Resource, ["0*", "00*", "000", "1"]) }));

    private static string Nest(string resource, string[] names) => "arn:aws:s3:::b/" + names[resource[^1] - '0'];

    private static string Text(IEnumerable<PolicyStatement> statements) => new PolicyDocument([.. statements]).ToJson();
}
