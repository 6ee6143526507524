using System.Text.Json;

namespace TrailOps.Tests.Denials;

/// <summary>
/// Texts in the shapes that tools print, made up with what is to be read from them: a line of composed.jsonl each, as a file, line by line, and with Windows' line ends.
/// </summary>
public sealed class ComposedDenialsTests
{
    private static readonly Dictionary<string, Case> Cases = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Denials", "composed.jsonl"))
        .Select(line => JsonSerializer.Deserialize<Case>(line, JsonSerializerOptions.Web)!).ToDictionary(c => c.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_text_is_read_as_people_read_it(string name)
    {
        var made = Cases[name];
        foreach (var found in new[] { Reading.File(made.Text), Reading.Lines(made.Text), Reading.File(made.Text.Replace("\n", "\r\n", StringComparison.Ordinal)) })
        {
            var read = found.ConvertAll(Reading.Summary);
            read.RemoveAll(reading => made.Optional?.Contains(reading) == true);
            Assert.Equal(made.Expected.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
        }
    }

    private sealed record Case(string Name, string Text, IReadOnlyList<string> Expected, IReadOnlyList<string>? Optional);
}
