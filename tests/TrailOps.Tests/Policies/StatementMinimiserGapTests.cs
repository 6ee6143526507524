using System.Diagnostics;
using TrailOps.Policies;

namespace TrailOps.Tests.Policies;

/// <summary>How far from the fewest statements the search is, and how long it takes. Run by hand: <c>-- --filter-class *GapTests --explicit only</c>.</summary>
public class StatementMinimiserGapTests(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public void Against_brute_force_up_to_8_by_8()
    {
        var random = new Random(7);
        var (differ, cut) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var grants = Matrix(random, random.Next(1, 9), random.Next(1, 9), random.Next(10, 91));
            var count = StatementMinimiser.Minimise(grants, StatementMinimiser.MostSteps, out var isMinimal).Count;
            cut += isMinimal ? 0 : 1;
            differ += count == PlainStatements.Fewest(grants) ? 0 : 1;
        }

        output.WriteLine($"{differ} of 20000 differ, {cut} were cut short");
    }

    [Theory(Explicit = true)]
    [InlineData(8, 200)]
    [InlineData(10, 200)]
    [InlineData(12, 100)]
    [InlineData(16, 50)]
    [InlineData(24, 20)]
    [InlineData(40, 10)]
    [InlineData(100, 2)]
    public void With_more_and_with_fewer_steps(int size, int count)
    {
        foreach (var density in (int[])[10, 30, 50, 70, 90])
        {
            var random = new Random(size);
            var (greedy, usual, most, proven, provenMost) = (0, 0, 0, 0, 0);
            var watch = new Stopwatch();
            var slowest = 0.0;
            for (var i = 0; i < count; i++)
            {
                var grants = Matrix(random, size, size, density);
                greedy += StatementMinimiser.Minimise(grants, 1, out _).Count;
                var before = watch.Elapsed;
                watch.Start();
                usual += StatementMinimiser.Minimise(grants, StatementMinimiser.MostSteps, out var isMinimal).Count;
                watch.Stop();
                slowest = Math.Max(slowest, (watch.Elapsed - before).TotalMilliseconds);
                proven += isMinimal ? 1 : 0;
                most += StatementMinimiser.Minimise(grants, 25 * StatementMinimiser.MostSteps, out isMinimal).Count;
                provenMost += isMinimal ? 1 : 0;
            }

            output.WriteLine(
                $"{size}x{size} {density}%: greedy {greedy}, usual {usual} ({proven} of {count} proven), 25 x the steps {most} ({provenMost} proven); "
                + $"{watch.Elapsed.TotalMilliseconds / count:f1} ms each, the slowest {slowest:f0} ms");
        }
    }

    private static List<Grant> Matrix(Random random, int actions, int resources, int density)
    {
        var grants = new List<Grant> { new("s3:A0", "arn:aws:s3:::b0") };
        for (var i = 0; i < actions * resources; i++)
        {
            if (random.Next(100) < density)
            {
                grants.Add(new($"s3:A{i / resources}", $"arn:aws:s3:::b{i % resources}"));
            }
        }

        return grants;
    }
}
