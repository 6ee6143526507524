using System.Text;

namespace TrailOps.Tests.Events;

/// <summary>Which records come out of a text, and what is said of one that is no log.</summary>
public class RecordReaderTests
{
    private static readonly string A = Logs.Record("a");
    private static readonly string B = Logs.Record("b", "other");
    private static readonly string C = Logs.Record("c");

    public static TheoryData<string, string> Layouts => new()
    {
        { $"{{\"Records\":[{A},{B},{C}]}}", "as delivered" },
        { $" {{ \"Records\" :\r\n\t[ {A} ,\n {B} , {C} ] }}\r\n", "white space" },
        { $"{{\"Records\":[{A},{B},{C}],\"x\":[{{\"}}\":1}}]}}", "members behind" },
        { $"{{\"x\":{{\"Records\":[1]}},\"y\":\"[\",\"Records\":[{A},{B},{C}]}}", "members before" },
        { $"[{A},{B},{C}]", "array" },
        { $"{A}\n{B}\r\n{C}\n", "lines" },
        { $"{A}{B}{C}", "one behind the other" },
        { $"{{\"Records\":[{A}]}}\n{{\"Records\":[]}}\n{{\"Records\":[{B},{C}]}}", "several documents" },
        { $"\uFEFF{{\"Records\":[{A},{B},{C}]}}", "byte order mark" },
        { $"[{A}]\n[{B},{C}]", "several arrays" },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Layouts_are_understood_however_they_arrive(string text, string name)
    {
        foreach (var chunk in new[] { 1, 2, 3, 63, 64, 65, 500, int.MaxValue })
        {
            var reading = Logs.Read(Encoding.UTF8.GetBytes(text), chunk: chunk);
            Assert.True(reading.Damage is null, $"{name}, {chunk}: {reading.Damage}");
            Assert.Equal("a b c", reading.Ids);
            Assert.Equal("a c", Logs.Read(Encoding.UTF8.GetBytes(text), "deployer", chunk).Ids);
        }
    }

    [Theory]
    [InlineData("\"requestParameters\":{\"entries\":[@]}")]
    [InlineData("\"requestParameters\":{\"Records\":[@,@]}")]
    [InlineData("\"requestParameters\":@")]
    [InlineData("\"requestParameters\":{\"body\":\"{\\\"Records\\\":[{\\\"eventName\\\":\\\"x\\\",\\\"arn\\\":\\\"arn:aws:iam::111122223333:role/deployer\\\"}]}\"}")]
    [InlineData("\"x\":[[@],[[@]]]")]
    public void What_looks_like_a_record_inside_of_one_is_none(string member)
    {
        var inner = Logs.Record("inner");
        var outer = Logs.Record("outer", "other", "," + member.Replace("@", inner, StringComparison.Ordinal));
        foreach (var text in new[] { Logs.Document(outer, C), $"{outer}\n{C}", $"[{outer},{C}]" })
        {
            foreach (var chunk in new[] { 1, 64, int.MaxValue })
            {
                var all = Logs.Read(Encoding.UTF8.GetBytes(text), chunk: chunk);
                Assert.Equal(("outer c", null), (all.Ids, all.Damage));
                var some = Logs.Read(Encoding.UTF8.GetBytes(text), "deployer", chunk);
                Assert.Equal(("c", null), (some.Ids, some.Damage));
            }
        }
    }

    [Theory]
    [InlineData("", LogDamageKind.Empty)]
    [InlineData(" \r\n", LogDamageKind.Empty)]
    [InlineData("\uFEFF", LogDamageKind.Empty)]
    [InlineData("hello", LogDamageKind.Foreign)]
    [InlineData("<xml/>", LogDamageKind.Foreign)]
    [InlineData("42", LogDamageKind.Foreign)]
    [InlineData("{}", LogDamageKind.Foreign)]
    [InlineData("{\"a\":[1,2]}", LogDamageKind.Foreign)]
    [InlineData("{\"Records\":{}}", LogDamageKind.Foreign)]
    [InlineData("[{\"a\":1}]", LogDamageKind.Foreign)]
    [InlineData("[1]", LogDamageKind.InvalidJson)]
    [InlineData("{", LogDamageKind.Truncated)]
    [InlineData("[", LogDamageKind.Truncated)]
    [InlineData("{\"Records\":[", LogDamageKind.Truncated)]
    [InlineData("{\"Records\":[]", LogDamageKind.Truncated)]
    public void What_is_no_log_is_named(string text, LogDamageKind kind)
    {
        Assert.Equal(kind, Logs.Read(text).Damage?.Kind);
        Assert.Equal(kind, Logs.Read(text, "deployer").Damage?.Kind);
    }

    [Theory]
    [InlineData("{\"Records\":[]}")]
    [InlineData("[]")]
    [InlineData("{\"awsAccountId\":\"1\",\"digestStartTime\":\"x\",\"digestS3Bucket\":\"b\",\"logFiles\":[]}")]
    [InlineData("{\"Records\":[{\"eventVersion\":\"1.08\",\"eventType\":\"AwsCloudTrailInsight\",\"insightDetails\":{}}]}")]
    public void Empty_logs_digests_and_Insights_are_no_error(string text) => Assert.Equal((0, null), (Logs.Read(text).Events.Count, Logs.Read(text).Damage));

    [Theory]
    [InlineData("{\"eventName\":tru}")]
    [InlineData("{\"eventName\":\"x\\q\"}")]
    [InlineData("{\"eventName\" \"x\"}")]
    [InlineData("{'eventName':1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":\"\u0001\"}")]
    [InlineData("12")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("[1,[2]]")]
    [InlineData("{\"a\":1]")]
    [InlineData("{\"open\":\"quote}")]
    [InlineData("")]
    public void A_bad_record_is_reported_and_its_neighbours_come_out(string bad)
    {
        foreach (var text in new[] { $"{{\"Records\":[{A},{bad},{B},{C}]}}", $"{A}\n{(bad.Length == 0 ? "?" : bad)}\n{B}\n{C}" })
        {
            foreach (var chunk in new[] { 1, 64, int.MaxValue })
            {
                var reading = Logs.Read(Encoding.UTF8.GetBytes(text), chunk: chunk);
                Assert.Equal("a b c", reading.Ids);
                Assert.NotNull(reading.Damage);
            }
        }
    }

    [Fact]
    public void Plain_text_cut_off_anywhere_is_reported()
    {
        var text = Logs.Document(A, B, C);
        for (var length = 0; length < text.Length; length++)
        {
            var reading = Logs.Read(text[..length]);
            Assert.NotNull(reading.Damage);
            var end = 12 + new[] { A.Length, A.Length + B.Length + 1, A.Length + B.Length + C.Length + 2 }.Where(l => l + 12 <= length).LastOrDefault(-12);
            Assert.Equal(end == 0 ? "" : end == 12 + A.Length ? "a" : end < text.Length - 2 ? "a b" : "a b c", reading.Ids);
            Assert.NotNull(Logs.Read(text[..length], "deployer").Damage);
        }
    }

    [Theory]
    [InlineData(300 * 1024, true)]
    [InlineData(3 * 1024 * 1024, true)]
    [InlineData(5 * 1024 * 1024, false)]
    public void Long_records_are_read_up_to_the_limit(int length, bool isRead)
    {
        var text = Logs.Document(A, Logs.Record("long", extra: $",\"x\":\"{new string('x', length)}\""), C);
        var reading = Logs.Read(text);
        Assert.Equal(isRead ? "a long c" : "a c", reading.Ids);
        Assert.Equal(isRead, reading.Damage is null);
    }

    [Theory]
    [InlineData(900, true)]
    [InlineData(1001, false)]
    [InlineData(1_000_000, false)]
    public void Deep_nesting_ends(int depth, bool isRead)
    {
        var text = Logs.Document(A, Logs.Record("deep", extra: $",\"x\":{new string('[', depth)}{new string(']', depth)}"), C);
        var reading = Logs.Read(text);
        Assert.Equal(isRead ? "a deep c" : "a c", reading.Ids);
        Assert.Equal(isRead, reading.Damage is null);
        Assert.NotNull(Logs.Read(Logs.Document(A, string.Concat(Enumerable.Repeat("[{\"eventName\":", depth)))).Damage);
    }

    [Fact]
    public void Several_damaged_places_are_one_report()
    {
        var damage = Logs.Read(Logs.Document(A, "{\"a\":x}", B, "{\"b\":y}", C)).Damage;
        Assert.Equal(LogDamageKind.InvalidJson, damage?.Kind);
        Assert.Contains("record 2", damage?.Detail, StringComparison.Ordinal);
        Assert.Contains("2 places", damage?.Detail, StringComparison.Ordinal);
    }
}
