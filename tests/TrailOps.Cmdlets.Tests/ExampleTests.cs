namespace TrailOps.Cmdlets.Tests;

/// <summary>The help's examples run as they stand, in a copy of docs/sample; those that talk to AWS talk to one on loopback.</summary>
public sealed class ExampleTests
{
    private static readonly string Cmdlets = Path.Combine(Repository.Root, "src", "TrailOps.Cmdlets");

    public static TheoryData<string, string> Examples() => Of(file => !IsOfEnvironment(file));

    public static TheoryData<string, string> ExamplesOfEnvironment() => Of(IsOfEnvironment);

    private static bool IsOfEnvironment(string file) => Path.GetFileName(file).StartsWith("Invoke-TempAdmin", StringComparison.Ordinal);

    private static TheoryData<string, string> Of(Predicate<string> isWanted)
    {
        var examples = new TheoryData<string, string>();
        foreach (var file in Files().Where(file => isWanted(file)))
        {
            foreach (var title in Blocks(file).Select(block => block.Title))
            {
                examples.Add(Path.GetFileName(file), title);
            }
        }

        return examples;
    }

    [Fact]
    public void Each_cmdlet_has_three_examples_or_more()
    {
        using var session = new Session();
        var exported = session.Run("(Get-Module TrailOps).ExportedCmdlets.Keys").Clean().Select(name => name.ToString());
        var found = Files().ToDictionary(file => Path.GetFileName(file), file => Blocks(file).Count());
        Assert.Equal(exported.Select(name => name + ".examples.ps1").Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(found, file => Assert.True(file.Value >= 3, $"{file.Key} has {file.Value} examples."));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public Task An_example_runs_and_shows_something(string file, string title) => RunAsync(file, title);

    internal static async Task RunAsync(string file, string title)
    {
        using var copy = new LogFolder();
        var sample = Path.Combine(Repository.Root, "docs", "sample");
        foreach (var path in Directory.GetFiles(sample, "*", SearchOption.AllDirectories))
        {
            copy.Write(Path.GetRelativePath(sample, path), File.ReadAllBytes(path));
        }

        var code = Blocks(Files().Single(path => Path.GetFileName(path) == file)).Single(block => block.Title == title).Code;
        using var session = new Session();
        session.Location = copy.Root;
        await using var aws = file is "Get-IamAction.examples.ps1" or "ConvertTo-RolePolicy.examples.ps1" ? null : await ExampleAws.StartAsync(session, copy);
        var before = Directory.GetFiles(copy.Root, "*", SearchOption.AllDirectories).Length;
        if (code.Contains("-Wait", StringComparison.Ordinal))
        {
            // Nobody waits a quarter of an hour for an example: once it has looked, or started a trail besides the account's own, time passes.
            _ = Task.Run(
                () => SpinWait.SpinUntil(() => aws!.Log.All.Any(request => request.Operation == "LookupEvents") || aws.Log.All.Count(request => request.Operation == "StartLogging") > 1, TimeSpan.FromMinutes(1)),
                TestContext.Current.CancellationToken)
                .ContinueWith(_ => aws!.World.Clock.Advance(TimeSpan.FromMinutes(20)), TaskScheduler.Default);
        }

        var run = session.Run(code);
        Assert.Null(run.Exception);
        Assert.Empty(run.Errors.Select(error => error.ToString()));
        Assert.DoesNotContain(run.Warnings, warning => warning.StartsWith("No event", StringComparison.Ordinal));
        Assert.True(run.Output.Count > 0 || Directory.GetFiles(copy.Root, "*", SearchOption.AllDirectories).Length > before, "It shows nothing and writes no file.");
    }

    private static IEnumerable<string> Files() =>
        Directory.GetFiles(Cmdlets, "*.examples.ps1", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Cmdlets, file).StartsWith("obj", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<(string Title, string Code)> Blocks(string file) =>
        File.ReadAllText(file).ReplaceLineEndings("\n").Split("\n## ").Select(block => block.TrimStart('#', ' ')).Select(block =>
        {
            var end = block.IndexOf('\n', StringComparison.Ordinal);
            return (block[..end], block[end..]);
        });
}

/// <summary>Those that make a session the process's environment.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class EnvironmentExampleTests
{
    [Theory]
    [MemberData(nameof(ExampleTests.ExamplesOfEnvironment), MemberType = typeof(ExampleTests))]
    public Task An_example_runs_and_shows_something(string file, string title) => ExampleTests.RunAsync(file, title);
}
