namespace TrailOps.Benchmarks.Subjects;

/// <summary>Something that is timed.</summary>
internal interface ISubject : IDisposable
{
    string Name { get; }

    /// <summary>How often it is timed warm, of which the best counts.</summary>
    int Rounds => 5;

    /// <summary>How long it runs before that. On one core the runtime takes seconds to compile anew what runs often.</summary>
    TimeSpan WarmUp => TimeSpan.FromSeconds(5);

    /// <summary>Does the job once; the counts of events where it counts them, by <c>source:name</c>, or in all by an empty name.</summary>
    Dictionary<string, long>? Run();
}
