using System.Text;
using System.Text.Json;
using CsCheck;
using TrailOps.Events;

namespace TrailOps.Tests.Events;

/// <summary>Records as the reader splits them, against a parser that reads every token.</summary>
public class RecordSplittingTests
{
    private const int BufferSize = 256 * 1024;

    private static readonly Gen<string> Space = Gen.Char[" \t\r\n"].Array[0, 3].Select(chars => new string(chars));

    private static readonly Gen<string> Record = Gen.Select(HostileJson.Value.Array[0, 6], Space)
        .Select((values, space) => "{" + space + string.Join("," + space, values.Select((value, i) => $"\"m{i}\"{space}:{value}")) + space + "}");

    [Fact]
    public void Records_are_the_elements_that_a_parser_finds()
    {
        Gen.Select(Record.Array[0, 8], Space, Gen.Int[0, 3], Gen.Int[1, 300]).Sample((records, space, layout, chunk) =>
        {
            var array = "[" + space + string.Join(space + "," + space, records) + space + "]";
            var text = layout switch
            {
                0 => space + "{" + space + "\"Records\"" + space + ":" + space + array + space + "}" + space,
                1 => "{\"Records\":" + array + ",\"x\":" + (records.FirstOrDefault() ?? "1") + "}",
                2 => array + space,
                _ => string.Join("\n" + space, records) + space,
            };
            using var parsed = JsonDocument.Parse(array);
            var expected = parsed.RootElement.EnumerateArray().Select(element => element.GetRawText());
            Assert.Equal(expected, Split(Encoding.UTF8.GetBytes(text), chunk));
            Assert.Equal(expected, Split(Encoding.UTF8.GetBytes(text), int.MaxValue));
        }, iter: 700);
    }

    [Theory]
    [InlineData(BufferSize)]
    [InlineData(BufferSize / 2)]
    [InlineData(2 * BufferSize)]
    public void A_record_may_lie_over_any_edge_of_the_buffer(int edge)
    {
        var hostile = Logs.Record("edge", extra: ",\"x\":\"\\\\\\\"},{\\\\\",\"y\":[{\"z\":\"]\"}]");
        foreach (var separator in new[] { ",", " ,\r\n" })
        {
            for (var shift = 0; shift < hostile.Length + 12; shift += edge == BufferSize ? 1 : 5)
            {
                var first = Logs.Record("first", extra: ",\"x\":\"@\"");
                first = first.Replace("@", new string('x', edge - "{\"Records\":[".Length - first.Length - shift), StringComparison.Ordinal);
                var text = Encoding.UTF8.GetBytes("{\"Records\":[" + string.Join(separator, first, hostile, Logs.Record("last")) + "]}");
                var records = Split(text, int.MaxValue);
                Assert.Equal((3, hostile, Logs.Record("last")), (records.Count, records[1], records[2]));
            }
        }
    }

    [Fact]
    public void Many_records_of_many_lengths_go_through_a_buffer_that_never_grows()
    {
        var records = Enumerable.Range(0, 4000).Select(i => Logs.Record($"{i}", extra: $",\"x\":\"{new string('\\', 2 * (i % 97))}{new string('{', i * 31 % 1009)}\"")).ToList();
        var text = Encoding.UTF8.GetBytes(Logs.Document([.. records]));
        foreach (var chunk in new[] { 4093, 65_536, int.MaxValue })
        {
            Assert.Equal(records, Split(text, chunk));
        }
    }

    [Theory]
    [InlineData(998, true)]
    [InlineData(999, true)]
    [InlineData(1000, false)]
    [InlineData(1001, false)]
    public void A_record_may_be_1000_levels_deep(int levels, bool isRead)
    {
        foreach (var (open, close) in new[] { ("[", "]"), ("{\"a\":", "}") })
        {
            var deep = string.Concat(Enumerable.Repeat(open, levels)) + "1" + string.Concat(Enumerable.Repeat(close, levels));
            var reading = Logs.Read(Logs.Document(Logs.Record("a"), Logs.Record("deep", extra: ",\"x\":" + deep), Logs.Record("c")));
            Assert.Equal((isRead ? "a deep c" : "a c", isRead), (reading.Ids, reading.Damage is null));
        }
    }

    [Theory]
    [InlineData(256 * 1024)]
    [InlineData(1024 * 1024)]
    [InlineData(4 * 1024 * 1024)]
    public void Long_records_are_whole_to_the_byte(int length)
    {
        for (var difference = -1; difference <= 0; difference++)
        {
            var record = Logs.Record("long", extra: ",\"x\":\"@\"");
            record = record.Replace("@", new string('"', (length + difference - record.Length + 1) / 2).Replace("\"", "\\\"", StringComparison.Ordinal) + ((length + difference - record.Length) % 2 == 0 ? "x" : ""), StringComparison.Ordinal);
            Assert.Equal(length + difference, record.Length);
            Assert.Equal([record, Logs.Record("b")], Split(Encoding.UTF8.GetBytes(record + "\n" + Logs.Record("b")), int.MaxValue));
        }
    }

    [Fact]
    public void A_document_whose_records_come_late_is_read_with_a_report()
    {
        // The array is looked for in the first 4 MB of an object that doesn't start with it.
        var records = Enumerable.Range(0, 20_000).Select(i => Logs.Record($"{i}")).ToArray();
        var reading = Logs.Read("{\"v\":1,\"Records\":[" + string.Join(",", records) + "]}");
        Assert.Equal((records.Length, LogDamageKind.InvalidJson), (reading.Events.Count, reading.Damage?.Kind));
        Assert.Equal(records, reading.Events.Select(e => e.Json));
    }

    private static List<string> Split(byte[] text, int chunk)
    {
        using var reader = new RecordReader(LogStream.Open(Logs.Stream(text, chunk)));
        var records = new List<string>();
        while (reader.MoveNext())
        {
            var at = (int)reader.Offset;
            Assert.True(reader.Current.SequenceEqual(text.AsSpan(at, reader.Current.Length)), $"record {reader.Number} is not what stands at {at}");
            records.Add(Encoding.UTF8.GetString(reader.Current));
        }

        Assert.True(reader.Damage is null || (records.Count == 0 && reader.Damage.Kind == LogDamageKind.Empty), reader.Damage?.Detail);
        return records;
    }
}
