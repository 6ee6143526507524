namespace TrailOps.Benchmarks.Measuring;

/// <summary>What a command that asks an AWS took.</summary>
/// <param name="Cold">Seconds, as the first thing that a fresh engine does with AWS.</param>
/// <param name="Best">The best of its rounds.</param>
/// <param name="Peak">The most memory that its process had in use, in bytes.</param>
/// <param name="Count">How many events came out.</param>
internal sealed record SourceTiming(double Cold, double Best, long Peak, long Count);
