using System.IO.Compression;
using System.Text;
using TrailOps.Events;

namespace TrailOps.Tests.Events;

/// <summary>
/// Each byte of small gzip files of every kind cut off or changed. Two rules: damage that changes the text is always reported; and all that
/// a plain inflater, asked for one byte after the other, gives before it stops comes out.
/// </summary>
public class DamagedGzipTests
{
    private static readonly string[] Records = [Logs.Record("a"), Logs.Record("b", "other", ",\"x\":\"äé\\\"},{\""), Logs.Record("c")];
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(Logs.Document(Records));

    /// <summary>Where each record ends in the text.</summary>
    private static readonly (string Id, int End)[] Ends = FindEnds();

    private static readonly Dictionary<string, byte[][]> Members = new()
    {
        ["stored"] = [GzipMembers.Stored(Text)],
        ["fixed"] = [GzipMembers.Fixed(Text)],
        ["dynamic"] = [GzipMembers.Dynamic(Text)],
        ["long head"] = [GzipMembers.WithLongHead(Text)],
        ["stored, fixed"] = [GzipMembers.Stored(Text[..600]), GzipMembers.Fixed(Text[600..])],
        ["dynamic, dynamic"] = [GzipMembers.Dynamic(Text[..Ends[1].End]), GzipMembers.Dynamic(Text[Ends[1].End..])],
        ["three"] = [GzipMembers.Dynamic(Text[..300]), GzipMembers.WithLongHead(Text[300..310]), GzipMembers.Stored(Text[310..])],
        ["empty ones"] = [GzipMembers.Stored([]), GzipMembers.Fixed([]), GzipMembers.Dynamic(Text), GzipMembers.Stored([])],
    };

