using System.Text.RegularExpressions;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>docs/errors.md has a row for each error id of trails.</summary>
public sealed partial class TrailErrorTableTests
{
    [Fact]
    public void Each_error_id_has_its_row()
    {
        var ids = Id().Matches(File.ReadAllText(Path.Combine(Repository.Root, "src", "TrailOps.Aws", "Trails", "TrailProblem.cs"))).Select(match => match.Groups[1].Value).Append("AuditTrailSettingsMissing").ToList();
        Assert.Equal(15, ids.Count);
        var rows = Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md"))).Select(match => match.Groups[1].Value);
        Assert.Equal(ids.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\s+(AuditTrail\w+),", RegexOptions.Multiline)]
    private static partial Regex Id();

    [GeneratedRegex(@"^\| `(AuditTrail\w+)`.*\|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
