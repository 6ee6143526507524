using System.Text;
using System.Text.Json;
using TrailOps.Events;

namespace TrailOps.Tests.Events;

/// <summary>The records in a JSON text, by its shape.</summary>
public class RecordFinderTests
{
    private static readonly string One = Logs.Record("1");
    private static readonly string Two = Logs.Record("2");

    public static TheoryData<string> Shapes() =>
    [
        $"[{One},{Two}]",
        $"[[{One}],[{Two}]]",
        Logs.Document(One, Two),
        $"[{Logs.Document(One)},{Two}]",
        $$"""{"next":{"Records":1},"Records":[{{One}},{{Two}}],"more":[1]}""",
        $$"""{"Events":[{"EventId":"1","CloudTrailEvent":{{Quoted(One)}}},{"CloudTrailEvent":{{Quoted(Two)}},"Resources":[]}],"NextToken":"x"}""",
        $$"""[{"EventId":"1","CloudTrailEvent":{{Quoted(One)}}},{{Two}}]""",
        $"[{Quoted(One)},{Quoted(Two)}]",
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Records_are_found_in_every_shape(string json)
    {
        var found = Find(json);
        Assert.Null(found.Damage);
        Assert.Null(found.Misfit);
        Assert.Equal([One, Two], Texts(found));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"Records":[]}""")]
    [InlineData("""{"Events":[]}""")]
    public void Nothing_is_found_in_nothing(string json)
    {
        var found = Find(json);
        Assert.Empty(found.Records);
        Assert.Null(found.Damage ?? (object?)found.Misfit);
    }

    [Fact]
    public void What_stands_where_a_record_should_is_told_and_the_rest_found()
    {
        var found = Find($"[12,{One},null,\"text\"]");
        Assert.Equal([One], Texts(found));
        Assert.Equal("a number stands where a record should (at byte 1 of the text), and 2 more like it", found.Misfit);
    }

    [Fact]
    public void Lists_of_a_record_are_its_own()
    {
        var record = One[..^1] + ""","requestParameters":{"Records":[{"eventName":"x"}],"Events":[{}]}}""";
        Assert.Equal([record], Texts(Find(record)));
    }

    [Theory]
    [InlineData("{\"Records\":[@,@", LogDamageKind.Truncated, 2)]
    [InlineData("{\"Records\":[@,{\"x\":}},@]}", LogDamageKind.InvalidJson, 2)]
    [InlineData("[@,{\"x\":[", LogDamageKind.Truncated, 1)]
    [InlineData("VERBOSE: @", LogDamageKind.Foreign, 1)]
    [InlineData("{\"Records\":[@],\"x\":nonsense}", LogDamageKind.InvalidJson, 1)]
    [InlineData("", LogDamageKind.Empty, 0)]
    public void Of_damaged_text_whole_records_are_found_once(string pattern, LogDamageKind kind, int count)
    {
        var found = Find(pattern.Replace("@", One, StringComparison.Ordinal));
        Assert.Equal(kind, found.Damage!.Kind);
        Assert.Equal(Enumerable.Repeat(One, count), Texts(found));
    }

    [Fact]
    public void Depth_without_end_is_damage()
    {
        var found = Find(new string('[', 100_000) + new string(']', 100_000));
        Assert.NotNull(found.Damage);
        Assert.Empty(found.Records);
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static RecordFinder Find(string json) => RecordFinder.Find(Encoding.UTF8.GetBytes(json));

    private static IEnumerable<string> Texts(RecordFinder found) => found.Records.Select(record => Encoding.UTF8.GetString(record.Span));
}
