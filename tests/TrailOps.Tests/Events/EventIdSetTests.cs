using System.Text;
using CsCheck;
using TrailOps.Events;

namespace TrailOps.Tests.Events;

public class EventIdSetTests
{
    [Fact]
    public void Holds_what_a_HashSet_holds()
    {
        var id = Gen.OneOf(
            Gen.Guid.Select(g => g.ToString()),
            Gen.Int[0, 50].Select(i => new Guid(i, 0, 0, new byte[8]).ToString()),
            Gen.Int[0, 50].Select(i => $"EXAMPLE{i}"));
        id.Array[0, 300].Sample(ids =>
        {
            var expected = new HashSet<string>(StringComparer.Ordinal);
            var set = new EventIdSet();
            foreach (var text in ids)
            {
                Assert.Equal(expected.Add(text), set.Add(Encoding.UTF8.GetBytes(text)));
            }

            Assert.Equal(expected.Count, set.Count);
        }, iter: 300);
    }

    /// <summary>Ids that people and generators make up. With a bad spread each of these takes minutes.</summary>
    [Theory]
    [InlineData("{0:x8}-0000-0000-0000-000000000000")]
    [InlineData("00000000-0000-0000-0000-{0:d12}")]
    [InlineData("00000000-0000-0000-0000-{0:x12}")]
    [InlineData("{0:x8}-0000-4000-8000-{0:d12}")]
    [InlineData("{0:x8}-0000-0000-{1}-{2}00000000")]
    public void Counted_ids_spread_like_random_ones(string format)
    {
        var set = new EventIdSet();
        for (var i = 0; i < 200_000; i++)
        {
            var hex = $"{System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(i):x8}";
            var id = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, i, hex[..4], hex[4..]);
            Assert.True(set.Add(Encoding.ASCII.GetBytes(id)));
        }
    }

    [Fact]
    public void Takes_at_most_40_bytes_an_event_while_it_grows()
    {
        const int Count = 2_000_000;
        var id = new byte[36];
        var set = new EventIdSet();
        for (var i = 0; i < Count; i++)
        {
            new Guid(i, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8).TryFormat(id, out _);
            Assert.True(set.Add(id));
            if (i >= 10_000 && i % 997 == 0)
            {
                Assert.InRange(set.PeakBytes / (double)(i + 1), 16, 40);
            }
        }

        Assert.False(set.Add(id));
    }
}
