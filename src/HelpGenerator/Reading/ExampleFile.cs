using HelpGenerator.Model;

namespace HelpGenerator.Reading;

/// <summary>
/// The examples of one cmdlet: a script in which each block begins with <c>## Title</c>, goes on with <c># remarks</c> (a bare <c>#</c> parts
/// paragraphs) and ends with the code. Comments before the first block are the file's own.
/// </summary>
/// <param name="Cmdlet">The cmdlet, by the file's name.</param>
/// <param name="Path">Where the file lies.</param>
/// <param name="Examples">Its blocks.</param>
/// <param name="LooseLine">The line of code before the first block, if there is any.</param>
internal sealed record ExampleFile(string Cmdlet, string Path, IReadOnlyList<ExampleModel> Examples, int? LooseLine)
{
    /// <summary>How the files' names end.</summary>
    public const string Suffix = ".examples.ps1";

    /// <summary>All example files of a folder and its subfolders.</summary>
    public static IReadOnlyList<ExampleFile> ReadAll(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*" + Suffix, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => Parse(path, File.ReadAllText(path))),
    ];

    public static ExampleFile Parse(string path, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        int[] starts = [.. Enumerable.Range(0, lines.Length).Where(i => IsTitle(lines[i]))];
        var head = starts.Length > 0 ? starts[0] : lines.Length;
        int? loose = Enumerable.Range(0, head).Where(i => !IsRemark(lines[i])).Select(i => (int?)i + 1).FirstOrDefault();
        var examples = starts.Select((start, i) => ParseBlock(lines, start, i + 1 < starts.Length ? starts[i + 1] : lines.Length));
        return new ExampleFile(System.IO.Path.GetFileName(path)[..^Suffix.Length], path, [.. examples], loose);
    }

    private static bool IsTitle(string line) => line is "##" || line.StartsWith("## ", StringComparison.Ordinal);

    private static bool IsRemark(string line) => line.Length == 0 || line.StartsWith('#') || string.IsNullOrWhiteSpace(line);

    private static ExampleModel ParseBlock(string[] lines, int start, int end)
    {
        var code = start + 1;
        while (code < end && IsRemark(lines[code]))
        {
            code++;
        }

        List<Paragraph> remarks = [];
        List<string> paragraph = [];
        foreach (var line in lines[(start + 1)..code].Select(line => line.TrimStart('#').Trim()).Append(string.Empty))
        {
            if (line.Length > 0)
            {
                paragraph.Add(line);
            }
            else if (paragraph.Count > 0)
            {
                remarks.Add(Paragraph.Of(string.Join(' ', paragraph)));
                paragraph.Clear();
            }
        }

        var text = string.Join('\n', lines[code..end].Select(line => line.TrimEnd())).Trim('\n');
        return new ExampleModel(lines[start][2..].Trim(), text, remarks, start + 1);
    }
}
