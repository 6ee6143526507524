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
            var rules = rows.Where(row => row[2] == type.Name)
                .Where(row => isOwn || row[3].Length > 0 || service?.ResourceTypes.Any(t => t.Name == type.Name) != true)
                .Select(row => ResourceRule.OfTable(row, shape))
                .Where(rule => rule.IsFor(known.Action, type.Name));
            _types.Add(new(type.Name, type.Required, [.. type.ArnFormats.Select(Format)], [.. rules], [.. guesses.Where(row => row[0] == type.Name).Select(row => ResourceRule.OfCatalogue(row, shape))], isOwn && Creations.Creates(prefix, eventName, type.Name)));
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
        List<TypeRules> open = [];
        foreach (var type in _types)
        {
            if (type.Find(record, this) is { } found)
            {
                arns.AddRange(found);
            }
            else
            {
                open.Add(type);
            }
        }

        // What a call makes is of the type that its name has, even where the record tells nothing of it.
        var made = open.FindAll(type => type.IsCreated && record.IsCreating);
        arns.AddRange(made.SelectMany(type => type.AnyOf(record.Context).Take(1)));
        if (arns.Count == 0)
        {
            return ([Any], $"The record does not tell which resource {_action} was called for.");
        }

        var missing = Missing(open.Except(made), arns);
        arns.AddRange(missing.SelectMany(type => type.AnyOf(record.Context)));
        var untold = made.Where(_ => !_isEc2).Concat(missing).Where(type => !type.IsComplete).Select(type => type.Name).ToList();
        return ([.. arns.Distinct(StringComparer.Ordinal)], untold.Count == 0 ? null : $"The record does not tell which {string.Join(", ", untold)} {_action} was called for.");
    }

    /// <summary>What the call creates: of two types that its name has, the one that the record tells, or else the one with more of the name.</summary>
    public List<string> FindCreated(EventRecord record)
    {
        var created = _types.FindAll(type => type.IsCreated);
        List<string> found = [.. created.SelectMany(type => type.Find(record, this) ?? [])];
        return found.Count > 0 ? found : [.. created.OrderByDescending(type => type.Name.Length).Take(1).SelectMany(type => type.AnyOf(record.Context))];
    }

    public static ArnFormat Format(string format) => Formats.GetOrAdd(format, f => new ArnFormat(f));

    /// <summary>The types that the action always needs and that the record does not tell. One in several forms (of load balancers, say) is one.</summary>
    private List<TypeRules> Missing(IEnumerable<TypeRules> open, List<string> arns) =>
        _isAlternative ? [] : [.. open.Where(type => type.IsRequired && !arns.Exists(arn => type.HasKindOf(arn)))];

    /// <summary>The type whose form says most about an ARN: a bucket's form also fits what an object's fits better.</summary>
    private bool IsBest(ArnFormat format, string arn) => !_types.Exists(t => t.Formats.Exists(f => f.LiteralLength > format.LiteralLength && f.Fits(arn)));

    private sealed record TypeRules(string Name, bool IsRequired, List<ArnFormat> Formats, List<ResourceRule> Rules, List<ResourceRule> Guesses, bool IsCreated)
    {
        /// <summary>Whether the ARN has nothing that a record could tell.</summary>
        public bool IsComplete => Formats.TrueForAll(f => f.Variables.Count == 0);

        /// <summary>The ARNs, none where a rule says that the call has no such resource, and null where the record does not tell.</summary>
        public List<string>? Find(EventRecord record, ActionResources owner)
        {
            if (Apply(Rules, record) is { } ruled)
            {
                return ruled;
            }

            if (OfRecord(record.Resources, owner) is { Count: > 0 } listed)
            {
                return listed;
            }

            if (Apply(Guesses, record) is { } guessed)
            {
                return guessed;
            }

            var named = OfRecord(record.Request.Names, owner);
            named.AddRange(record.Request.Names.Where(name => ResourceNames.Ec2TypeOf(name) == Name).SelectMany(id => OfId(id, record.Context)));
            return named.Count > 0 ? named : record.IsCreating ? Created(record, owner) : null;
        }

        /// <summary>Every resource of the type, in the record's account and region.</summary>
        public IEnumerable<string> AnyOf(ResourceContext context) => Formats.Select(f => f.BuildAny(context));

        public bool HasKindOf(string arn) => Formats.Exists(f => f.HasKindOf(arn));

        /// <summary>The first rule that gives ARNs, or says that there is none, decides, in the first of the type's forms that it is about.</summary>
        private List<string>? Apply(List<ResourceRule> rules, EventRecord record)
        {
            foreach (var rule in rules)
            {
                if (rule.Excludes(record.Request))
                {
                    return [];
                }

                foreach (var format in Formats)
                {
                    if (rule.IsAbout(format) && rule.Find(record.Request, format, record.Context) is { Count: > 0 } arns)
                    {
                        return arns;
                    }
                }
            }

            return null;
        }

        private List<string> OfRecord(IReadOnlyList<string> arns, ActionResources owner)
        {
            List<string> fitting = [];
            foreach (var arn in arns)
            {
                if (Formats.Find(f => f.Fits(arn)) is { } format && owner.IsBest(format, arn))
                {
                    fitting.Add(ResourceText.Escape(arn));
                }
            }

            return fitting;
        }

        private IEnumerable<string> OfId(string id, ResourceContext context) =>
            Formats.Where(f => f.Variables.Count == 1).Take(1).Select(f => f.Build(context, [(f.Variables[0], ResourceText.Escape(id))]));

        /// <summary>What the call created: its name stays, and what AWS named is *.</summary>
        private List<string>? Created(EventRecord record, ActionResources owner)
        {
            foreach (var arn in record.Response.Names.Where(name => ResourceNames.IsArn(name)))
            {
                if (Formats.Find(f => f.Fits(arn)) is { } format && owner.IsBest(format, arn))
                {
                    return [format.Build(record.Context, [.. format.Read(arn).Where(v => format.Variables.Contains(v.Variable))
                        .Select(v => (v.Variable, record.HasInRequest(v.Value) || v.Value == record.Context.Account ? ResourceText.Escape(v.Value) : Any))])];
                }
            }

            return (IsCreated || IsRequired) && record.Response.Names.Any(name => ResourceNames.Ec2TypeOf(name) == Name && !record.HasInRequest(name))
                ? [.. AnyOf(record.Context).Take(1)]
                : null;
        }
    }
}
