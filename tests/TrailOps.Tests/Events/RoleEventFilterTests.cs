using System.Text;
using CsCheck;

namespace TrailOps.Tests.Events;

/// <summary>Filters alone and together, and the borders of a window.</summary>
public class RoleEventFilterTests
{
    private static readonly DateTime Noon = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>Each filter by itself, and what it asks of an event: written once more, the plain way.</summary>
    private static readonly (Func<RoleEventFilter, RoleEventFilter> Set, Func<RoleEvent, bool> Wants)[] Filters =
    [
        (f => f with { StartTime = Noon }, e => e.EventTime >= Noon),
        (f => f with { EndTime = Noon }, e => e.EventTime <= Noon),
        (f => f with { EventName = n => n.StartsWith("Get", StringComparison.Ordinal) }, e => e.EventName!.StartsWith("Get", StringComparison.Ordinal)),
        (f => f with { EventSource = s => s == "s3.amazonaws.com" }, e => e.EventSource == "s3.amazonaws.com"),
        (f => f with { SessionName = s => s == "tf" }, e => e.SessionName == "tf"),
        (f => f with { AccessKeyIds = ["ASIA1", "ASIA2"] }, e => e.AccessKeyId is "ASIA1" or "ASIA2"),
        (f => f with { Regions = ["eu-west-1"] }, e => e.Region == "eu-west-1"),
        (f => f with { AccountIds = ["111122223333"] }, e => e.AccountId == "111122223333"),
        (f => f with { Outcomes = [EventOutcome.Success, EventOutcome.AccessDenied] }, e => e.Outcome != EventOutcome.Error),
        (f => f with { ReadOnly = true }, e => e.ReadOnly == true),
        (f => f with { ReadOnly = false }, e => e.ReadOnly == false),
    ];

    private static readonly Gen<string> Event = Gen.Select(
        OneOf("\"2026-11-20T11:59:59Z\"", "\"2026-11-20T12:00:00Z\"", "\"2026-11-20T12:00:01Z\""),
        OneOf("GetObject", "PutObject", "GetCallerIdentity"),
        OneOf("s3.amazonaws.com", "sts.amazonaws.com"),
        OneOf("/tf", "/x", ""),
        OneOf("", ",\"accessKeyId\":\"ASIA1\"", ",\"accessKeyId\":\"ASIA2\"", ",\"accessKeyId\":null"),
        OneOf("", ",\"awsRegion\":\"eu-west-1\"", ",\"awsRegion\":\"us-east-1\""),
        Gen.Select(
            OneOf("", ",\"recipientAccountId\":\"111122223333\"", ",\"recipientAccountId\":\"444455556666\""),
            OneOf("", ",\"errorCode\":\"AccessDenied\"", ",\"errorCode\":\"Throttling\""),
            OneOf("", ",\"readOnly\":true", ",\"readOnly\":false")).Select((a, b, c) => a + b + c))
        .Select((time, name, source, session, key, region, rest) =>
            $"{{\"userIdentity\":{{\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::111122223333:assumed-role/r{session}\"{key}}},\"eventTime\":{time},\"eventName\":\"{name}\",\"eventSource\":\"{source}\"{region}{rest}}}");

    [Fact]
    public void Filters_together_take_what_each_of_them_takes() =>
        Gen.Select(Event.Array[1, 20], Gen.Bool.Array[Filters.Length]).Sample((events, isSet) =>
        {
            // The last two are one filter: of both the last stands.
            var set = Filters.Where((_, i) => isSet[i] && (i != Filters.Length - 2 || !isSet[^1])).ToList();
            var text = string.Join("\n", events);
            var expected = Logs.Read(text).Events.Where(e => set.All(f => f.Wants(e))).Select(e => e.Json);
            var reading = Read(text, set.Aggregate(new RoleEventFilter(), (filter, f) => f.Set(filter)));
            Assert.Equal(expected, reading.Events.Select(e => e.Json));
            Assert.Null(reading.Damage);
        }, iter: 2000);

    [Fact]
    public void Each_filter_alone_takes_some_and_leaves_some() =>
        Assert.All(Filters, f =>
        {
            var text = string.Join("\n", Event.Array[200].Single());
            var reading = Read(text, f.Set(new RoleEventFilter()));
            Assert.InRange(reading.Events.Count, 1, 199);
            Assert.All(reading.Events, e => Assert.True(f.Wants(e)));
        });

    [Theory]
    [InlineData("2026-11-20T12:00:00Z", true)]
    [InlineData("2026-11-20T12:00:00.001Z", false)]
    [InlineData("2026-11-20T11:59:59.999Z", false)]
    [InlineData("2026-11-20T13:00:00+01:00", true)]
    [InlineData("2026-11-20T12:00:00+01:00", false)]
    public void The_borders_belong_to_the_window(string time, bool isTaken) =>
        Assert.Equal(isTaken ? 1 : 0, Read(Logs.Record("a").Replace("2026-11-20T09:00:00Z", time, StringComparison.Ordinal), new RoleEventFilter { StartTime = Noon, EndTime = Noon }).Events.Count);

    [Theory]
    [InlineData("null")]
    [InlineData("\"soon\"")]
    [InlineData("\"\"")]
    [InlineData("1795165200")]
    public void An_event_without_a_readable_time_is_in_no_window_and_reported(string time)
    {
        var text = Logs.Record("a").Replace("\"2026-11-20T09:00:00Z\"", time, StringComparison.Ordinal) + "\n" + Logs.Record("b", "other").Replace("\"2026-11-20T09:00:00Z\"", time, StringComparison.Ordinal);
        foreach (var filter in new[] { new RoleEventFilter { StartTime = DateTime.MinValue }, new RoleEventFilter { EndTime = DateTime.MaxValue } })
        {
            var reading = Read(text, filter with { Roles = [Logs.Role("deployer")] });
            Assert.Equal(("", LogDamageKind.InvalidJson), (reading.Ids, reading.Damage?.Kind));

            // It is said of the role that is asked for, of no other.
            Assert.Null(Read(text, filter with { Roles = [Logs.Role("admin")] }).Damage);
        }

        Assert.Equal(("a b", null), (Logs.Read(text).Ids, Logs.Read(text).Damage));
    }

    private static Logs.Reading Read(string text, RoleEventFilter filter) => Logs.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), filter);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
