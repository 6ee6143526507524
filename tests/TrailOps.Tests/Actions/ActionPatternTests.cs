using System.Text.RegularExpressions;
using CsCheck;
using TrailOps.Actions;

namespace TrailOps.Tests.Actions;

public class ActionPatternTests
{
    [Fact]
    public void ItMatchesWhatTheSameRegularExpressionMatches() =>
        Gen.Select(Gen.String[Gen.Char["aAb*?"], 0, 8], Gen.String[Gen.Char["aAbB"], 0, 10]).Sample((pattern, text) =>
        {
            var regex = "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$";
            var options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline;
            var expected = Regex.IsMatch(text, regex, options);
            Assert.Equal(expected, ActionPattern.IsMatch(pattern, text));
            Assert.Equal(expected, new CodePattern(pattern).Fits(text));
        });

    [Fact]
    public void AHostilePatternDoesNotTakeForever() =>
        Assert.False(ActionPattern.IsMatch(string.Concat(Enumerable.Repeat("*a", 500)) + "b", new string('a', 5_000)));
}
