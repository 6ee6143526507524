namespace TrailOps.Aws.Connection;

/// <summary>A file of profiles: sections of <c>name = value</c> lines, whose indented lines are names and values below the name before.</summary>
/// <remarks>The format: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html</remarks>
internal sealed class ProfileFile
{
    private readonly Dictionary<string, Dictionary<string, string>> _sections = new(StringComparer.Ordinal);

    private ProfileFile(string path) => Path = path;

    public string Path { get; }

    /// <summary>The sections' headings, without brackets, quotes and spaces beyond one.</summary>
    public IEnumerable<string> Sections => _sections.Keys;

    /// <summary>Reads a file. One that is not there has no sections.</summary>
    /// <exception cref="IOException">It is there and can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static ProfileFile Read(string path)
    {
        var file = new ProfileFile(path);
        if (File.Exists(path))
        {
            file.Parse(File.ReadLines(path));
        }

        return file;
    }

    /// <summary>A section's values by name; those below a name are called <c>name.below</c>. Null where there is no such section.</summary>
    public IReadOnlyDictionary<string, string>? this[string section] => _sections.GetValueOrDefault(section);

    private void Parse(IEnumerable<string> lines)
    {
        Dictionary<string, string>? section = null;
        var parent = "";
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (text.Length == 0 || text[0] is '#' or ';')
            {
                continue;
            }

            if (text[0] == '[')
            {
                section = Begin(text);
                parent = "";
                continue;
            }

            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (section is null || equals <= 0)
            {
                continue;
            }

            var name = text[..equals].TrimEnd().ToLowerInvariant();
            if (char.IsWhiteSpace(line[0]) && parent.Length > 0)
            {
                section[$"{parent}.{name}"] = text[(equals + 1)..].TrimStart();
                continue;
            }

            parent = name;
            section[name] = Value(name, text[(equals + 1)..]);
        }
    }

    private Dictionary<string, string> Begin(string heading)
    {
        var end = heading.IndexOf(']', StringComparison.Ordinal);
        var words = heading[1..(end < 0 ? heading.Length : end)].Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join(' ', words.Select(word => word.Trim().Trim('"', '\'')));
        if (!_sections.TryGetValue(name, out var section))
        {
            section = new(StringComparer.Ordinal);
            _sections.Add(name, section);
        }

        return section;
    }

    private static string Value(string name, string text)
    {
        // A command may hold these signs, and its shell knows comments itself.
        if (name == "credential_process")
        {
            return text.Trim();
        }

        var end = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] is '#' or ';' && char.IsWhiteSpace(text[i - 1]))
            {
                end = i;
                break;
            }
        }

        return text[..end].Trim();
    }
}
