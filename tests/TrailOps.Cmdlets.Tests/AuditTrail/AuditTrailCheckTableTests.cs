using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>docs/audit-trail-checks.md lists what Test-AuditTrail looks at.</summary>
public sealed partial class AuditTrailCheckTableTests
{
    [Fact]
    public async Task The_document_has_each_check_as_it_comes_out()
    {
        var rows = Row().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "audit-trail-checks.md"), TestContext.Current.CancellationToken)).Select(match => match.Value.TrimEnd()).ToList();
        await using var aws = await Evidence.StartAsync();
        var checks = aws.Run("Test-AuditTrail evidence @aws -BucketName example-evidence").Clean();
        Assert.Equal(checks.Select(Row), rows);
    }

    private static string Row(PSObject check) =>
        $"| `{check.Value("Id")}` | {check.Value("Severity")} | {check.Value("Name")} | {check.Value("Attack")} | {string.Join(", ", (IEnumerable<string>)check.Value("References")!)} |";

    [GeneratedRegex(@"^\| `\w+` \| .*$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
