namespace TrailOps.Actions;

/// <summary>The tables about requests, by prefix.</summary>
internal static class ActionTables
{
    private static readonly Lazy<ILookup<string, string[]>> ImpliedRows = new(() => ByPrefix("implied.tsv"));
    private static readonly Lazy<ILookup<string, string[]>> ResourceRows = new(() => ByPrefix("resources.tsv"));
    private static readonly Lazy<ILookup<string, string[]>> CreatedRows = new(() => ByPrefix("created.tsv"));

    private static readonly Lazy<List<string[]>> AlternativeRows = new(() => ActionData.ReadTable("alternatives.tsv"));

    public static IEnumerable<string[]> Implied(string prefix) => ImpliedRows.Value[prefix];

    public static IEnumerable<string[]> Resources(string prefix) => ResourceRows.Value[prefix];

    public static IEnumerable<string[]> Created(string prefix) => CreatedRows.Value[prefix];

    /// <summary>Whether a column of event names, comma-separated and with wildcards, has this one.</summary>
    public static bool Names(string column, string eventName)
    {
        foreach (var name in column.Split(", "))
        {
            if (ActionPattern.IsMatch(name, eventName))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a call of the action is about one resource, though it has several types that are required.</summary>
    public static bool IsAboutOneResource(string prefix, string action) =>
        AlternativeRows.Value.Exists(row => ActionPattern.IsMatch(row[0], prefix) && ActionPattern.IsMatch(row[1], action));

    private static ILookup<string, string[]> ByPrefix(string table) => ActionData.ReadTable(table).ToLookup(row => row[0], StringComparer.OrdinalIgnoreCase);
}
