namespace CatalogueGenerator;

/// <summary>One operation whose authorised actions are not just the action of its own name.</summary>
/// <param name="Name">The operation, as CloudTrail writes it in eventName.</param>
/// <param name="Primary">The actions a call needs; empty where AWS lists none or several to choose from.</param>
/// <param name="Also">The actions a call may need besides.</param>
/// <param name="Kind">Why the row is there: same (own name and more), renamed, choose, none-listed.</param>
internal sealed record Operation(string Name, string[] Primary, string[] Also, string Kind);

/// <summary>operations.tsv, by prefix. Every action in it must exist in the package.</summary>
internal static class OperationTable
{
    public static Dictionary<string, List<Operation>> Read(string path, IamDataPackage package)
    {
        var table = new Dictionary<string, List<Operation>>(StringComparer.Ordinal);
        var seen = new HashSet<(string, string)>();
        foreach (var line in File.ReadLines(path).Where(l => l.Length > 0 && l[0] != '#').Skip(1))
        {
            var columns = line.Split('\t');
            if (columns is not [var prefix, _, var name, var primary, var also, "same" or "renamed" or "choose" or "none-listed"] || !seen.Add((prefix, name)))
            {
                throw new InvalidDataException($"operations.tsv: not six columns, an unknown kind, or there before: {line}");
            }

            var operation = new Operation(name, Actions(primary, line, package), Actions(also, line, package), columns[5]);
            (table.TryGetValue(prefix, out var list) ? list : table[prefix] = []).Add(operation);
        }

        var unknown = table.Keys.Where(p => !package.Services.ContainsKey(p)).ToList();
        return unknown.Count == 0 ? table : throw new InvalidDataException($"operations.tsv: no service has the prefix {string.Join(", ", unknown)}.");
    }

    private static string[] Actions(string column, string line, IamDataPackage package)
    {
        var actions = column == "-" ? [] : column.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(actions, a => !package.Has(a)) is { } missing
            ? throw new InvalidDataException($"operations.tsv: there is no action {missing}: {line}")
            : actions;
    }
}
