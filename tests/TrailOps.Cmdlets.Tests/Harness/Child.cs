using System.Diagnostics;

namespace TrailOps.Cmdlets.Tests;

/// <summary>A test that runs in a process of its own, since it is about what the process has: variables, and assemblies in an order.</summary>
internal static class Child
{
    private const string Case = "TRAILOPS_TESTS_CASE";

    /// <summary>In the child the case to run; a test that is not in a child is skipped.</summary>
    public static string Current
    {
        get
        {
            var given = Environment.GetEnvironmentVariable(Case)?.TrimEnd('-');
            Assert.SkipWhen(given is null, "Runs in a process of its own, which another test starts.");
            return given!;
        }
    }

    /// <summary>Runs a test method of this assembly in a child, without this process's own AWS_* variables.</summary>
    public static async Task RunAsync(Type tests, string method, string name, params (string Name, string Value)[] variables)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "TrailOps.Cmdlets.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(program, ["--filter-method", $"{tests.FullName}.{method}", "--no-progress"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment[Case] = name + "-";
        foreach (var variable in variables)
        {
            start.Environment[variable.Name] = variable.Value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var text = await output + await errors;
        Assert.True(process.ExitCode == 0 && text.Contains("succeeded: 1", StringComparison.Ordinal), text);
    }
}
