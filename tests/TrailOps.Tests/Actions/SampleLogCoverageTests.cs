using System.IO.Compression;
using System.Text.Json;
using TrailOps.Actions;

namespace TrailOps.Tests.Actions;

public class SampleLogCoverageTests(ITestOutputHelper output)
{
    // The samples hold events that somebody made up for a test: no service has such a call.
    private static readonly string[] Invented =
    [
        "cloudtrail:DeleteRule", "cloudtrail:DescribeTrail", "cloudtrail:EnableRegion", "ec2:DeleteBucketEncryption", "ec2:DeleteBucketPublicAccessBlock",
        "ec2:DeleteBucketReplication", "ec2:PutBucketLogging", "ec2:PutBucketVersioning", "ec2:RegisterManagedInstance", "iam:DescribePolicy",
        "iam:NotCreateUser", "iam:PutPolicy", "s3:CreateServiceLinkedRole", "s3:SetQueueAttributes",
    ];

    [Fact]
    public void EveryKindOfEventIsMappedOrReported()
    {
        Assert.SkipUnless(Directory.Exists(RepositoryFiles.SampleLogs), $"There are no sample logs in {RepositoryFiles.SampleLogs}.");
        var found = Events().Distinct().Select(e => (Event: e, Found: EventActionMap.Find(e.Source, e.Name, e.Type, e.Service))).ToList();
        Assert.All(found, f =>
        {
            Assert.NotEmpty(f.Found.Reason);
            Assert.Equal(f.Found.Kind == EventActionKind.Mapped, f.Found.Actions.Count > 0);
            Assert.All(f.Found.Actions, a => Assert.Equal(a, ActionCatalogue.Find(a)?.Action));
        });

        var kinds = found.CountBy(f => f.Found.Kind).ToDictionary();
        output.WriteLine($"{found.Count} kinds of events: {string.Join(", ", kinds.Select(k => $"{k.Value} {k.Key}"))}");
        foreach (var (e, actions) in found.Where(f => f.Found.Kind == EventActionKind.Unmapped))
        {
            output.WriteLine($"{e.Source} {e.Name}: {actions.Reason}");
        }

        var unmapped = found.Where(f => f.Found.Kind == EventActionKind.Unmapped).Select(f => $"{f.Event.Source.Split('.')[0]}:{f.Event.Name}");
        Assert.Empty(unmapped.Except(Invented));
    }

    private static IEnumerable<(string Source, string Name, string? Type, string? Service)> Events() =>
        from path in Directory.EnumerateFiles(RepositoryFiles.SampleLogs, "*.json.gz", SearchOption.AllDirectories)
        from record in Records(path)
        select (Text(record, "eventSource") ?? "", Text(record, "eventName") ?? "", Text(record, "eventType"), Service(record));

    private static List<JsonElement> Records(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var json = JsonDocument.Parse(file);
        return json.RootElement.TryGetProperty("Records", out var records) ? [.. records.EnumerateArray().Select(r => r.Clone())] : [];
    }

    private static string? Service(JsonElement record) =>
        record.TryGetProperty("additionalEventData", out var data) && data.ValueKind == JsonValueKind.Object ? Text(data, "service") : null;

    private static string? Text(JsonElement json, string property) =>
        json.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
