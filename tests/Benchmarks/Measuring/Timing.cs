namespace TrailOps.Benchmarks.Measuring;

/// <summary>What timing a subject gave.</summary>
/// <param name="Subject">Its name.</param>
/// <param name="Cold">Seconds of its first run in a fresh process.</param>
/// <param name="Warm">Seconds of the later runs.</param>
/// <param name="Bytes">Bytes of text a run goes over, where that is not the whole corpus.</param>
/// <param name="Counts">The events it counted.</param>
internal sealed record Timing(string Subject, double Cold, double[] Warm, long? Bytes, Dictionary<string, long>? Counts)
{
    public double Best => Warm.Min();
}
