using TrailOps.Benchmarks.Corpus;
using TrailOps.Benchmarks.Measuring;

namespace TrailOps.Benchmarks;

/// <summary>The whole run: corpus, comparisons, memory, import, report.</summary>
internal static class Benchmark
{
    public static void Run(BenchmarkOptions options)
    {
        if (!BuiltModule.IsRelease)
        {
            Console.WriteLine("The module in bin/ is a Debug build: what follows says nothing. Run this with '-c Release'.\n");
        }

        var folder = options.Keep ?? Directory.CreateTempSubdirectory("trailops-benchmark-").FullName;
        try
        {
            var corpus = MakeCorpus(folder, options.Records, options.Files);
            var comparisons = new[] { 1, options.Threads }.Distinct().Select(cores => Compare(corpus, cores)).ToList();
            Say($"composing {options.Events} events of a role");
            RoleLog.Make(Path.Combine(folder, "role"), options.Events);
            Say("their policy");
            var policy = Child.Policy(Path.Combine(folder, "role"));
            Say("decisions of policies");
            var judging = Child.Judging();
            Say("peak memory");
            var memory = MeasureMemory(folder, options);
            Say("import");
            var results = new Results(corpus, comparisons, policy, judging, memory, [.. Import.Measure()]);
            results.CheckCounts();
            Report.Write(results, Console.Out);
        }
        finally
        {
            if (options.Keep is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static LogCorpus MakeCorpus(string folder, int records, int? files)
    {
        Say($"composing {records} records");
        var corpus = Path.Combine(folder, $"corpus-{records}-{files ?? 0}");
        if (Directory.Exists(corpus))
        {
            Directory.Delete(corpus, recursive: true);
        }

        return LogCorpus.Make(corpus, records, files);
    }

    private static Comparison Compare(LogCorpus corpus, int cores)
    {
        Say($"comparing at {cores} core(s)");
        var cold = Child.Job(corpus.Folder, cores).Seconds;
        return new Comparison(cores, Child.Compare(corpus.Folder, corpus.TextBytes, cores), cold);
    }

    private static List<Memory> MeasureMemory(string folder, BenchmarkOptions options)
    {
        const int Runs = 3;
        var engine = Enumerable.Range(0, Runs).Min(_ => Child.EngineMemory());
        var memory = new List<Memory>();
        foreach (var records in options.Memory)
        {
            var corpus = MakeCorpus(folder, records, null);
            memory.Add(new Memory(records, Enumerable.Range(0, Runs).Max(_ => Child.Job(corpus.Folder).Peak) - engine));
        }

        return memory;
    }

    /// <summary>What is going on, for whoever waits; standard output holds the report alone.</summary>
    private static void Say(string what) => Console.Error.WriteLine($"… {what}");
}
