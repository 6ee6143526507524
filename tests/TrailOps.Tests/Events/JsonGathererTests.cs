using System.Text;
using System.Text.Json;
using CsCheck;
using TrailOps.Events;

namespace TrailOps.Tests.Events;

/// <summary>Whole values out of pieces of text.</summary>
public class JsonGathererTests
{
    private const string Mark = "\uFEFF";

    private static readonly Gen<string> Container = Gen.Select(HostileJson.Value.Array[0, 5], Gen.Bool)
        .Select((values, isArray) => isArray ? $"[{string.Join(",", values)}]" : $"{{{string.Join(",", values.Select((value, i) => $"\"m{i}\": {value}"))}}}");

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData(" [1] ", "[1]")]
    [InlineData("{}{} []", "{}", "{}", "[]")]
    [InlineData("{}\n\n{}\t[1,\r\n2]", "{}", "{}", "[1,\r\n2]")]
    [InlineData(Mark + "{\"a\":1}", "{\"a\":1}")]
    [InlineData("{\"a\":\"}\\\"}\"}{}", "{\"a\":\"}\\\"}\"}", "{}")]
    [InlineData("\"{\\\"a\\\":1}\"", "\"{\\\"a\\\":1}\"")]
    [InlineData("\"{\\\\\" {}", "\"{\\\\\"", "{}")]
    [InlineData("")]
    [InlineData("  \r\n")]
    public void Values_of_one_piece(string text, params string[] values)
    {
        var gatherer = new JsonGatherer();
        Assert.Equal(values, Take(gatherer, text));
        Assert.True(gatherer.TakeRest(isEnd: false).IsEmpty);
        Assert.True(gatherer.TakeRest(isEnd: true).IsEmpty);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("123")]
    [InlineData("\"text\"")]
    [InlineData("}")]
    [InlineData("\"{ without an end")]
    public void What_begins_no_value_is_the_rest(string text)
    {
        var gatherer = new JsonGatherer();
        Assert.Equal(["{}"], Take(gatherer, "{}" + text));
        Assert.Equal(text + "\n", Encoding.UTF8.GetString(gatherer.TakeRest(isEnd: false).Span));
        Assert.Equal("{}" + text, gatherer.Origin);
        Assert.Equal(["[2]"], Take(gatherer, "[2]"));
    }

    [Fact]
    public void A_value_without_an_end_is_the_rest_at_the_end_alone()
    {
        var gatherer = new JsonGatherer();
        Assert.Empty(Take(gatherer, "{\"a\":"));
        Assert.True(gatherer.TakeRest(isEnd: false).IsEmpty);
        Assert.Empty(Take(gatherer, "[1"));
        Assert.Equal("{\"a\":\n[1\n", Encoding.UTF8.GetString(gatherer.TakeRest(isEnd: true).Span));
        Assert.Equal("{\"a\":", gatherer.Origin);
        Assert.Equal(["{}"], Take(gatherer, "{}"));
    }

    [Fact]
    public void Each_value_knows_the_piece_it_begins_in()
    {
        var gatherer = new JsonGatherer();
        Assert.Equal(["{}"], Take(gatherer, "{} {"));
        Assert.Equal("{} {", gatherer.Origin);
        Assert.Equal(["{\n}"], Take(gatherer, "}"));
        Assert.Equal("{} {", gatherer.Origin);
        Assert.Equal(["[]"], Take(gatherer, "[]"));
        Assert.Equal("[]", gatherer.Origin);
    }

    [Fact]
    public void Lines_come_together_again_however_they_are_parted()
    {
        Gen.Select(Container.Array[1, 6], Gen.Int[0, 2]).Sample((values, layout) =>
        {
            var texts = values.Select(value => Layout(value, layout == 1)).ToList();
            var text = string.Join(layout == 2 ? "" : "\n", texts);
            var gatherer = new JsonGatherer();
            var found = text.Split('\n').SelectMany(line => Take(gatherer, line)).ToList();
            Assert.Equal(texts, found);
            Assert.True(gatherer.TakeRest(isEnd: true).IsEmpty);
        }, iter: 300);
    }

    [Fact]
    public void Many_lines_take_linear_time()
    {
        // Looked at again with each line this would be 10^12 bytes.
        const int Lines = 200_000;
        var gatherer = new JsonGatherer();
        Assert.Empty(Take(gatherer, "["));
        for (var i = 0; i < Lines; i++)
        {
            gatherer.Add("  { \"name\": [ \"}]\" ] },");
            Assert.False(gatherer.TryTake(out _));
        }

        Assert.Equal((Lines * 24) + 4, Assert.Single(Take(gatherer, "0]")).Length);
    }

    private static string Layout(string value, bool isPretty)
    {
        if (!isPretty)
        {
            return value;
        }

        using var parsed = JsonDocument.Parse(value);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            parsed.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static List<string> Take(JsonGatherer gatherer, string text)
    {
        var values = new List<string>();
        gatherer.Add(text);
        while (gatherer.TryTake(out var value))
        {
            values.Add(Encoding.UTF8.GetString(value.Span));
        }

        return values;
    }
}
