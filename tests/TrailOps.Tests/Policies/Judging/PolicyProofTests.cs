using TrailOps.Tests.Actions;
using TrailOps.Tests.Events;

namespace TrailOps.Tests.Policies.Judging;

public sealed class PolicyProofTests
{
    [Fact]
    public void Policies_of_the_sample_logs_are_proved()
    {
        var folder = Path.Combine(RepositoryFiles.Root, "docs", "sample", "logs");
        var events = Directory.GetFiles(folder, "*.json.gz", SearchOption.AllDirectories).Where(path => !path.Contains("Digest", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .SelectMany(path => Logs.Read(File.OpenRead(path), new RoleEventFilter()).Events).ToList();
        Assert.NotEmpty(events);
        foreach (var role in events.GroupBy(e => e.RoleArn))
        {
            PolicyProof.Check([.. role]);
        }
    }

    [Fact]
    public void Policies_of_all_cases_are_proved()
    {
        // One after the other: together they would fold.
        Assert.All(EventCase.All.Where(it => it.Needs.Needs.Count > 0), it => PolicyProof.Check([it.Event]));
    }
}
