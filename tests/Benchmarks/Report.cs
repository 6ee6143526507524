using System.Globalization;
using System.Runtime.InteropServices;
using TrailOps.Benchmarks.Corpus;
using TrailOps.Benchmarks.Measuring;
using TrailOps.Benchmarks.Subjects;

namespace TrailOps.Benchmarks;

/// <summary>Writes what was measured as markdown: the bars, and the times they come from.</summary>
internal static class Report
{
    private const double Mega = 1e6;

    public static void Write(Results results, TextWriter to)
    {
        var corpus = results.Corpus;
        to.WriteLine(Text(
            $"{corpus.Records:N0} records in {corpus.Files:N0} files: {corpus.FileBytes / Mega:F1} MB, inflated {corpus.TextBytes / Mega:F1} MB (1:{(double)corpus.TextBytes / corpus.FileBytes:F1}). "));
        to.WriteLine(Text($"{Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}."));
        to.WriteLine();
        to.WriteLine("| bar | reached | met |");
        to.WriteLine("|---|---|---|");
        foreach (var (bar, reached, isMet) in Bars(results))
        {
            to.WriteLine($"| {bar} | {reached} | {(isMet ? "yes" : "no")} |");
        }

        foreach (var comparison in results.Comparisons)
        {
            WriteTimes(comparison, corpus.TextBytes, to);
        }
    }

    private static IEnumerable<(string Bar, string Reached, bool IsMet)> Bars(Results results)
    {
        foreach (var comparison in results.Comparisons)
        {
            var inflate = comparison.Ratio(PipelineJob.WholeJob, RawInflate.SubjectName);
            yield return (Text($"whole job ≤ 1.5 × raw inflate, {Cores(comparison)}"), Text($"{inflate:F2} ×"), inflate <= 1.5);
        }

        foreach (var comparison in results.Comparisons)
        {
            var duckDb = comparison.Ratio(DuckDbQuery.SubjectName, PipelineJob.WholeJob);
            yield return (Text($"whole job ≥ 2 × faster than DuckDB, {Cores(comparison)}"), Text($"{duckDb:F1} ×"), duckDb >= 2);
        }

        foreach (var subject in new[] { EveryRecord.Inflating, EveryRecord.FromText })
        {
            var rate = Rate(results.Comparisons[0].Of(subject)!, results.Corpus.TextBytes);
            yield return (Text($"{subject}, ≥ 400 MB/s on one core"), Text($"{rate:F0} MB/s"), rate >= 400);
        }

        var (reading, policy) = (results.Policy[0], results.Policy[1]);
        yield return (
            Text($"the policy of {policy.Counts![""]:N0} events of {RoleLog.Kinds} kinds in less time than reading them, warm"),
            Text($"{policy.Best / reading.Best:F2} × ({policy.Best:F3} : {reading.Best:F3} s)"),
            policy.Best < reading.Best);
        yield return (
            Text($"the same, each the first thing that a fresh engine does"),
            Text($"{policy.Cold / reading.Cold:F2} × ({policy.Cold:F3} : {reading.Cold:F3} s)"),
            policy.Cold < reading.Cold);

        var (judged, compared) = (results.Judging[0], results.Judging[1]);
        yield return (
            Text($"≥ 1,000,000 decisions a second on one core: {JudgeRequests.SubjectName}"),
            Text($"{JudgeRequests.Decisions / judged.Best / Mega:F1} million"),
            JudgeRequests.Decisions / judged.Best >= Mega);
        yield return (Text($"{ComparePolicies.SubjectName} compared in < 1 s, the first time as well"), Text($"{compared.Best:F2} s, {compared.Cold:F2} s"), compared.Cold < 1);

        foreach (var memory in results.Memory)
        {
            yield return (Text($"peak memory ≤ 100 MB over the bare engine, {memory.Records:N0} records"), Text($"{memory.OverEngine / Mega:F0} MB"), memory.OverEngine <= 100 * Mega);
        }

        if (results.Memory is [var first, .., var last])
        {
            // Each event keeps its id, at most 40 bytes of it; the collector alone moves a peak by some megabytes from run to run.
            var growth = (last.OverEngine - first.OverEngine) / Mega;
            yield return ("and the same at both sizes (within 10 MB)", Text($"{growth:+0;-0;0} MB"), growth <= 10);
        }

        foreach (var import in results.Imports)
        {
            var ratio = import.Module / import.Empty;
            yield return (Text($"Import-Module ≤ 1.5 × an empty binary module, {import.Host}"), Text($"{ratio:F2} × ({import.Module:F0} : {import.Empty:F0} ms)"), ratio <= 1.5);
        }
    }

    private static void WriteTimes(Comparison comparison, long textBytes, TextWriter to)
    {
        var inflate = comparison.Of(RawInflate.SubjectName)!.Best;
        to.WriteLine();
        to.WriteLine(Text($"| {Cores(comparison)} | best, s | median, s | MB/s | × raw inflate |"));
        to.WriteLine("|---|---|---|---|---|");
        foreach (var timing in comparison.Timings.Where(timing => timing.Subject != PipelineJob.CountsOnly))
        {
            // Where a run goes over a part of the corpus, the ratio to inflating the whole of it says nothing.
            var ratio = timing.Bytes is { } bytes && bytes != textBytes ? "" : Text($"{timing.Best / inflate:F2}");
            var median = timing.Warm.Order().ElementAt(timing.Warm.Length / 2);
            to.WriteLine(Text($"| {timing.Subject} | {timing.Best:F3} | {median:F3} | {Rate(timing, textBytes):F0} | {ratio} |"));
        }

        to.WriteLine(Text($"| whole job in a fresh engine, with the import | {comparison.ColdJob:F3} | | {textBytes / Mega / comparison.ColdJob:F0} | {comparison.ColdJob / inflate:F2} |"));
    }

    private static double Rate(Timing timing, long textBytes) => (timing.Bytes ?? textBytes) / Mega / timing.Best;

    private static string Cores(Comparison comparison) => comparison.Cores == 1 ? "one core" : Text($"{comparison.Cores} cores");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
