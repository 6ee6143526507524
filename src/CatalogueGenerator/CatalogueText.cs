using System.Globalization;
using System.Text;

namespace CatalogueGenerator;

/// <summary>
/// The catalogue as text. First the source and one line a service with the length of its section, then the sections, each to be read by
/// itself when its service is first asked for. TrailOps.Actions.CatalogueResource and CatalogueService read what is written here.
/// </summary>
internal static class CatalogueText
{
    public const string Format = "TrailOps action catalogue 2";

    public static byte[] Write(IamDataPackage package, Dictionary<string, List<Operation>> operations, Dictionary<string, List<string[]>> requests)
    {
        var head = new StringBuilder();
        var body = new MemoryStream();
        Line(head, Format);
        Line(head, IamDataPackage.Name, package.Version, package.Date.ToString("O", CultureInfo.InvariantCulture), package.DependentsVersion);
        Line(head, Number(package.Services.Count));
        foreach (var (prefix, service) in package.Services)
        {
            var section = Encoding.UTF8.GetBytes(Section(prefix, service, operations.GetValueOrDefault(prefix, []), requests.GetValueOrDefault(prefix, [])));
            Line(head, prefix, service.Name, Number(section.Length));
            body.Write(section);
        }

        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. body.ToArray()];
    }

    /// <summary>
    /// k: the condition keys the section refers to by their index. t: name, keys, ARN formats. a: name, access level, resource types
    /// (index, ! where required, +keys that the type has for this action only), keys, dependent actions. o: operation, actions it needs,
    /// actions it may need besides, kind. r, p, g: RequestTables. Actions of the section's own service stand without their prefix.
    /// </summary>
    private static string Section(string prefix, Service service, List<Operation> operations, List<string[]> requests)
    {
        var keys = service.Types.Values.SelectMany(t => t.Keys)
            .Concat(service.Actions.Values.SelectMany(a => a.Keys.Concat(a.Resources.Values.SelectMany(r => r.Keys))))
            .GroupBy(k => k, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select((g, i) => (g.Key, i)).ToDictionary(k => k.Key, k => k.i, StringComparer.Ordinal);
        var types = service.Types.Keys.Select((name, i) => (name, i)).ToDictionary(t => t.name, t => t.i, StringComparer.Ordinal);

        var text = new StringBuilder();
        Line(text, ["k", .. keys.OrderBy(k => k.Value).Select(k => k.Key)]);
        foreach (var type in service.Types.Values)
        {
            Line(text, ["t", type.Name, Indexes(type.Keys, keys), .. type.ArnFormats]);
        }

        foreach (var action in service.Actions.Values)
        {
            var resources = action.Resources.Select(r => Resource(r.Value, types[r.Key], service.Types[r.Key], keys));
            var dependents = action.Dependents.Where(d => d != $"{prefix}:{action.Name}");
            Line(text, "a", action.Name, action.Level.ToString(), string.Join(',', resources), Indexes(action.Keys, keys), Names(dependents, prefix));
        }

        foreach (var operation in operations.OrderBy(o => o.Name, StringComparer.Ordinal))
        {
            Line(text, "o", operation.Name, Names(operation.Primary, prefix), Names(operation.Also, prefix), operation.Kind);
        }

        foreach (var line in requests)
        {
            Line(text, line);
        }

        return text.ToString();
    }

    private static string Resource(ActionResource resource, int index, ResourceType type, Dictionary<string, int> keys)
    {
        var own = resource.Keys.Except(type.Keys, StringComparer.Ordinal).ToList();
        return Number(index) + (resource.Required ? "!" : "") + (own.Count > 0 ? "+" + Indexes(own, keys) : "");
    }

    private static string Indexes(IEnumerable<string> keys, Dictionary<string, int> index) =>
        string.Join('.', keys.Select(k => index[k]).Order().Select(Number));

    private static string Names(IEnumerable<string> actions, string prefix) =>
        string.Join(' ', actions.Select(a => a.StartsWith(prefix + ":", StringComparison.Ordinal) ? a[(prefix.Length + 1)..] : a));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, params IReadOnlyList<string> columns)
    {
        if (columns.FirstOrDefault(c => c.AsSpan().ContainsAny('\t', '\n')) is { } odd)
        {
            throw new InvalidDataException($"A tab or line break in the data: {odd}");
        }

        text.AppendJoin('\t', columns).Append('\n');
    }
}
