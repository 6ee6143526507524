using System.Diagnostics;
using TrailOps.Benchmarks.Subjects;

namespace TrailOps.Benchmarks.Measuring;

/// <summary>Times subjects against each other: round by round all of them, so that a slow spell of the machine meets all alike.</summary>
internal static class Stopwatches
{
    public static List<Timing> Time(IReadOnlyList<ISubject> subjects)
    {
        var cold = subjects.Select(subject => TimeOnce(subject)).ToList();

        foreach (var subject in subjects)
        {
            WarmUp(subject);
        }

        var warm = subjects.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < subjects.Max(subject => subject.Rounds); round++)
        {
            for (var i = 0; i < subjects.Count; i++)
            {
                if (round < subjects[i].Rounds)
                {
                    warm[i].Add(TimeOnce(subjects[i]).Seconds);
                }
            }
        }

        return [.. subjects.Select((subject, i) => new Timing(subject.Name, cold[i].Seconds, [.. warm[i]], (subject as EveryRecord)?.Bytes, cold[i].Counts))];
    }

    private static void WarmUp(ISubject subject)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < subject.WarmUp;)
        {
            TimeOnce(subject);

            // The runtime compiles anew while nothing else is to be done.
            Thread.Sleep(TimeSpan.FromMilliseconds(200));
        }
    }

    private static (double Seconds, Dictionary<string, long>? Counts) TimeOnce(ISubject subject)
    {
        // Nobody pays for another's garbage.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var started = Stopwatch.GetTimestamp();
        var counts = subject.Run();
        return (Stopwatch.GetElapsedTime(started).TotalSeconds, counts);
    }
}
