namespace HelpGenerator.Writing;

/// <summary>A folder of generated pages: written only where they changed, and cleared of those whose cmdlet is gone.</summary>
/// <param name="folder">The folder; need not exist yet.</param>
/// <param name="pages">All pages that belong there, by file name.</param>
internal sealed class PageFolder(string folder, IReadOnlyDictionary<string, string> pages)
{
    /// <summary>What a write would change, a line a page.</summary>
    public IReadOnlyList<string> Stale() =>
    [
        .. Changed().Select(name => File.Exists(PathOf(name)) ? $"{PathOf(name)} is stale" : $"{PathOf(name)} is missing"),
        .. Orphans().Select(path => $"{path} belongs to no cmdlet"),
    ];

    public void Write()
    {
        Directory.CreateDirectory(folder);
        foreach (var name in Changed().ToList())
        {
            File.WriteAllText(PathOf(name), pages[name]);
        }

        foreach (var path in Orphans().ToList())
        {
            File.Delete(path);
        }
    }

    private IEnumerable<string> Changed() => pages.Keys
        .Order(StringComparer.Ordinal)
        .Where(name => !File.Exists(PathOf(name)) || File.ReadAllText(PathOf(name)) != pages[name]);

    // Only pages that bear our mark: what a person put there is not ours to delete.
    private IEnumerable<string> Orphans() => !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder, "*.md")
        .Where(path => !pages.ContainsKey(Path.GetFileName(path)) && File.ReadAllText(path).StartsWith(MarkdownWriter.Mark, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private string PathOf(string name) => Path.Combine(folder, name);
}
