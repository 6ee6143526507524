using TrailOps.Actions;
using TrailOps.Policies;
using TrailOps.Tests.Actions;

namespace TrailOps.Tests.Policies;

/// <summary>The sample baseline: that it parses, that each of its patterns names actions, and that none of them writes.</summary>
public class SampleBaselineTests
{
    private static readonly PolicyDocument Document =
        PolicyDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "sample", "read-only-baseline.json")));

    [Fact]
    public void It_only_reads() => Assert.All(Document.Statement.SelectMany(s => s.Action), pattern =>
    {
        var actions = ActionCatalogue.Match(pattern).ToList();
        Assert.NotEmpty(actions);
        Assert.All(actions, a => Assert.True(a.AccessLevel is IamAccessLevel.Read or IamAccessLevel.List, $"{a} {a.AccessLevel}"));
    });

    [Theory]
    [InlineData("ec2:DescribeInstances", true)]
    [InlineData("logs:GetLogEvents", true)]
    [InlineData("s3:GetObject", false)]
    [InlineData("ec2:RunInstances", false)]
    public void It_allows(string action, bool allows) => Assert.Equal(allows, new PolicyBaseline([Document]).Allows(new(action, "*")));
}
