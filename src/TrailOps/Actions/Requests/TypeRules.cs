namespace TrailOps.Actions;

/// <summary>How the resources of one type are found in one kind of event.</summary>
internal sealed class TypeRules
{
    private const string Any = "*";
    private static readonly List<string> None = [];

    private readonly IamResourceType _type;
    private readonly List<ArnFormat> _formats;
    private readonly bool _isOwn;
    private readonly List<(ResourceRule Rule, ArnFormat[] Formats)> _rules;
    private readonly List<(ResourceRule Rule, ArnFormat[] Formats)> _guesses;

    /// <summary>Makes the rules ready.</summary>
    /// <param name="type">The type, as the action has it.</param>
    /// <param name="rules">The rules of resources.tsv.</param>
    /// <param name="guesses">The rules of the catalogue.</param>
    /// <param name="isOwn">Whether the type is of the event's own service: what the answer names of another one is used, not made.</param>
    /// <param name="isCreated">Whether the event's call makes a resource of this type.</param>
    public TypeRules(IamResourceType type, IEnumerable<ResourceRule> rules, IEnumerable<ResourceRule> guesses, bool isOwn, bool isCreated)
    {
        _type = type;
        _formats = [.. type.ArnFormats.Select(ActionResources.Format)];
        _rules = WithFormats(rules);
        _guesses = WithFormats(guesses);
        _isOwn = isOwn;
        IsCreated = isCreated;
        IsComplete = _formats.TrueForAll(f => f.Variables.Count == 0);
        HasIdsOnly = _formats.TrueForAll(f => f.Variables.All(IsId));
    }

    public string Name => _type.Name;

    public bool IsRequired => _type.Required;

    public bool IsCreated { get; }

    /// <summary>Whether the ARN has nothing that a record could tell.</summary>
    public bool IsComplete { get; }

    /// <summary>Whether AWS names what is made of this type: there is nothing that a record could tell of it.</summary>
    public bool HasIdsOnly { get; }

    /// <summary>
    /// The ARNs, in a list that is not to be changed; none where a rule says that the call has no such resource, and null where the record does not tell.
    /// </summary>
    /// <param name="record">The event.</param>
    /// <param name="owner">All types of the action.</param>
    /// <param name="isUntold">Whether the call has such a resource, but the record does not tell which: any of them stands for it.</param>
    public List<string>? Find(EventRecord record, ActionResources owner, out bool isUntold)
    {
        if (Apply(_rules, record, out isUntold) is { } ruled)
        {
            return ruled;
        }

        if (Fitting(record.Resources, owner) is { Count: > 0 } listed)
        {
            return listed;
        }

        if (Apply(_guesses, record, out _) is { } guessed)
        {
            return guessed;
        }

        var named = Named(record, owner);
        return named.Count > 0 ? named : record.IsCreating ? Created(record, owner) : null;
    }

    /// <summary>Every resource of the type, in the record's account and region.</summary>
    public IEnumerable<string> AnyOf(ResourceContext context) => _formats.Select(f => f.BuildAny(context));

    public bool HasKindOf(string arn) => _formats.Exists(f => f.HasKindOf(arn));

    /// <summary>Whether one of the forms fits an ARN and says more about it than another one does.</summary>
    public bool FitsBetter(ArnFormat format, string arn) => _formats.Exists(f => f.LiteralLength > format.LiteralLength && f.Fits(arn));

    private static bool IsId(string variable) => variable.EndsWith("Id", StringComparison.OrdinalIgnoreCase);

    private List<(ResourceRule Rule, ArnFormat[] Formats)> WithFormats(IEnumerable<ResourceRule> rules) =>
        [.. rules.Select(rule => (rule, _formats.Where(rule.IsAbout).ToArray()))];

    /// <summary>The first rule that gives ARNs, or says that there is none, decides, in the first of the type's forms that it is about.</summary>
    private static List<string>? Apply(List<(ResourceRule Rule, ArnFormat[] Formats)> rules, EventRecord record, out bool isUntold)
    {
        isUntold = false;
        foreach (var (rule, formats) in rules)
        {
            if (rule.Excludes(record.Request))
            {
                return None;
            }

            if (!rule.IsTold(record.Request))
            {
                continue;
            }

            foreach (var format in formats)
            {
                if (rule.Find(record.Request, format, record.Context) is { Count: > 0 } arns)
                {
                    isUntold = rule.IsUntold;
                    return arns;
                }
            }
        }

        return null;
    }

    /// <summary>Those of the type, of ARNs as policies write them.</summary>
    private List<string> Fitting(IReadOnlyList<string> arns, ActionResources owner)
    {
        if (arns.Count == 0)
        {
            return None;
        }

        List<string> fitting = [];
        for (var i = 0; i < arns.Count; i++)
        {
            var arn = arns[i];
            if (_formats.Find(f => f.Fits(arn)) is { } format && owner.IsBest(format, arn))
            {
                fitting.Add(arn);
            }
        }

        return fitting;
    }

    /// <summary>What the request names by an ARN or by one of EC2's ids, wherever it stands.</summary>
    private List<string> Named(EventRecord record, ActionResources owner)
    {
        var named = Fitting(record.Request.Arns.Count == 0 ? None : [.. record.Request.Arns.Select(ResourceText.Escape)], owner);
        foreach (var (id, type) in record.Request.Ids)
        {
            if (type == Name && _formats.Find(f => f.Variables.Count == 1) is { } format)
            {
                named = [.. named, format.Build(record.Context, [(format.Variables[0], ResourceText.Escape(id))])];
            }
        }

        return named;
    }

    /// <summary>What the call created: its name stays, and what AWS named is *.</summary>
    private List<string>? Created(EventRecord record, ActionResources owner)
    {
        foreach (var arn in record.Response.Arns)
        {
            if (_formats.Find(f => f.Fits(arn)) is { } format && owner.IsBest(format, arn))
            {
                var values = format.Read(arn).Where(v => format.Variables.Contains(v.Variable)).Select(v => (
                    v.Variable, !_isOwn || record.HasInRequest(v.Value) || v.Value == record.Context.Account ? ResourceText.Escape(v.Value) : Any));
                return [format.Build(record.Context, [.. values])];
            }
        }

        return (IsCreated || IsRequired) && record.Response.Ids.Any(it => it.Type == Name && !record.HasInRequest(it.Id))
            ? [.. AnyOf(record.Context).Take(1)]
            : null;
    }
}
