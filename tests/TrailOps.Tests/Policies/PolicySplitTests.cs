using CsCheck;
using TrailOps.Policies;

namespace TrailOps.Tests.Policies;

/// <summary>Parts that say together what the whole says, each small enough.</summary>
public class PolicySplitTests
{
    /// <summary>The documents that grow too large in practice: some statements with many resources or actions, rarely both.</summary>
    private static readonly Gen<PolicyDocument> Large = RandomPolicies.Documents(
        Gen.OneOf(Statement(3, 80), Statement(80, 3), Statement(8, 8), Statement(30, 30)), 12);

    [Fact]
    public void What_fits_stays_as_it_is()
    {
        var document = Parse(Allow("A", 1, 1));
        Assert.Same(document, Assert.Single(PolicySplit.Split(document, Size(document))));
    }

    [Fact]
    public void Statements_stay_whole_and_go_where_first_there_is_room()
    {
        var document = Parse(Allow("Large1", 1, 20), Allow("Large2", 1, 20), Allow("Small1", 1, 1), Allow("Large3", 1, 20), Allow("Small2", 1, 1));
        var parts = PolicySplit.Split(document, 800);
        Assert.Equal(["Large1 Small1 Small2", "Large2", "Large3"], parts.Select(p => string.Join(' ', p.Statement.Select(s => s.Sid))));
    }

    [Theory]
    [InlineData(1, 40, 700, "1x24 1x16")]
    [InlineData(40, 1, 700, "36x1 4x1")]
    [InlineData(20, 20, 500, "10x10 10x10 10x10 10x10")]
    public void What_is_too_large_alone_is_divided_by_its_longer_list(int actions, int resources, int maxSize, string pieces)
    {
        var parts = PolicySplit.Split(Parse(Allow("A", actions, resources)), maxSize);
        Assert.Equal(pieces, string.Join(' ', parts.Select(p => Assert.Single(p.Statement)).Select(s => $"{s.Action.Count}x{s.Resource.Count}")));
    }

    [Fact]
    public void Id_and_version_stand_in_each_part()
    {
        var document = PolicyDocument.Parse("{\"Id\":\"i\",\"Statement\":[" + Allow("A", 1, 9) + "," + Allow("B", 1, 9) + "]}");
        Assert.Equal([("i", "2008-10-17"), ("i", "2008-10-17")], PolicySplit.Split(document, Size(document) - 1).Select(p => (p.Id, p.Version)));
    }

    [Theory]
    [InlineData("\"Action\":[\"s3:Get\",\"s3:GetObject\"],\"Resource\":[\"*\",\"arn:aws:s3:::bucket\"]", 125, "the action s3:GetObject on arn:aws:s3:::bucket")]
    [InlineData("\"NotAction\":[\"s3:Get\",\"s3:GetObject\"],\"Resource\":\"*\"", 119, "its NotAction of 2, which can't be divided, on *")]
    [InlineData("\"Action\":[\"s3:Get\",\"s3:GetObject\"],\"NotResource\":[\"*\",\"arn:aws:s3:::bucket\"]", 134, "the action s3:GetObject on its NotResource of 2, which can't be divided,")]
    public void What_can_not_be_divided_is_told(string elements, int needed, string what)
    {
        var document = Parse("{\"Effect\":\"Deny\",\"Action\":\"a:b\",\"Resource\":\"*\"}", "{\"Sid\":\"B\",\"Effect\":\"Deny\"," + elements + "}");
        Assert.All(PolicySplit.Split(document, needed), p => Assert.True(Size(p) <= needed));
        var error = Assert.Throws<PolicySizeException>(() => PolicySplit.Split(document, needed - 1));
        Assert.Equal((2, "B", needed), (error.Statement, error.Sid, error.RequiredSize));
        Assert.Equal(
            $"Statement 2 (Sid B): {what} needs a policy of {needed} characters, but {needed - 1} are allowed. Allow {needed}, or shorten the statement.",
            error.Message);
    }

    [Fact]
    public void Not_even_an_empty_document_fits_into_nothing() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PolicySplit.Split(Parse(Allow("A", 1, 1)), 10));

    [Fact]
    public void Parts_are_small_and_few_and_say_together_what_the_whole_says() =>
        Gen.Select(Large, Gen.Int[0, 2].Select(i => new[] { 2048, 6144, 10240 }[i])).Sample((document, maxSize) =>
        {
            var parts = PolicySplit.Split(document, maxSize);
            Assert.All(parts, p => Assert.InRange(Size(p), 1, maxSize));
            Assert.Equal(Said([document]), Said(parts));
            Assert.Equal(parts.Select(RandomPolicies.Text), PolicySplit.Split(document, maxSize).Select(RandomPolicies.Text));
            Assert.All(parts, p => PolicyDocument.Parse(p.ToJson()));

            // First fit leaves no two parts that would have gone into one, so that there are at most twice as many as needed.
            var fewest = (Size(document) + maxSize - 1) / maxSize;
            Assert.InRange(parts.Count, fewest, 2 * fewest);
        }, iter: 400);

    private static Gen<PolicyStatement> Statement(int actions, int resources) => RandomPolicies.Statement(
        Gen.Int[0, 999].Select(i => $"service{i % 7}:DescribeThing{i}").Array[1, actions],
        Gen.Int[0, 9999].Select(i => $"arn:aws:service:eu-west-1:123456789012:thing/{new string('a', i % 50)}{i}").Array[1, resources])
        .Select(s => s with { NotAction = [.. s.NotAction.Take(5)], NotResource = [.. s.NotResource.Take(5)] });

    /// <summary>Each action on each resource with all that goes with it, once.</summary>
    private static HashSet<string> Said(IEnumerable<PolicyDocument> documents) =>
    [
        .. from document in documents
           from s in document.Statement
           from action in s.Action.DefaultIfEmpty("not " + string.Join(',', s.NotAction))
           from resource in s.Resource.DefaultIfEmpty("not " + string.Join(',', s.NotResource))
           select $"{document.Version} {document.Id} {s.Sid} {s.Effect} {action} {resource} {s.Condition}",
    ];

    private static string Allow(string sid, int actions, int resources)
    {
        var action = Enumerable.Range(1, actions).Select(i => $"\"s3:GetThing{i:00}\"");
        var resource = Enumerable.Range(1, resources).Select(i => $"\"arn:aws:s3:::bucket{i:00}\"");
        return $"{{\"Sid\":\"{sid}\",\"Effect\":\"Allow\",\"Action\":[{string.Join(',', action)}],\"Resource\":[{string.Join(',', resource)}]}}";
    }

    private static PolicyDocument Parse(params string[] statements) =>
        PolicyDocument.Parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + string.Join(',', statements) + "]}");

    private static int Size(PolicyDocument document) => document.ToJson(indented: false).Length;
}
