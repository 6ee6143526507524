using System.IO.Compression;
using System.Text.Json.Nodes;
using TrailOps.Actions;
using TrailOps.Events;
using TrailOps.Policies;
using TrailOps.Tests.Actions;
using TrailOps.Tests.Policies.Judging;

namespace TrailOps.Tests.Policies;

/// <summary>Policies of published logs: as they are, role by role, and as if one role had made every call.</summary>
public class SampleLogPolicyTests(ITestOutputHelper output)
{
    private static readonly Lazy<List<RoleEvent>> OfRoles = new(() => [.. Records().Select(r => r.ToJsonString()).Where(IsOfRole).Select(EventCase.Parse)]);
    private static readonly Lazy<List<RoleEvent>> AsOneRole = new(() => [.. Records().Select(AsOne)]);

    [Fact]
    public void No_event_is_lost_and_every_action_is_valid()
    {
        SkipWithoutLogs();
        foreach (var events in OfRoles.Value.GroupBy(e => e.RoleArn).Select(role => role.ToList()).Append(AsOneRole.Value))
        {
            var policy = RolePolicyPropertyTests.Build(events, new() { MaxResource = 1000 });
            var counts = policy.Counts;
            Assert.Equal(events.Count, counts.Mapped + counts.NoPermission + counts.Unmapped + counts.Refused + counts.NotCounted + counts.Duplicate);
            Assert.Equal(counts.Unmapped + counts.NoPermission, policy.Unmapped.Sum(u => u.EventCount));
            Assert.Equal(counts.Refused + counts.NotCounted, policy.Uncounted.Sum(u => u.EventCount));
            Assert.All(RolePolicyPropertyTests.Plain(policy), IsValid);
            foreach (var unmapped in policy.Unmapped.Where(u => u.Kind == EventActionKind.Unmapped))
            {
                output.WriteLine($"{policy.RoleName}: {unmapped.EventSource}:{unmapped.EventName} × {unmapped.EventCount}: {unmapped.Reason}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Both_halves_are_allowed_by_the_policy_of_the_whole(int seed)
    {
        SkipWithoutLogs();
        var events = AsOneRole.Value.ToArray();
        new Random(seed).Shuffle(events);
        var whole = RolePolicyPropertyTests.Plain(RolePolicyPropertyTests.Build(events, new()));
        foreach (var half in events.Chunk((events.Length + 1) / 2))
        {
            Assert.All(RolePolicyPropertyTests.Plain(RolePolicyPropertyTests.Build(half, new())), grant => Assert.Contains(whole, wide => PlainStatements.Implies(wide, grant)));
        }
    }

    [Fact]
    public void Order_and_duplicates_do_not_matter()
    {
        SkipWithoutLogs();
        var events = AsOneRole.Value.Concat(AsOneRole.Value.Take(100)).ToArray();
        new Random(4).Shuffle(events);
        Assert.Equal(RolePolicyPropertyTests.Build(AsOneRole.Value, new()).Json, RolePolicyPropertyTests.Build(events, new()).Json);
    }

    private static void IsValid(Grant grant)
    {
        var action = ActionCatalogue.Find(grant.Action);
        Assert.Equal(grant.Action, action?.Action);
        Assert.True(grant.Resource == "*" || action!.ResourceTypes.Any(t => t.ArnFormats.Any(f => new ArnFormat(f).Fits(grant.Resource))), $"{grant}");
    }

    private static RoleEvent AsOne(JsonNode record)
    {
        record["userIdentity"] = JsonNode.Parse(
            """{"type":"AssumedRole","accountId":"111122223333","arn":"arn:aws:sts::111122223333:assumed-role/deployer/s","sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::111122223333:role/deployer"}}}""");
        return EventCase.Parse(record.ToJsonString());
    }

    private static bool IsOfRole(string json)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(json);
        return RoleAttribution.Of(bytes, RecordParser.Parse(bytes)).IsRole;
    }

    private static IEnumerable<JsonNode> Records()
    {
        foreach (var path in Directory.EnumerateFiles(RepositoryFiles.SampleLogs, "*.json.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            foreach (var record in JsonNode.Parse(file)!["Records"]!.AsArray())
            {
                yield return record!.DeepClone();
            }
        }
    }

    [Fact]
    public void Each_policy_lets_its_events_pass_and_no_action_of_it_is_superfluous()
    {
        SkipWithoutLogs();
        foreach (var events in OfRoles.Value.GroupBy(e => e.RoleArn).Select(role => role.ToList()).Append(AsOneRole.Value))
        {
            PolicyProof.Check(events);
        }
    }

    private static void SkipWithoutLogs() =>
        Assert.SkipUnless(Directory.Exists(RepositoryFiles.SampleLogs), $"There are no sample logs in {RepositoryFiles.SampleLogs}.");
}
