using System.Diagnostics;
using System.Globalization;

namespace TrailOps.Benchmarks.Measuring;

/// <summary>What importing costs, each time in a fresh process, the two modules by turns.</summary>
/// <param name="Host">What imports.</param>
/// <param name="Module">Milliseconds for the module, the median.</param>
/// <param name="Empty">Milliseconds for a module of one cmdlet.</param>
internal sealed record Import(string Host, double Module, double Empty)
{
    private const int Runs = 11;

    /// <summary>In a hosted engine, and in pwsh where it is present.</summary>
    public static IEnumerable<Import> Measure()
    {
        yield return Measure("hosted engine", Child.Import);
        if (IsPwshPresent)
        {
            yield return Measure("pwsh", InPwsh);
        }
    }

    private static bool IsPwshPresent => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh")));

    private static Import Measure(string host, Func<string, double> import)
    {
        var times = Enumerable.Range(0, Runs).Select(_ => (Module: import(BuiltModule.Manifest), Empty: import(BuiltModule.EmptyManifest))).ToList();
        return new Import(host, times.Select(t => t.Module).Order().ElementAt(Runs / 2), times.Select(t => t.Empty).Order().ElementAt(Runs / 2));
    }

    private static double InPwsh(string manifest)
    {
        var script = $"$w = [Diagnostics.Stopwatch]::StartNew(); Import-Module '{manifest.Replace("'", "''", StringComparison.Ordinal)}'; "
            + "$w.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)";
        using var shell = Process.Start(new ProcessStartInfo("pwsh", ["-NoProfile", "-NonInteractive", "-Command", script]) { RedirectStandardOutput = true })!;
        var answer = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }
}
