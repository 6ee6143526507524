namespace HelpGenerator.Tests;

public sealed class HelpBuildTests
{
    [Fact]
    public void A_run_writes_the_same_twice_and_leaves_fresh_pages_alone()
    {
        using var sample = new Sample();
        Assert.Equal((0, 0), (sample.Run().ExitCode, sample.Run(sample.Options with { Check = true }).ExitCode));
        var (maml, page) = (sample.Maml, sample.Page("Get-Widget.md"));
        var path = Path.Combine(sample.Folder, "docs", "Get-Widget.md");
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);

        sample.Run();

        Assert.Equal((maml, page), (sample.Maml, sample.Page("Get-Widget.md")));
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(path));
        Assert.DoesNotContain('\r', maml + page);
    }

    [Fact]
    public void A_check_names_stale_missing_and_left_over_pages_and_writes_nothing()
    {
        using var sample = new Sample();
        sample.Run();
        string At(string name) => Path.Combine(sample.Folder, "docs", name);
        File.AppendAllText(At("Get-Widget.md"), "by hand");
        File.Delete(At("README.md"));
        File.Copy(At("Remove-Widget.md"), At("Gone-Widget.md"));
        File.WriteAllText(At("about.md"), "# A person's own page");
        string[] expected = [$"{At("Get-Widget.md")} is stale", $"{At("README.md")} is missing", $"{At("Gone-Widget.md")} belongs to no cmdlet"];

        Assert.Equal(expected, HelpBuild.StalePages(sample.Options));
        var (exitCode, lines) = sample.Run(sample.Options with { Check = true });
        Assert.Equal(1, exitCode);
        Assert.Equal(expected, lines);

        sample.Run();
        Assert.Empty(HelpBuild.StalePages(sample.Options));
        Assert.Equal(["Get-Widget.md", "README.md", "Remove-Widget.md", "about.md"], Directory.GetFiles(At(".")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_a_folder_for_pages_none_are_written()
    {
        using var sample = new Sample();
        Assert.Equal(0, sample.Run(sample.Options with { PagesFolder = null }).ExitCode);
        Assert.Equal(["en-US"], Directory.GetFileSystemEntries(sample.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Every_gap_is_a_line_and_nothing_is_written()
    {
        using var sample = new Sample();
        var bare = Directory.CreateDirectory(Path.Combine(sample.Folder, "bare")).FullName;
        File.Copy(Sample.Assembly, Path.Combine(bare, "Fixture.dll")); // its XML docs stay behind
        var (exitCode, lines) = sample.Run(sample.Options with { Assembly = Path.Combine(bare, "Fixture.dll"), Examples = bare });

        Assert.Equal(1, exitCode);
        Assert.Contains("Get-Widget: error HELP: the cmdlet has no synopsis: its class needs a <summary>", lines);
        Assert.Contains("Get-Widget: error HELP: the cmdlet has no description: its class needs <remarks>", lines);
        Assert.Contains("Remove-Widget: error HELP: the parameter -Store has no text: its property needs a <summary>", lines);
        Assert.Contains("Remove-Widget: error HELP: the example file Remove-Widget.examples.ps1 is missing", lines);
        Assert.Equal(15, lines.Length); // two texts and a file for two cmdlets, and nine parameters
        Assert.False(Directory.Exists(Path.Combine(sample.Folder, "en-US")));
    }

    [Theory]
    [InlineData("a.dll b c", true)]
    [InlineData("a.dll b c d --check --reference x --reference y", true)]
    [InlineData("a.dll b", false)]
    [InlineData("a.dll b c --check", false)]
    [InlineData("a.dll b c --reference", false)]
    [InlineData("a.dll b c d e", false)]
    public void A_command_line_is_understood_or_refused(string line, bool understood) =>
        Assert.Equal(understood, HelpOptions.Parse(line.Split(' ')) is not null);
}
