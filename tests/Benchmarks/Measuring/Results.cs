using TrailOps.Benchmarks.Corpus;
using TrailOps.Benchmarks.Subjects;

namespace TrailOps.Benchmarks.Measuring;

/// <summary>What the comparisons on so many cores gave.</summary>
/// <param name="Cores">How many.</param>
/// <param name="Timings">The subjects' times.</param>
/// <param name="ColdJob">Seconds of the whole job, the import included, as the first thing that a fresh engine does.</param>
internal sealed record Comparison(int Cores, IReadOnlyList<Timing> Timings, double ColdJob)
{
    /// <summary>A subject's time; null where it did not run.</summary>
    public Timing? Of(string subject) => Timings.FirstOrDefault(timing => timing.Subject == subject);

    /// <summary>How often one subject's best time goes into another's.</summary>
    public double Ratio(string subject, string other) => Of(subject)!.Best / Of(other)!.Best;
}

/// <summary>Peak memory of the whole job over a corpus.</summary>
/// <param name="Records">How many records it has.</param>
/// <param name="OverEngine">Bytes over those of an engine that has done nothing.</param>
internal sealed record Memory(int Records, long OverEngine);

/// <summary>All that was measured.</summary>
internal sealed record Results(
    LogCorpus Corpus, IReadOnlyList<Comparison> Comparisons, IReadOnlyList<Timing> Policy, IReadOnlyList<Timing> Judging, IReadOnlyList<Memory> Memory, IReadOnlyList<Import> Imports)
{
    /// <summary>Whether all who counted the wanted role's events counted the same.</summary>
    /// <exception cref="InvalidOperationException">They did not: the times compare different jobs.</exception>
    public void CheckCounts()
    {
        Require(Policy[0].Counts![""] == Policy[1].Counts![""], Policy[1].Subject);
        foreach (var comparison in Comparisons)
        {
            var expected = comparison.Of(PipelineJob.CountsOnly)!.Counts!;
            Require(expected.Count > 0, PipelineJob.CountsOnly);
            Require(comparison.Of(PipelineJob.WholeJob)!.Counts![""] == expected.Values.Sum(), PipelineJob.WholeJob);
            foreach (var peer in comparison.Timings.Where(timing => timing.Subject is DuckDbQuery.SubjectName or ZcatJq.SubjectName))
            {
                Require(peer.Counts!.Count == expected.Count && !peer.Counts.Except(expected).Any(), peer.Subject);
            }
        }
    }

    private static void Require(bool agrees, string subject)
    {
        if (!agrees)
        {
            throw new InvalidOperationException($"The counts of events differ from those of Get-RoleEvents: {subject}.");
        }
    }
}
