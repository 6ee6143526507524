using CsCheck;
using TrailOps.Actions;
using TrailOps.Policies;

namespace TrailOps.Tests.Policies;

/// <summary>Patterns against every short text.</summary>
public class PatternOverlapTests
{
    private static readonly string[] Texts = [.. Enumerable.Range(1, 8).SelectMany(Words)];

    private static readonly Gen<string> Pattern = RandomPolicies.Of("a", "b", "*", "?").Array[1, 4].Select(string.Concat);

    [Fact]
    public void Patterns_overlap_where_a_text_matches_both() => Gen.Select(Pattern, Pattern).Sample((one, other) =>
    {
        var common = Texts.Any(t => ActionPattern.IsMatch(one, t) && ActionPattern.IsMatch(other, t));
        Assert.Equal(common, PatternOverlap.OfActions(one, other));
    }, iter: 3000);

    private static IEnumerable<string> Words(int length) =>
        length == 0 ? [""] : Words(length - 1).SelectMany(word => new[] { word + "a", word + "b" });
}
