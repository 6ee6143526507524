using System.Collections;
using System.Globalization;
using System.IO.Compression;
using System.Management.Automation;
using System.Numerics;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Objects as JSON again: what ConvertFrom-Json did to a record is undone.</summary>
public sealed class RecordJsonTests : IDisposable
{
    private readonly Session _session = new();

    public static TheoryData<object?, string> Scalars() => new()
    {
        { null, "null" },
        { DBNull.Value, "null" },
        { true, "true" },
        { 7, "7" },
        { -5L, "-5" },
        { (byte)5, "5" },
        { ulong.MaxValue, "18446744073709551615" },
        { BigInteger.Parse("123456789012345678901234567890", CultureInfo.InvariantCulture), "123456789012345678901234567890" },
        { 1.5m, "1.5" },
        { 1d, "1.0" },
        { -0.25, "-0.25" },
        { 1e300, "1E+300" },
        { double.NaN, "\"NaN\"" },
        { 'c', "\"c\"" },
        { DayOfWeek.Friday, "\"Friday\"" },
        { new Uri("https://example.com/a"), "\"https://example.com/a\"" },
        { Guid.Empty, "\"00000000-0000-0000-0000-000000000000\"" },
        { "a\"\\\n\u0001é💥", "\"a\\\"\\\\\\u000a\\u0001é💥\"" },
        { "\ud800x\udc00", "\"\\ud800x\\udc00\"" },
        { new PSObject("wrapped"), "\"wrapped\"" },
        { Utc(0), "\"2026-11-20T09:00:00Z\"" },
        { Utc(1_200_000), "\"2026-11-20T09:00:00.120Z\"" },
        { Utc(1_234_560), "\"2026-11-20T09:00:00.123456Z\"" },
        { Utc(1), "\"2026-11-20T09:00:00.0000001Z\"" },
        { Utc(0).ToLocalTime(), "\"2026-11-20T09:00:00Z\"" },
        { DateTime.SpecifyKind(Utc(0), DateTimeKind.Unspecified), "\"2026-11-20T09:00:00\"" },
        { new DateTimeOffset(2026, 11, 20, 11, 0, 0, TimeSpan.FromHours(2)), "\"2026-11-20T09:00:00Z\"" },
        { Array.Empty<object>(), "[]" },
        { new object?[] { 1, null }, "[1,null]" },
        { new object[] { new object[] { "one" } }, "[[\"one\"]]" },
        { new ArrayList { 1 }, "[1]" },
        { new PSObject(), "{}" },
        { new Hashtable(), "{}" },
    };

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Scalars), DisableDiscoveryEnumeration = true)]
    public void Values_are_written_as_they_were(object? value, string json)
    {
        var record = new PSObject();
        record.Properties.Add(new PSNoteProperty("a name: \"é\" ", value));
        Assert.Equal($"{{\"a name: \\\"é\\\" \":{json}}}", Write(record));
        Assert.Equal($"{{\"a name: \\\"é\\\" \":{json}}}", Write(new Hashtable { ["a name: \"é\" "] = value }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_parsed_record_is_the_same_again(bool asHashtable)
    {
        foreach (var record in SampleRecords().Append("""{"requestParameters":{"when":"2026-01-01T00:00:00","at":"2026-01-01T00:00:00.120Z","n":[1,2.0,1e30,[{}],null],"ARN":{"Type":1}}}"""))
        {
            var again = Write(ParsedJson.Of(record, asHashtable)!);
            using var expected = JsonDocument.Parse(record);
            using var actual = JsonDocument.Parse(again);
            Assert.True(JsonElement.DeepEquals(expected.RootElement, actual.RootElement), $"{record}\n{again}");
        }
    }

    [Fact]
    public void Names_are_spelled_as_CloudTrail_does_where_it_has_them()
    {
        var issuer = new Hashtable { ["ARN"] = 1 };
        var identity = new Hashtable { ["SESSIONCONTEXT"] = new Hashtable { ["SessionIssuer"] = issuer } };
        Assert.Equal("""{"userIdentity":{"sessionContext":{"sessionIssuer":{"arn":1}}}}""", Write(new Hashtable { ["UserIdentity"] = identity }));
        Assert.Equal("""{"requestParameters":{"EventName":{"ARN":1}}}""", Write(new Hashtable { ["RequestParameters"] = new Hashtable { ["EventName"] = issuer } }));
        Assert.Equal("""{"sourceIPAddress":1}""", Write(new Hashtable { ["sourceIpAddress"] = 1 }));
        Assert.Equal("""{"SomethingElse":1}""", Write(new Hashtable { ["SomethingElse"] = 1 }));
    }

    [Fact]
    public void Of_two_spellings_CloudTrails_own_counts()
    {
        var record = new System.Collections.Specialized.OrderedDictionary { ["eventName"] = "right", ["EventName"] = "wrong" };
        Assert.Equal("""{"eventName":"right","EventName":"wrong"}""", Write(record));
    }

    private static DateTime Utc(long ticks) => new DateTime(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc).AddTicks(ticks);

    private static List<string> SampleRecords()
    {
        var records = new List<string>();
        foreach (var path in Directory.GetFiles(Path.Combine(Repository.Root, "docs", "sample", "logs"), "*_CloudTrail_*.json.gz", SearchOption.AllDirectories))
        {
            using var text = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var log = JsonDocument.Parse(text);
            records.AddRange(log.RootElement.GetProperty("Records").EnumerateArray().Select(record => record.GetRawText()));
        }

        return records;
    }

    /// <summary>Internal to the module, which is imported and not referenced.</summary>
    private static string Write(object record)
    {
        var assembly = AppDomain.CurrentDomain.GetAssemblies().Last(assembly => assembly.GetName().Name == "TrailOps.Cmdlets");
        var write = assembly.GetType("TrailOps.Cmdlets.RecordJson", throwOnError: true)!.GetMethod("Write", BindingFlags.Static | BindingFlags.Public)!;
        return Encoding.UTF8.GetString((byte[])write.Invoke(null, [record])!);
    }
}
