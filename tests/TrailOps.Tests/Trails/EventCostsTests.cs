using TrailOps.Trails;

namespace TrailOps.Tests.Trails;

public class EventCostsTests
{
    private static readonly Dictionary<string, AuditTrailEventSelector[]> Sets = new()
    {
        ["all"] = [AuditTrailEventSelector.AllManagementEvents],
        ["noKms"] = [AuditTrailEventSelector.Management(excludedSources: ["kms.amazonaws.com"])],
        ["reads"] = [AuditTrailEventSelector.Management(isReadOnly: true)],
        ["writes"] = [AuditTrailEventSelector.Management(isReadOnly: false)],
        ["both"] = [AuditTrailEventSelector.Management(isReadOnly: true), AuditTrailEventSelector.Management(isReadOnly: false)],
        ["data"] = [AuditTrailEventSelector.Data("AWS::S3::Object", [])],
        ["nothing"] = [],
    };

    // Each trail is name:selection:regions; one with an exclamation mark does not log.
    [Theory]
    [InlineData("a:all:1", "1", "No other trail that was looked at logs the same management events of 1: the first copy in a region is free.")]
    [InlineData("a:all:12 b:noKms:2", "2 2", "2 trails log management events of 2: one copy is free, the other costs USD 2.00 per 100,000 events. In 2 they are a and b.")]
    [InlineData("a:all:12 b:all:12 c:both:1", "3 3 3", "3 trails log management events of 1: one copy is free, the 2 others cost USD 2.00 per 100,000 events each. In 1 they are a, b and c.")]
    [InlineData("a:all:12 b:writes:12", "2 2", "2 trails log write-only management events of 1 and 2: one copy is free, the other costs USD 2.00 per 100,000 events. In 1 they are a and b.")]
    [InlineData("a:reads:1 b:writes:1", "1 1", "No other trail that was looked at logs the same management events of 1: the first copy in a region is free.")]
    [InlineData("a:reads:1 b:reads:1", "2 2", "2 trails log read-only management events of 1: one copy is free, the other costs USD 2.00 per 100,000 events. In 1 they are a and b.")]
    [InlineData("a:all:1 b:all:2", "1 1", "No other trail that was looked at logs the same management events of 1: the first copy in a region is free.")]
    [InlineData("a:all:1 b!:all:1", "1 0", "No other trail that was looked at logs the same management events of 1: the first copy in a region is free.")]
    [InlineData("a!:all:1 b:all:1", "0 1", "It is not logging, so it delivers no copy of management events.")]
    [InlineData("a:data:1 b:all:1", "0 1", "It logs no management events.")]
    [InlineData("a:nothing:1 b:all:1", "0 1", "It logs no management events.")]
    [InlineData("a:?:1 b:all:1", "- -", "It is not known which events it logs.")]
    [InlineData("a:all:1 b:?:1 c:all:2", "- - 1", "Other trails log in 1 too, and it is not known which events. One copy of management events in a region is free, each further one costs USD 2.00 per 100,000 events. Get-AuditTrail without a name looks at all trails of all regions.")]
    [InlineData("a:all:1 b!:?:1", "1 -", "No other trail that was looked at logs the same management events of 1: the first copy in a region is free.")]
    public void Copies_of_management_events(string trails, string copies, string words)
    {
        List<(AuditTrail Trail, string Regions)> given = [.. trails.Split(' ').Select(Read)];
        var told = EventCosts.Tell([.. given.Select(one => one.Trail)], Seen(given)).ToList();
        Assert.Equal(copies, string.Join(' ', told.Select(trail => trail.ManagementEventsCopies?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-")));
        Assert.Equal(words, told[0].ManagementEventsCost);
    }

    [Fact]
    public void A_trail_that_nobody_looked_at_may_log_the_same()
    {
        var given = new[] { Read("a:all:1"), Read("b:all:1") };
        var told = Assert.Single(EventCosts.Tell([given[0].Trail], Seen(given)));
        Assert.Null(told.ManagementEventsCopies);
        Assert.Contains("it is not known which events", told.ManagementEventsCost, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_events_cost_always()
    {
        Assert.Equal("Data events and network activity cost USD 0.10 per 100,000 events.", Read("a:data:1").Trail.DataEventsCost);
        Assert.Null(Read("a:all:1").Trail.DataEventsCost);
        Assert.Null(Read("a:?:1").Trail.DataEventsCost);
    }

    // China has prices of its own.
    [Fact]
    public void China_has_another_list() =>
        Assert.DoesNotContain("USD", (Read("a:data:1").Trail with { TrailARN = "arn:aws-cn:cloudtrail:cn-north-1:111122223333:trail/a" }).DataEventsCost, StringComparison.Ordinal);

    private static (AuditTrail Trail, string Regions) Read(string text)
    {
        var parts = text.Split(':');
        var name = parts[0].TrimEnd('!');
        return (new AuditTrail(name, $"arn:aws:cloudtrail:1:111122223333:trail/{name}", "1") { IsLogging = !parts[0].EndsWith('!'), EventSelectors = parts[1] == "?" ? null : Sets[parts[1]] }, parts[2]);
    }

    private static Dictionary<string, IReadOnlyCollection<string>> Seen(IEnumerable<(AuditTrail Trail, string Regions)> trails) => trails
        .SelectMany(one => one.Regions.Select(region => (Region: region.ToString(), one.Trail.TrailARN)))
        .GroupBy(one => one.Region, one => one.TrailARN)
        .ToDictionary(region => region.Key, region => (IReadOnlyCollection<string>)[.. region]);
}
