namespace CatalogueGenerator;

/// <summary>
/// resources.tsv, pass-role.tsv and api-gateway.tsv, by prefix, each as lines of the catalogue: r resource type, values, events; p operation, roles,
/// services; g event, HTTP method or action, path. Every resource type and action in them must exist in the package.
/// </summary>
internal static class RequestTables
{
    private const string ApiGateway = "apigateway";

    public static Dictionary<string, List<string[]>> Read(string folder, IamDataPackage package)
    {
        var lines = new Dictionary<string, List<string[]>>(StringComparer.Ordinal);
        foreach (var row in Rows(folder, "resources.tsv", 4))
        {
            Expect(package.Services.TryGetValue(row[0], out var service) && service.Types.ContainsKey(row[1].ToLowerInvariant()), "resource type", row);
            Add(lines, row[0], "r", row[1], row[2], row[3]);
        }

        var seen = new HashSet<(string, string)>();
        foreach (var row in Rows(folder, "pass-role.tsv", 4))
        {
            Expect(package.Services.ContainsKey(row[0]) && seen.Add((row[0], row[1])), "service, or the operation is there twice", row);
            Add(lines, row[0], "p", row[1], row[2], row[3]);
        }

        foreach (var row in Rows(folder, "api-gateway.tsv", 4))
        {
            Expect(package.Has($"{ApiGateway}:{row[2]}"), "action", row);
            Add(lines, ApiGateway, "g", row[0], row[2], row[3]);
        }

        return lines;
    }

    /// <summary>The rows of resource-types.tsv: prefix, actions, resource types.</summary>
    public static IEnumerable<string[]> ResourceTypes(string folder) => Rows(folder, "resource-types.tsv", 3);

    private static IEnumerable<string[]> Rows(string folder, string name, int columns) =>
        File.ReadLines(Path.Combine(folder, name)).Where(l => l.Length > 0 && l[0] != '#').Skip(1).Select(l => l.Split('\t') is var row && row.Length == columns
            ? row
            : throw new InvalidDataException($"{name}: not {columns} columns: {l}"));

    private static void Add(Dictionary<string, List<string[]>> lines, string prefix, params string[] line) =>
        (lines.TryGetValue(prefix, out var list) ? list : lines[prefix] = []).Add(line);

    private static void Expect(bool isRight, string what, string[] row)
    {
        if (!isRight)
        {
            throw new InvalidDataException($"There is no such {what}: {string.Join(' ', row)}");
        }
    }
}
