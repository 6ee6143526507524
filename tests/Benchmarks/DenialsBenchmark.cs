using System.Diagnostics;
using System.Globalization;
using TrailOps.Benchmarks.Corpus;
using TrailOps.Benchmarks.Measuring;

namespace TrailOps.Benchmarks;

/// <summary>Refusals looked for in logs of 100 MB, on one core; grep beside, which only counts lines with the words, and the pipeline's own cost.</summary>
internal static class DenialsBenchmark
{
    private const int PipedLines = 500_000;

    public static void Run(BenchmarkOptions options, TextWriter to)
    {
        if (!BuiltModule.IsRelease)
        {
            to.WriteLine("The module in bin/ is a Debug build: what follows says nothing. Run this with '-c Release'.\n");
        }

        var folder = options.Keep ?? Directory.CreateTempSubdirectory("trailops-benchmark-").FullName;
        try
        {
            Say("an engine that does nothing");
            var engine = Child.EngineMemory();
            to.WriteLine("| log | refusals | MB/s on one core | grep -c, MB/s | peak memory over the bare engine |");
            to.WriteLine("|---|---:|---:|---:|---:|");
            foreach (var (name, what, piece) in DenialLogs.All)
            {
                Say(what);
                var log = Path.Combine(folder, name + ".log");
                DenialLogs.Make(log, options.Megabytes * 1_000_000L, piece);
                var size = new FileInfo(log).Length / 1e6;
                var read = Child.Denials(log);
                var grep = Grep(log);
                to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} ({size:F0} MB) | {read.Count:N0} | {size / read.Best:F0} | {(grep is { } seconds ? $"{size / seconds:F0}" : "–")} | {(read.Peak - engine) / 1e6:F0} MB |"));
                File.Delete(log);
            }

            Say("lines through the pipeline");
            var piped = Child.PipedDenials(PipedLines);
            to.WriteLine();
            to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{PipedLines:N0} lines of 100 characters through the pipeline: {piped.Ours / PipedLines * 1e6:F2} µs a line, where `$lines | ForEach-Object {{ }}` takes {piped.Empty / PipedLines * 1e6:F2} µs."));
        }
        finally
        {
            if (options.Keep is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>Seconds that grep takes to count the lines that have the words, once the log is in memory; null where there is no grep.</summary>
    private static double? Grep(string log)
    {
        try
        {
            var best = double.MaxValue;
            for (var round = 0; round < 2; round++)
            {
                var started = Stopwatch.GetTimestamp();
                using var grep = Process.Start(new ProcessStartInfo("grep", ["-c", "-E", "not authorized to perform|AccessDenied|UnauthorizedOperation", log]) { RedirectStandardOutput = true })!;
                grep.StandardOutput.ReadToEnd();
                grep.WaitForExit();
                best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalSeconds);
            }

            return best;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static void Say(string what) => Console.Error.WriteLine($"… {what}");
}
