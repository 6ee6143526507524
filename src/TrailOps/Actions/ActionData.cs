using System.Text;

namespace TrailOps.Actions;

/// <summary>The files of Actions/Data, embedded in the assembly under their own names.</summary>
internal static class ActionData
{
    public static Stream Open(string name) =>
        typeof(ActionData).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");

    /// <summary>
    /// The rows of a table: tab-separated, a line of headings, # begins a comment line. Every row has as many columns as there are headings.
    /// </summary>
    public static List<string[]> ReadTable(string name)
    {
        using var reader = new StreamReader(Open(name), Encoding.UTF8);
        List<string[]> rows = [];
        string[]? headings = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var columns = line.Split('\t');
            if (headings is null)
            {
                headings = columns;
                continue;
            }

            rows.Add(columns.Length == headings.Length
                ? columns
                : throw new InvalidDataException($"{name}: {columns.Length} columns instead of {headings.Length}: {line}"));
        }

        return rows;
    }
}
