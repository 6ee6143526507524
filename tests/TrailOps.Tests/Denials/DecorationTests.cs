namespace TrailOps.Tests.Denials;

/// <summary>A refusal is read the same, whatever tools, terminals and logs did to it.</summary>
public sealed class DecorationTests
{
    private const int Cases = 2500;

    [Theory]
    [InlineData("none")]
    [InlineData("hard")]
    [InlineData("word")]
    public void A_refusal_is_read_whatever_is_around_it(string wrap)
    {
        List<string> wrong = [];
        var open = 0;
        for (var seed = 1; seed <= Cases; seed++)
        {
            var random = new Random(seed);
            var made = Decoration.Refusal(random);
            var text = Decorate(made, wrap, random);
            foreach (var read in new[] { Reading.File(text), Reading.Lines(text) }.Take(seed % 2 == 0 ? 1 : 2))
            {
                if (read is [var denial] && IsRight(denial, made))
                {
                    continue;
                }

                // Where a broken line leaves it open where a name ends, that has to be said, and nothing else may be wrong.
                if (read is [{ Remarks.Count: > 0 } doubtful] && IsRight(doubtful with { Resource = made.Resource, EncodedMessage = made.Encoded }, made))
                {
                    open++;
                    continue;
                }

                var found = string.Join('\n', read.Select(d => string.Join(" | ", d.PrincipalArn, d.Action, d.Resource, d.Reason, d.PolicyType, d.EncodedMessage, string.Join(' ', d.Remarks))));
                wrong.Add($"{seed}: expected\n{string.Join(" | ", made.Principal, made.Action, made.Resource, made.Reason, made.PolicyType, made.Encoded)}\nread\n{found}\nin\n{text}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {2 * Cases} are wrong, such as {string.Join("\n\n", wrong.OrderBy(text => text.Length).Take(6))}");
        Assert.True(open <= Cases / 50, $"{open} are open.");
    }

    private static string Decorate(MadeUp made, string wrap, Random random)
    {
        var text = Decoration.Box(made.Text, random);
        text = wrap switch
        {
            "hard" => Decoration.HardWrap(text, random.Next(30, 200)),
            "word" => Decoration.WordWrap(text, random.Next(50, 200)),
            _ => text,
        };
        text = Decoration.Colour(text, random);
        text = Decoration.Prefix(text, random);
        text = Decoration.Mojibake(text, random);
        return Decoration.Json(text, random);
    }

    private static bool IsRight(AuthorizationDenial denial, MadeUp made) =>
        denial.PrincipalArn == made.Principal && denial.Action == made.Action && denial.Resource == made.Resource && denial.Reason == made.Reason
        && denial.PolicyType == made.PolicyType && denial.EncodedMessage == made.Encoded && !denial.IsTruncated;
}
