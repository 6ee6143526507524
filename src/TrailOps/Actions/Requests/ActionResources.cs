using System.Collections.Concurrent;

namespace TrailOps.Actions;

/// <summary>
/// The resources of one action in one kind of event. Asked in this order, for each of the action's resource types: the rules of resources.tsv, the ARNs
/// that the record lists, the rules of the catalogue, ARNs and EC2's ids anywhere in the request, and what the call created, by its response.
/// </summary>
internal sealed class ActionResources
{
    private const string Any = "*";
    private static readonly ConcurrentDictionary<string, ArnFormat> Formats = new(StringComparer.Ordinal);

    private readonly string _action;
    private readonly bool _isAlternative;

    /// <summary>Amazon EC2 gives ids to all that it makes: there is no name that a record could tell.</summary>
    private readonly bool _isEc2;
    private readonly List<TypeRules> _types = [];
    private readonly List<TypeRules> _listed = [];

    public ActionResources(string action, string prefix, string eventName, RequestShape shape)
    {
        var known = ActionCatalogue.Find(action) ?? throw new InvalidOperationException($"The action {action} is not in the catalogue.");
        _action = known.Action;

        _isEc2 = known.Service == "ec2";
        _isAlternative = ActionTables.IsAboutOneResource(known.Service, known.Name);
        var isOwn = known.Service.Equals(prefix, StringComparison.OrdinalIgnoreCase);
        CatalogueResource.Instance.TryGetService(prefix, out var service);
        var rows = ActionTables.Resources(prefix, eventName).ToList();
        var guesses = isOwn ? service?.RequestRows('r', eventName) ?? [] : [];
        foreach (var type in known.ResourceTypes)
        {
            shape.AddIdsOf(type.Name);
            var rules = rows.Where(row => row[2] == type.Name)
                .Where(row => isOwn || row[3].Length > 0 || service?.ResourceTypes.Any(t => t.Name == type.Name) != true)
                .Select(row => ResourceRule.OfTable(row, shape))
                .Where(rule => rule.IsFor(known.Action, type.Name));
            _types.Add(new(type, rules, guesses.Where(row => row[0] == type.Name).Select(row => ResourceRule.OfCatalogue(row, shape)), isOwn, isOwn && Creations.Creates(prefix, eventName, type.Name)));
            if (isOwn && ActionTables.Creates(prefix, eventName, type.Name))
            {
                _listed.Add(_types[^1]);
            }
        }
    }

    /// <summary>Whether the action can be granted on resources of its own.</summary>
    public bool HasTypes => _types.Count > 0;

    /// <summary>The ARNs as policies write them, and what the record does not tell of them.</summary>
    public (List<string> Arns, string? Remark) Find(EventRecord record)
    {
        if (_types.Count == 0)
        {
            return ([Any], null);
        }

        List<string> arns = [];
        List<TypeRules>? open = null;
        List<string>? untold = null;
        foreach (var type in _types)
        {
            if (type.Find(record, this, out var isUntold) is { } found)
            {
                arns.AddRange(found);
                if (isUntold)
                {
                    (untold ??= []).Add(type.Name);
                }
            }
            else if (type.IsRequired || (type.IsCreated && record.IsCreating))
            {
                (open ??= []).Add(type);
            }
        }

        if (open is not null)
        {
            untold = [.. untold ?? [], .. AddOpen(open, record, arns)];
        }

        var remark = untold is { Count: > 0 } ? $"The record does not tell which {string.Join(", ", untold)} {_action} was called for." : null;
        return arns.Count == 0
            ? ([Any], $"The record does not tell which resource {_action} was called for.")
            : (arns.Count == 1 ? arns : [.. arns.Distinct(StringComparer.Ordinal)], remark);
    }

    /// <summary>Adds what the call makes and what it needs besides, as far as the record does not tell it.</summary>
    /// <returns>The types that the record does not tell.</returns>
    private IEnumerable<string> AddOpen(List<TypeRules> open, EventRecord record, List<string> arns)
    {
        // What a call makes is of the type that its name has, even where the record tells nothing of it.
        var made = open.FindAll(type => type.IsCreated && record.IsCreating);
        arns.AddRange(made.SelectMany(type => type.AnyOf(record.Context).Take(1)));
        if (arns.Count == 0)
        {
            return [];
        }

        var missing = Missing(open.Except(made), arns);
        arns.AddRange(missing.SelectMany(type => type.AnyOf(record.Context)));
        return made.Where(type => !type.HasIdsOnly && !_isEc2).Concat(missing).Where(type => !type.IsComplete).Select(type => type.Name);
    }

    /// <summary>What the call creates: of the types that created.tsv lists or its name has, those that the record tells, or else all that are listed, or the one with more of the name.</summary>
    public List<string> FindCreated(EventRecord record)
    {
        var created = _types.FindAll(type => type.IsCreated);
        List<string> found = [.. created.SelectMany(type => type.Find(record, this, out _) ?? [])];
        var any = _listed.Count > 0 ? _listed : created.OrderByDescending(type => type.Name.Length).Take(1);
        return found.Count > 0 ? found : [.. any.SelectMany(type => type.AnyOf(record.Context))];
    }

    public static ArnFormat Format(string format) => Formats.GetOrAdd(format, f => new ArnFormat(f));

    /// <summary>The types that the action always needs and that the record does not tell. One in several forms (of load balancers, say) is one.</summary>
    private List<TypeRules> Missing(IEnumerable<TypeRules> open, List<string> arns) =>
        _isAlternative ? [] : [.. open.Where(type => type.IsRequired && !arns.Exists(arn => type.HasKindOf(arn)))];

    /// <summary>The type whose form says most about an ARN: a bucket's form also fits what an object's fits better.</summary>
    public bool IsBest(ArnFormat format, string arn) => !_types.Exists(t => t.FitsBetter(format, arn));
}
