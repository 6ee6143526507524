namespace TrailOps.Benchmarks.Corpus;

/// <summary>A kind of call, as calls.txt tells it.</summary>
internal sealed record CallTemplate(string Source, string Name, bool ReadOnly, int Weight, Template Request, Template Response, Template? Resources)
{
    /// <summary>All of calls.txt.</summary>
    public static IReadOnlyList<CallTemplate> ReadAll()
    {
        using var stream = typeof(CallTemplate).Assembly.GetManifestResourceStream("calls.txt")!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Chunk(4);
        return [.. lines.Select(Read)];
    }

    private static CallTemplate Read(string[] lines)
    {
        if (lines[0].Split(' ') is not [var source, var name, var mode, var weight])
        {
            throw new InvalidDataException($"calls.txt: '{lines[0]}' is no call.");
        }

        return new CallTemplate(
            source,
            name,
            mode == "read",
            int.Parse(weight, System.Globalization.CultureInfo.InvariantCulture),
            new Template(lines[1]),
            new Template(lines[2]),
            lines[3] == "-" ? null : new Template(lines[3]));
    }
}
