using HelpGenerator.Reading;

namespace HelpGenerator.Tests;

public sealed class HelpFindingsTests
{
    private const string Three = "## A\nGet-Widget\n## B\nGet-Widget\n## C\nGet-Widget\n";

    [Theory]
    [InlineData("Get-Widget", Three, null)]
    [InlineData("Get-Widget", "## A\nGet-Widget\n## B\nGet-Widget\n", "Get-Widget.examples.ps1: error HELP: Get-Widget has 2 of at least 3 examples")]
    [InlineData("Get-Widget", Three + "##\nGet-Widget", "Get-Widget.examples.ps1(7): error HELP: the example has no title")]
    [InlineData("Get-Widget", Three + "## D\n# words", "Get-Widget.examples.ps1(7): error HELP: the example has no code")]
    [InlineData("Get-Widget", "\n$x\n" + Three, "Get-Widget.examples.ps1(2): error HELP: code before the first '## Title'")]
    [InlineData("Get-Wigdet", Three, "Get-Wigdet.examples.ps1: error HELP: there is no cmdlet Get-Wigdet")]
    public void An_example_file_is_held_to_its_form(string cmdlet, string text, string? expected)
    {
        var file = ExampleFile.Parse($"{cmdlet}.examples.ps1", text);
        var good = ExampleFile.Parse("Get-Widget.examples.ps1", Three);
        var findings = HelpFindings.Find([Sample.Cmdlet("Get-Widget")], cmdlet == "Get-Widget" ? [file] : [good, file]);
        Assert.Equal(expected, findings.SingleOrDefault()?.ToString());
    }

    [Fact]
    public void A_second_file_for_a_cmdlet_is_refused()
    {
        var file = ExampleFile.Parse("Get-Widget.examples.ps1", Three);
        var other = file with { Path = "other/Get-Widget.examples.ps1" };
        Assert.Equal(
            ["other/Get-Widget.examples.ps1: error HELP: Get-Widget has another example file: Get-Widget.examples.ps1"],
            HelpFindings.Find([Sample.Cmdlet("Get-Widget")], [file, other]).Select(finding => finding.ToString()));
    }
}
