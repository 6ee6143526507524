using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TrailOps.LocalAws.Http;

/// <summary>Parameters and answers as CloudTrail writes them: JSON whose names begin in lower case.</summary>
internal static partial class EventJson
{
    private static readonly string[] QueryMembers = ["Action", "Version"];

    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>Times in CloudTrail's parameters and answers: <c>Nov 25, 2026, 7:16:44 AM</c>.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("MMM d, yyyy, h:mm:ss tt", CultureInfo.InvariantCulture);

    /// <summary>Null where there are no parameters.</summary>
    public static JsonObject? From(QueryParameters parameters)
    {
        JsonObject root = [];
        foreach (var (name, value) in parameters.All.Where(pair => !QueryMembers.Contains(pair.Key) && !pair.Key.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase)))
        {
            Set(root, name.Split('.'), value);
        }

        return root.Count == 0 ? null : root;
    }

    /// <summary>The content of an answer. Null: it has none.</summary>
    public static JsonNode? From(XElement element)
    {
        if (!element.HasElements)
        {
            return IsoTime().IsMatch(element.Value)
                ? Time(DateTimeOffset.Parse(element.Value, CultureInfo.InvariantCulture))
                : Value(element.Value);
        }

        if (element.Elements().All(child => child.Name.LocalName == "member"))
        {
            return new JsonArray([.. element.Elements().Select(From)]);
        }

        JsonObject result = [];
        foreach (var child in element.Elements())
        {
            result[Camel(child.Name.LocalName)] = From(child);
        }

        return result;
    }

    public static JsonNode? From(JsonNode? node) => node switch
    {
        JsonObject from => new JsonObject(from.Select(member => KeyValuePair.Create(Camel(member.Key), From(member.Value)))),
        JsonArray from => new JsonArray([.. from.Select(From)]),
        _ => node?.DeepClone(),
    };

    // name.member.N(.name)
    private static void Set(JsonObject parent, string[] path, string value)
    {
        var name = Camel(path[0]);
        if (path.Length == 1)
        {
            parent[name] = Value(value);
            return;
        }

        if (path is not [_, "member", var number, .. var rest] || !int.TryParse(number, CultureInfo.InvariantCulture, out _))
        {
            Set(Child(parent, name), path[1..], value);
            return;
        }

        if (parent[name] is not JsonArray array)
        {
            parent[name] = array = [];
        }

        if (rest.Length == 0)
        {
            array.Add(value);
            return;
        }

        var index = int.Parse(number, CultureInfo.InvariantCulture);
        while (array.Count < index)
        {
            array.Add(new JsonObject());
        }

        Set((JsonObject)array[index - 1]!, rest, value);
    }

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }

    // Numbers and truth values are such in records, though the wire has only text.
    private static JsonNode Value(string text) =>
        text is "true" or "false" ? JsonValue.Create(text == "true")
        : Number().IsMatch(text) ? JsonValue.Create(int.Parse(text, CultureInfo.InvariantCulture))
        : JsonValue.Create(text);

    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,8})\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z\z")]
    private static partial Regex IsoTime();
}