    public static TheoryData<string> Kinds => [.. Members.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_whole_file_is_its_text_however_it_arrives(string kind)
    {
        var file = Members[kind].SelectMany(m => m).ToArray();
        foreach (var chunk in new[] { 1, 2, 3, 17, 18, 19, 8192, int.MaxValue })
        {
            foreach (var room in new[] { 1, 64, 1 << 16 })
            {
                var (text, damage) = ReadStream(file, chunk, room);
                Assert.Equal((null, true), (damage, Text.AsSpan().SequenceEqual(text)));
            }

            Assert.Equal(("a b c", null), (Logs.Read(file, chunk: chunk, canSeek: false).Ids, Logs.Read(file, chunk: chunk, canSeek: false).Damage));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Cut_off_anywhere_it_gives_all_that_can_be_inflated_and_says_so(string kind)
    {
        var file = Members[kind].SelectMany(m => m).ToArray();
        var memberEnds = Members[kind].Select((_, i) => Members[kind][..(i + 1)].Sum(m => m.Length)).ToHashSet();
        for (var length = 0; length < file.Length; length++)
        {
            var cut = file[..length];
            var inflated = Inflate(cut);
            var (text, damage) = ReadStream(cut, int.MaxValue, 1 << 16);
            Assert.True(inflated.AsSpan().SequenceEqual(text), $"{kind} cut at {length}: {text.Length} bytes instead of {inflated.Length}");
            Assert.Equal(length == 0 ? LogDamageKind.Empty : memberEnds.Contains(length) ? null : LogDamageKind.Truncated, damage?.Kind);

            // Where a member ends it is the JSON that misses something, unless the rest of the file is an empty member.
            var ids = string.Join(" ", Ends.Where(r => r.End <= inflated.Length).Select(r => r.Id));
            foreach (var canSeek in new[] { true, false })
            {
                var reading = Logs.Read(cut, canSeek: canSeek);
                Assert.Equal((length, ids), (length, reading.Ids));
                Assert.Equal(inflated.Length == Text.Length && memberEnds.Contains(length), reading.Damage is null);
                Assert.Equal(ids.Replace("b ", "", StringComparison.Ordinal).TrimEnd('b', ' '), Logs.Read(cut, "deployer", canSeek: canSeek).Ids);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Changed_anywhere_it_gives_the_same_text_or_says_so(string kind)
    {
        var file = Members[kind].SelectMany(m => m).ToArray();
        for (var i = 0; i < file.Length; i++)
        {
            foreach (var bit in new[] { 0, (i % 7) + 1 })
            {
                var changed = (byte[])file.Clone();
                changed[i] ^= (byte)(1 << bit);
                var at = $"{kind}: byte {i}, bit {bit}";
                if (i < 2)
                {
                    // No gzip any more, and no JSON.
                    Assert.True(Logs.Read(changed).Damage?.Kind == LogDamageKind.Foreign, at);
                    continue;
                }

                var (text, damage) = ReadStream(changed, int.MaxValue, 1 << 16);
                Assert.True(damage is not null || Text.AsSpan().SequenceEqual(text), at);
                var inflated = Inflate(changed);
                Assert.True(text.AsSpan().StartsWith(inflated), $"{at}: {text.Length} bytes instead of {inflated.Length}");
                Assert.True(damage is not null || Logs.Read(changed).Ids == "a b c", at);
                Assert.True(damage is null || Logs.Read(changed, canSeek: false).Damage is not null, at);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_wrong_sum_or_length_of_the_last_member_loses_nothing(string kind)
    {
        var file = Members[kind].SelectMany(m => m).ToArray();
        for (var fromEnd = 1; fromEnd <= 8; fromEnd++)
        {
            var changed = (byte[])file.Clone();
            changed[^fromEnd] ^= 1;
            foreach (var room in new[] { 1, 63, 1 << 16 })
            {
                var (text, damage) = ReadStream(changed, int.MaxValue, room);
                Assert.Equal((LogDamageKind.Corrupt, true), (damage?.Kind, Text.AsSpan().SequenceEqual(text)));
            }
        }
    }

    [Theory]
    [InlineData("00")]
    [InlineData("00000000000000000000000000000000000000000000")]
    [InlineData("41")]
    [InlineData("7B7D")]
    [InlineData("0A")]
    [InlineData("1F")]
    [InlineData("1F8B")]
    [InlineData("1F8B08")]
    [InlineData("1F8B0800000000000000")]
    [InlineData("1F8B08000000000000FF0300")]
    [InlineData("1F8BFF000000000000FF03000000000000000000")]
    [InlineData("1F8B0800000000000000FFFFFFFFFFFFFFFFFFFF")]
    [InlineData("001F8B08000000000000FF03000000000000000000")]
    public void Bytes_behind_the_end_are_reported_and_cost_nothing(string junk)
    {
        foreach (var (kind, members) in Members)
        {
            byte[] file = [.. members.SelectMany(m => m), .. Convert.FromHexString(junk)];
            foreach (var chunk in new[] { 1, file.Length - (junk.Length / 2), int.MaxValue })
            {
                foreach (var room in new[] { 1, Text.Length, 1 << 16 })
                {
                    var (text, damage) = ReadStream(file, chunk, room);
                    Assert.Equal((kind, chunk, room, true, true), (kind, chunk, room, damage is not null, text.AsSpan().SequenceEqual(Text)));
                }

                Assert.Equal("a b c", Logs.Read(file, chunk: chunk).Ids);
                Assert.NotNull(Logs.Read(file, chunk: chunk).Damage);
            }
        }
    }

    [Fact]
    public void A_file_that_shrinks_while_it_is_read_again_ends()
    {
        var file = GzipMembers.Stored(Text);
        file[^5] ^= 1;
        for (var length = 0; length < file.Length; length += 7)
        {
            using var stream = LogStream.Open(new ShrinkingStream(file, length));
            var buffer = new byte[100];
            try
            {
                for (var reads = 0; stream.Read(buffer) > 0; reads++)
                {
                    Assert.InRange(reads, 0, Text.Length);
                }

                Assert.NotNull(stream.Damage);
            }
            catch (InvalidDataException)
            {
                // Reported as a file that can't be read.
            }
        }
    }

    private static (byte[] Text, LogDamage? Damage) ReadStream(byte[] file, int chunk, int room)
    {
        using var stream = LogStream.Open(Logs.Stream(file, chunk));
        using var text = new MemoryStream();
        var buffer = new byte[room];
        int count;
        while ((count = stream.Read(buffer)) > 0)
        {
            text.Write(buffer, 0, count);
        }

        return (text.ToArray(), stream.Damage);
    }

    /// <summary>What .NET's own inflater gives, asked for one byte after the other, until it ends or throws.</summary>
    private static byte[] Inflate(byte[] file)
    {
        using var text = new MemoryStream();
        using var inflater = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
        try
        {
            for (var b = inflater.ReadByte(); b >= 0; b = inflater.ReadByte())
            {
                text.WriteByte((byte)b);
            }
        }
        catch (InvalidDataException)
        {
            // So far and no further.
        }

        return text.ToArray();
    }

    private static (string, int)[] FindEnds()
    {
        var ends = new List<(string, int)>();
        var end = "{\"Records\":[".Length;
        foreach (var (id, record) in Records.Zip(["a", "b", "c"], (record, id) => (id, record)))
        {
            end += Encoding.UTF8.GetByteCount(record);
            ends.Add((id, end));
            end++;
        }

        return [.. ends];
    }

    /// <summary>A file of which somebody cuts off the end once it has been read.</summary>
    private sealed class ShrinkingStream(byte[] bytes, int length) : MemoryStream(bytes.ToArray(), 0, bytes.Length, writable: true, publiclyVisible: true)
    {
        public override long Seek(long offset, SeekOrigin loc)
        {
            SetLength(length);
            return base.Seek(offset, loc);
        }
    }
}
