using System.Text.Json;

namespace TrailOps.Tests.Denials;

/// <summary>Real refusals with what people read in them.</summary>
public sealed class RealDenialsTests
{
    private static readonly string? DataFile = Find();

    public static TheoryData<string> Ids() =>
        DataFile is null ? [""] : [.. File.ReadLines(DataFile).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_text_is_read_as_people_read_it(string id)
    {
        Assert.SkipWhen(DataFile is null, "../shared/data/denials.jsonl is not here");
        var item = File.ReadLines(DataFile!).Select(line => JsonDocument.Parse(line).RootElement).First(e => e.GetProperty("id").GetString() == id);
        var text = item.GetProperty("text").GetString()!;
        var expected = item.GetProperty("expected").EnumerateArray().ToList();
        var optional = expected.Where(e => e.TryGetProperty("optional", out var o) && o.GetBoolean()).Select(Expected).ToList();
        var wanted = expected.Where(e => !e.TryGetProperty("optional", out var o) || !o.GetBoolean()).Select(Expected).ToList();
        foreach (var found in new[] { Reading.File(text), Reading.Lines(text) })
        {
            var read = found.ConvertAll(Reading.Summary);
            read.RemoveAll(optional.Contains);
            Assert.Equal(wanted.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
        }
    }

    private static string Expected(JsonElement e)
    {
        string? Member(string name) => e.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var encoded = e.TryGetProperty("encoded", out var isEncoded) && isEncoded.GetBoolean();
        var isCut = e.TryGetProperty("encodedComplete", out var complete) && !complete.GetBoolean();
        return string.Join(
            " | ", Member("principal"), Member("action"), Member("resource"), Member("reason") is { } reason ? reason + "Deny" : null, Member("policyType"),
            encoded ? Member("encodedStart") : null, Member("service"), Member("operation"), isCut ? "cut" : null);
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TrailOps.sln")))
            {
                var file = Path.Combine(folder.FullName, "..", "shared", "data", "denials.jsonl");
                return File.Exists(file) ? file : null;
            }
        }

        return null;
    }
}
