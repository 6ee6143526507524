using System.Text;
using System.Text.Json;
using CsCheck;

namespace TrailOps.Tests.Events;

/// <summary>Logs with several pieces cut out, doubled or overwritten at random, plain and compressed.</summary>
public class FuzzTests
{
    private static readonly string[] Ids = ["a", "b", "c", "d", "e"];

    private static readonly string[] Records =
        [.. Ids.Select((id, i) => Logs.Record(id, i == 1 ? "other" : "deployer", i == 2 ? ",\"x\":[{\"y\":\"\\\\\\\"}],{\"}]" : ""))];

    private static readonly byte[][] Texts =
    [
        Encoding.UTF8.GetBytes(Logs.Document(Records)),
        Encoding.UTF8.GetBytes("[\n" + string.Join(" ,\r\n", Records) + "\n]\n"),
        Encoding.UTF8.GetBytes(string.Join("\n", Records) + "\n"),
    ];

    /// <summary>What is done where, how long the piece is, and what stands there then.</summary>
    private static readonly Gen<(int Kind, double At, int Length, byte With)[]> Edits =
        Gen.Select(Gen.Int[0, 3], Gen.Double[0, 1], Gen.Int[1, 400], Gen.Byte).Array[1, 5];

    [Fact]
    public void Damaged_text_gives_the_same_however_it_arrives_and_loses_nothing_in_silence() =>
        Gen.Select(Gen.Int[0, Texts.Length - 1], Edits, Gen.Int[1, 300]).Sample((layout, edits, chunk) =>
        {
            var text = Apply(Texts[layout], edits);
            var whole = Logs.Read(text);
            var pieces = Logs.Read(text, chunk: chunk);
            Assert.Equal((whole.Ids, whole.Damage), (pieces.Ids, pieces.Damage));
            Assert.All(whole.Events, e => Assert.Contains(e.Json, Encoding.UTF8.GetString(text), StringComparison.Ordinal));

            // Without a report every record that a parser finds comes out, and with a role the same ones.
            var some = Logs.Read(text, "deployer", chunk);
            if (whole.Damage is null)
            {
                Assert.Empty(Parse(text).Intersect(Records).Except(whole.Events.Select(e => e.Json)));
                Assert.Equal(whole.Events.Where(e => e.RoleName.Equals("deployer", StringComparison.OrdinalIgnoreCase)).Select(e => e.Json), some.Events.Select(e => e.Json));
                Assert.Null(some.Damage);
            }
        }, iter: 6000);

    [Fact]
    public void Damaged_gzip_data_is_reported_or_whole() =>
        Gen.Select(Gen.Int[0, Texts.Length - 1], Gen.Int[0, 2], Edits, Gen.Int[1, 300]).Sample((layout, kind, edits, chunk) =>
        {
            var text = Texts[layout];
            var file = kind switch { 0 => GzipMembers.Stored(text), 1 => GzipMembers.Dynamic(text), _ => [.. GzipMembers.Dynamic(text[..500]), .. GzipMembers.Stored(text[500..])] };
            var damaged = Apply(file, edits);
            foreach (var canSeek in new[] { true, false })
            {
                var reading = Logs.Read(damaged, chunk: chunk, canSeek: canSeek);
                Assert.True(reading.Damage is not null || reading.Ids.StartsWith("a b c d e", StringComparison.Ordinal), reading.Ids);
            }
        }, iter: 3000);

    [Fact]
    public void Nonsense_ends()
    {
        var token = Gen.Int[0, 15].Select(i => new[] { "{", "}", "[", "]", "\"", "\\", ",", ":", "\n", "{\"Records\":[", "]}", Records[0], "{\"eventName\":\"n\",\"eventSource\":\"s\"}", "null", "\uFEFF", "1" }[i]);
        Gen.Select(token.Array[0, 60], Gen.Int[1, 100]).Sample((tokens, chunk) =>
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(tokens));
            var whole = Logs.Read(text);
            Assert.Equal((whole.Ids, whole.Damage), (Logs.Read(text, chunk: chunk).Ids, Logs.Read(text, chunk: chunk).Damage));
            Assert.True(whole.Damage is null || whole.Damage.Detail.Length > 0);
        }, iter: 5000);
    }

    /// <summary>The records of one document or array after the other.</summary>
    private static IEnumerable<string> Parse(byte[] text)
    {
        var records = new List<JsonElement>();
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true, AllowTrailingCommas = true, MaxDepth = 1000 });
        while (reader.Read())
        {
            var value = JsonElement.ParseValue(ref reader);
            var array = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("Records", out var inner) ? inner : value;
            records.AddRange(array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : [array]);
        }

        return records.Select(record => record.GetRawText());
    }

    private static byte[] Apply(byte[] text, (int Kind, double At, int Length, byte With)[] edits)
    {
        var bytes = text.ToList();
        foreach (var (kind, place, wanted, with) in edits)
        {
            var at = (int)(place * bytes.Count);
            var length = Math.Min(wanted, bytes.Count - at);
            switch (kind)
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 2 when length > 0:
                    bytes[at] = "\"\\{}[],:x \n"u8[with % 11];
                    break;
                case 3 when length > 0:
                    bytes[at] = with;
                    break;
            }
        }

        return [.. bytes];
    }
}
