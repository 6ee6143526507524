using System.Diagnostics;
using System.Globalization;
using TrailOps.Benchmarks.Corpus;

namespace TrailOps.Benchmarks.Subjects;

/// <summary>What is typed without a tool of any kind: zcat and jq, where they are.</summary>
internal sealed class ZcatJq(string folder) : ISubject
{
    public const string SubjectName = "zcat, jq";

    public static bool IsPresent =>
        new[] { "zcat", "jq" }.All(tool => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(path => File.Exists(Path.Combine(path, tool))));

    public string Name => SubjectName;

    /// <summary>It takes long, and what is asked of it is no close call.</summary>
    public int Rounds => 2;

    public TimeSpan WarmUp => TimeSpan.Zero;

    public Dictionary<string, long>? Run()
    {
        var arns = string.Join(" or ", LogCorpus.WantedArns.Select(arn => $". == \"{arn}\""));
        var filter = $$""".Records[] | select(.userIdentity.sessionContext.sessionIssuer.arn | {{arns}}) | "\(.eventSource):\(.eventName)" """;
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", "find \"$0\" -name '*.json.gz' -exec zcat {} + | jq -r \"$1\" | sort | uniq -c", folder, filter },
            RedirectStandardOutput = true,
        })!;
        var lines = shell.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        shell.WaitForExit();
        return lines.Select(line => line.Trim().Split(' ')).ToDictionary(line => line[1], line => long.Parse(line[0], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
    }
}
