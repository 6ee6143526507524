using System.IO.Compression;
using TrailOps.Events;

namespace TrailOps.Tests.Events;

/// <summary>gzip files whole and damaged: never a silent loss.</summary>
public class LogStreamTests
{
    private static readonly string[] Records = [.. Enumerable.Range(0, 6).Select(i => Logs.Record($"e{i}", extra: $",\"n\":\"{new string((char)('a' + i), 40 * i)}\""))];

    public static TheoryData<string> Files => ["stored", "fixed", "dynamic", "two", "three", "empty first", "large"];

    private static byte[] File(string kind)
    {
        var text = Logs.Document(Records);
        return kind switch
        {
            "stored" => Logs.Gzip(text, CompressionLevel.NoCompression),
            "fixed" => Logs.Gzip(Logs.Document(Logs.Record("e0")), CompressionLevel.Fastest),
            "dynamic" => Logs.Gzip(text, CompressionLevel.SmallestSize),
            "two" => [.. Logs.Gzip(text[..700]), .. Logs.Gzip(text[700..])],
            "three" => [.. Logs.Gzip(text[..1]), .. Logs.Gzip(text[1..900]), .. Logs.Gzip(text[900..])],
            "empty first" => [.. Logs.Gzip(""), .. Logs.Gzip(text), .. Logs.Gzip("")],
            _ => Logs.Gzip(Logs.Document([.. Enumerable.Range(0, 3000).Select(i => Logs.Record($"e{i}", extra: $",\"n\":\"{i * 7919}\""))])),
        };
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_whole_file_has_no_damage_however_it_arrives(string kind)
    {
        foreach (var chunk in new[] { 1, 7, 8191, 8192, 8193, int.MaxValue })
        {
            var reading = Logs.Read(File(kind), chunk: chunk);
            Assert.Null(reading.Damage);
            Assert.Equal(kind switch { "fixed" => 1, "large" => 3000, _ => 6 }, reading.Events.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_cut_off_anywhere_is_reported(string kind)
    {
        var file = File(kind);
        var whole = Logs.Read(file).Ids;
        for (var length = 0; length < file.Length; length += kind == "large" ? 997 : 1)
        {
            var reading = Logs.Read(file[..length]);
            var isMemberEnd = IsMemberEnd(kind, file, length);
            Assert.True(reading.Damage is not null, $"{kind} cut at {length} of {file.Length}");
            Assert.Equal(length == 0 ? LogDamageKind.Empty : LogDamageKind.Truncated, isMemberEnd ? LogDamageKind.Truncated : reading.Damage.Kind);
            Assert.StartsWith(reading.Ids, whole, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_flipped_byte_anywhere_is_reported_or_changes_nothing(string kind)
    {
        var file = File(kind);
        var whole = Logs.Read(file);
        for (var i = 0; i < file.Length; i += kind == "large" ? 997 : 1)
        {
            // Every byte, each in one of three ways.
            var flip = (i % 3) switch { 0 => (byte)0x01, 1 => (byte)0x80, _ => (byte)0xFF };
            var bytes = (byte[])file.Clone();
            bytes[i] ^= flip;
            var reading = Logs.Read(bytes);
            Assert.True(reading.Damage is not null || reading.Events.Select(e => e.Json).SequenceEqual(whole.Events.Select(e => e.Json)), $"{kind}: byte {i} ^ {flip}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_wrong_sum_or_length_loses_no_record(int fromEnd)
    {
        foreach (var kind in new[] { "stored", "dynamic", "two", "large" })
        {
            var file = File(kind);
            var whole = Logs.Read(file).Ids;
            file[^fromEnd] ^= 0x10;
            var reading = Logs.Read(file);
            Assert.Equal(LogDamageKind.Corrupt, reading.Damage?.Kind);
            Assert.Equal(whole, reading.Ids);
        }
    }

    [Fact]
    public void A_line_at_the_end_comes_out_though_the_sum_is_wrong()
    {
        var file = Logs.Gzip(Logs.Record("a") + "\n" + Logs.Record("b"));
        file[^6] ^= 1;
        Assert.Equal("a b", Logs.Read(file).Ids);
    }

    [Theory]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x1f })]
    [InlineData(new byte[] { 0x1f, 0x8b })]
    [InlineData(new byte[] { 0x1f, 0x8b, 8, 0, 0 })]
    [InlineData(new byte[] { (byte)'{', (byte)'}' })]
    public void Bytes_behind_the_end_are_reported_and_cost_no_record(byte[] junk)
    {
        foreach (var chunk in new[] { 1, int.MaxValue })
        {
            var reading = Logs.Read([.. File("dynamic"), .. junk], chunk: chunk);
            Assert.NotNull(reading.Damage);
            Assert.Equal("e0 e1 e2 e3 e4 e5", reading.Ids);
        }
    }

    [Fact]
    public void What_cannot_be_read_again_is_reported_all_the_same()
    {
        var file = File("dynamic");
        file[^5] ^= 1;
        Assert.Equal(LogDamageKind.Corrupt, Logs.Read(file, canSeek: false).Damage?.Kind);
        Assert.Null(Logs.Read(File("three"), canSeek: false).Damage);
    }

    [Fact]
    public void Nothing_is_an_empty_file() => Assert.Equal(LogDamageKind.Empty, Logs.Read([]).Damage?.Kind);

    private static bool IsMemberEnd(string kind, byte[] file, int length)
    {
        _ = kind;
        using var stream = LogStream.Open(new MemoryStream(file[..length]));
        var buffer = new byte[1 << 20];
        while (stream.Read(buffer) > 0)
        {
        }

        // Cut where a member ends: the gzip data is whole, and it is the JSON that is not.
        return length > 0 && stream.Damage is null;
    }
}
