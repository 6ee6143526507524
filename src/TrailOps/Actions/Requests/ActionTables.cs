namespace TrailOps.Actions;

/// <summary>The tables about requests, by prefix and event.</summary>
internal static class ActionTables
{
    private static readonly Lazy<Table> ImpliedRows = new(() => new Table("implied.tsv"));
    private static readonly Lazy<Table> ResourceRows = new(() => new Table("resources.tsv"));
    private static readonly Lazy<Table> CreatedRows = new(() => new Table("created.tsv"));
    private static readonly Lazy<List<string[]>> AlternativeRows = new(() => ActionData.ReadTable("alternatives.tsv"));

    public static IEnumerable<string[]> Implied(string prefix, string eventName) => ImpliedRows.Value.Rows(prefix, eventName);

    public static IEnumerable<string[]> Resources(string prefix, string eventName) => ResourceRows.Value.Rows(prefix, eventName);

    /// <summary>Whether a call creates resources of a type that its name does not tell.</summary>
    public static bool Creates(string prefix, string eventName, string type) =>
        CreatedRows.Value.Rows(prefix, eventName).Any(row => row[2].Split(' ').Contains(type, StringComparer.Ordinal));

    /// <summary>Whether a call of the action is about one resource, though it has several types that are required.</summary>
    public static bool IsAboutOneResource(string prefix, string action) =>
        AlternativeRows.Value.Exists(row => ActionPattern.IsMatch(row[0], prefix) && ActionPattern.IsMatch(row[1], action));

    /// <summary>A table whose first column is a prefix and whose second are names of events, comma-separated, with wildcards.</summary>
    private sealed class Table(string name)
    {
        private readonly ILookup<string, (string[] Names, string[] Row)> _rows = ActionData.ReadTable(name)
            .ToLookup(row => row[0], row => (row[1].Split(", "), row), StringComparer.OrdinalIgnoreCase);

        public IEnumerable<string[]> Rows(string prefix, string eventName) =>
            _rows[prefix].Where(r => Array.Exists(r.Names, n => ActionPattern.IsMatch(n, eventName))).Select(r => r.Row);
    }
}
