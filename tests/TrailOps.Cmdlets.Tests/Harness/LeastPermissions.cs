using System.Text.Json.Nodes;

namespace TrailOps.Cmdlets.Tests;

/// <summary>The policies in a document's last section: one for each heading, enough for what it names, and no action in it too much.</summary>
internal static class LeastPermissions
{
    /// <summary>The headings of docs/<paramref name="file"/>, each with its policy.</summary>
    public static IEnumerable<(string Heading, string Json)> Of(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", file)).ReplaceLineEndings("\n");
        foreach (var section in text[text.IndexOf("## The operator's least permissions", StringComparison.Ordinal)..].Split("\n### ").Skip(1))
        {
            var start = section.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
            yield return (section[..section.IndexOf('\n', StringComparison.Ordinal)], section[start..section.IndexOf("```", start, StringComparison.Ordinal)]);
        }
    }

    /// <summary>Tries the whole policy, and then each that lacks one action.</summary>
    /// <param name="file">The document.</param>
    /// <param name="heading">The heading.</param>
    /// <param name="failureAsync">What goes wrong for somebody who has that policy alone; empty for nothing.</param>
    public static async Task CheckAsync(string file, string heading, Func<string, Task<string>> failureAsync)
    {
        var policy = Of(file).Single(document => document.Heading == heading).Json;
        Assert.Equal("", await failureAsync(policy));
        var statements = JsonNode.Parse(policy)!["Statement"]!.AsArray();
        for (var s = 0; s < statements.Count; s++)
        {
            for (var a = 0; a < statements[s]!["Action"]!.AsArray().Count; a++)
            {
                var less = JsonNode.Parse(policy)!;
                var actions = less["Statement"]![s]!["Action"]!.AsArray();
                var gone = (string)actions[a]!;
                actions.RemoveAt(a);
                if (actions.Count == 0)
                {
                    less["Statement"]!.AsArray().RemoveAt(s);
                }

                Assert.True((await failureAsync(less.ToJsonString())).Length > 0, $"{heading} works without {gone}.");
            }
        }
    }
}
