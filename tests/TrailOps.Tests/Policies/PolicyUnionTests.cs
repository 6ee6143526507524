using TrailOps.Policies;
using TrailOps.PolicyOracle;
using TrailOps.Tests.Policies.Judging;

namespace TrailOps.Tests.Policies;

/// <summary>What policies say together; by the oracle, which knows nothing of how they are put together.</summary>
public sealed class PolicyUnionTests
{
    private const int Cases = 6_000;

    // What random statements need at most, so that a document with one of them is the smallest part there can be.
    private const int Small = 2_500;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void All_together_say_what_each_says(int seed) => Check(seed, documents => [PolicyUnion.Of(documents)]);

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void What_is_added_comes_and_nothing_goes(int seed) => Check(seed, documents => PolicyUnion.Add([.. documents.Skip(1)], documents[0], Small));

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void What_is_in_no_room_of_its_own_is_found_in_several(int seed) => Check(seed, documents => PolicyUnion.Add([.. documents.Skip(1)], documents[0], documents.Max(document => PolicyUnion.Of([document]).ToJson(indented: false).Length) + 200));

    [Fact]
    public void A_replacement_says_what_is_wanted_and_nothing_else()
    {
        var random = new RandomRequests(8);
        for (var i = 0; i < Cases; i++)
        {
            var (policies, request) = random.Next();
            var documents = policies.Identity.Select(PolicyDocument.Parse).ToList();
            if (documents.Count == 0)
            {
                continue;
            }

            var limit = documents.Max(document => PolicyUnion.Of([document]).ToJson(indented: false).Length) + 50;
            var parts = PolicyUnion.Replace([.. documents.Skip(1)], documents[0], limit);
            AssertSame(policies with { Identity = [documents[0].ToJson()] }, policies with { Identity = Written(parts) }, request);
        }
    }

    [Fact]
    public void To_add_the_same_again_changes_nothing()
    {
        var random = new RandomRequests(9);
        for (var i = 0; i < Cases / 3; i++)
        {
            var documents = random.Next().Policies.Identity.Select(PolicyDocument.Parse).ToList();
            if (documents.Count < 2)
            {
                continue;
            }

            var once = PolicyUnion.Add([.. documents.Skip(1)], documents[0], Small);
            Assert.Equal(once.Select(part => part.ToJson()), PolicyUnion.Add(once, documents[0], Small).Select(part => part.ToJson()));
        }
    }

    [Fact]
    public void A_Deny_does_not_make_what_is_there_seem_to_be_missing()
    {
        var guarded = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}}},{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/*"}]}""");
        var other = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:RunInstances","Resource":"*"}]}""");
        var again = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/k"}]}""");
        Assert.Equal(new[] { guarded, other }.Select(part => part.ToJson()), PolicyUnion.Add([guarded, other], again, 400).Select(part => part.ToJson()));
    }

    [Fact]
    public void What_was_plain_text_in_the_old_version_stays_so()
    {
        var old = PolicyDocument.Parse("""{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/${aws:username}/*"}]}""");
        var more = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::home/${aws:PrincipalTag/team}/*"}]}""");
        var union = PolicyUnion.Of([old, more]);
        Assert.Equal(["arn:aws:s3:::a/${$}{aws:username}/*", "arn:aws:s3:::home/${aws:PrincipalTag/team}/*"], Assert.Single(union.Statement).Resource);
        Assert.Equal("2012-10-17", union.Version);
    }

    [Theory]
    [InlineData("StringEquals", 1)]
    [InlineData("StringLikeIfExists", 1)]
    [InlineData("StringNotEquals", 2)]
    [InlineData("ArnNotLikeIfExists", 2)]
    [InlineData("ForAllValues:StringEquals", 2)]
    [InlineData("ForAnyValue:StringLike", 2)]
    public void Values_go_together_only_where_either_suffices(string name, int statements)
    {
        string[] values = ["a", "b"];
        var documents = values.Select(value => PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"OPERATOR":{"aws:PrincipalTag/t":"VALUE"}}}]}"""
            .Replace("OPERATOR", name, StringComparison.Ordinal).Replace("VALUE", value, StringComparison.Ordinal)));
        Assert.Equal(statements, PolicyUnion.Of(documents).Statement.Count);
    }

    [Fact]
    public void An_id_stands_in_a_document_once()
    {
        var one = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""");
        var other = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":"s3:PutObject","Resource":"*"}]}""");
        Assert.Equal(["A", null], PolicyUnion.Of([one, other]).Statement.Select(statement => statement.Sid));
    }

    private static void Check(int seed, Func<IReadOnlyList<PolicyDocument>, IReadOnlyList<PolicyDocument>> unite)
    {
        var random = new RandomRequests(seed);
        for (var i = 0; i < Cases; i++)
        {
            var (policies, request) = random.Next();
            if (policies.Identity.Count > 0)
            {
                AssertSame(policies, policies with { Identity = Written(unite([.. policies.Identity.Select(PolicyDocument.Parse)])) }, request);
            }
        }
    }

    private static List<string> Written(IEnumerable<PolicyDocument> parts) => [.. parts.Where(part => part.Statement.Count > 0).Select(part => part.ToJson())];

    private static void AssertSame(OraclePolicies before, OraclePolicies after, OracleRequest request)
    {
        var (expected, actual) = (PolicyOracle.Oracle.Decide(before, request), PolicyOracle.Oracle.Decide(after, request));
        Assert.True(expected == actual, $"{expected} became {actual}.\n{RandomRequests.Describe(before, request)}\n{string.Join('\n', after.Identity)}");
    }
}
