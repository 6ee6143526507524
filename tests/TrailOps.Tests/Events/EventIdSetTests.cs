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

    [Fact]
    public void Takes_at_most_40_bytes_an_event_while_it_grows()
    {
        const int Count = 1_000_000;
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
