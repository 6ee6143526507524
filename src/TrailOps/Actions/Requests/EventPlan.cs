namespace TrailOps.Actions;

/// <summary>
/// All that the tables say about one kind of event, made ready once: the actions by its name, what its request may ask for besides, and where its
/// resources stand. <see cref="Read"/> applies it to a record. Thread-safe.
/// </summary>
internal sealed class EventPlan
{
    private readonly EventActions _found;
    private readonly string _prefix;
    private readonly string _eventName;
    private readonly RequestShape _shape = new();
    private readonly List<ImpliedRule> _implied = [];
    private readonly Dictionary<string, ActionResources> _resources = new(StringComparer.Ordinal);
    private readonly NeedSource _direct;
    private readonly PassedRoles? _passedRoles;
    private readonly CreationTags? _tags;
    private readonly ApiPaths? _paths;
    private readonly EventNeeds? _constant;

    public EventPlan(string source, string name, string? type, string? service)
    {
        Label = $"{source}:{name}";
        _found = EventActionMap.Find(source, name, type, service);
        _prefix = EventRules.Instance.PrefixOf(source, service);
        _eventName = Actions.EventName.WithoutDate(name);
        _direct = new(RolePolicyOrigin.Direct, _found.Reason);
        if (!IsMapped)
        {
            _constant = new(_found, []);
            return;
        }

        CatalogueResource.Instance.TryGetService(_prefix, out var known);
        _implied = ImpliedRule.For(_prefix, _eventName, _shape);
        _passedRoles = PassedRoles.Find(known, _eventName, _shape);
        _tags = CreationTags.Find(known, _eventName, _shape);
        _paths = ApiPaths.Find(known, _eventName, _shape);
        foreach (var action in _found.Actions.Concat(_implied.SelectMany(rule => rule.Actions)).Concat(_tags?.Actions ?? []).Distinct(StringComparer.Ordinal))
        {
            _resources.Add(action, new(action, _prefix, _eventName, _shape));
        }

        // Most calls that only look need nothing that a request could tell.
        if (_implied.Count == 0 && _passedRoles is null && _tags is null && _paths is null
            && !Creations.IsCreating(_eventName) && _resources.Values.All(r => !r.HasTypes))
        {
            _constant = new(_found, [.. _found.Actions.Select(action => new Need(action, ["*"], null, _direct))]);
        }
    }

    /// <summary>The kind of event, as <c>source:name</c>.</summary>
    public string Label { get; }

    /// <summary>Whether the kind of event shows any permission.</summary>
    public bool IsMapped => _found.Kind == EventActionKind.Mapped;

    public EventActions Found => _found;

    /// <summary>The plan for an event's kind.</summary>
    public static EventPlan For(RoleEvent e) => EventPlanCache.Get(e);

    /// <summary>What the call needed.</summary>
    public EventNeeds Read(RoleEvent e)
    {
        if (_constant is not null)
        {
            return _constant;
        }

        var record = new EventRecord(e, _eventName, _shape);
        List<Need> needs = [];
        List<(string, string)> remarks = [];
        var rules = _implied.FindAll(rule => rule.Holds(record.Request));
        AddDirect(record, rules, needs);
        AddImplied(record, rules, needs, remarks);
        needs.AddRange(_tags?.In(record, needs, _resources) ?? []);
        needs.AddRange(_passedRoles?.In(record.Request, record.Context) ?? []);
        return new(_found, needs) { Remarks = remarks, Created = [.. Creations.Ids(record, _prefix, _eventName)] };
    }

    private void AddDirect(EventRecord record, List<ImpliedRule> rules, List<Need> needs)
    {
        var kept = rules.Where(rule => rule.Effect == ImpliedEffect.Keeps).SelectMany(rule => rule.Actions).ToHashSet(StringComparer.Ordinal);
        foreach (var found in _found.Actions.Where(action => kept.Count == 0 || kept.Contains(action)))
        {
            var replacing = rules.Find(rule => rule.Effect == ImpliedEffect.Replaces && rule.Replaced == found);
            var action = replacing?.Actions[0] ?? found;
            var source = replacing is null ? _direct : replacing.Source;
            if (_paths?.In(record, action) is { } path)
            {
                needs.Add(new(path.Action, [path.Arn], null, source));
                continue;
            }

            var (arns, remark) = _resources[action].Find(record);
            needs.AddRange(Restricted(action, arns, record, rules, source, remark));
        }
    }

    /// <summary>The action with each value that a rule restricts it to.</summary>
    private static IEnumerable<Need> Restricted(
        string action, List<string> arns, EventRecord record, List<ImpliedRule> rules, NeedSource source, string? remark)
    {
        var rule = rules.Find(r => r.Effect == ImpliedEffect.Restricts && r.Actions[0] == action);
        var values = rule is null ? [] : record.Request[rule.Condition.Slot].Where(v => v != RequestValues.Present).ToList();
        return values.Count == 0
            ? [new(action, arns, null, source) { Remark = remark }]
            : values.Select(v => new Need(action, arns, new(rule!.Condition.Operator, rule.Condition.Key, ResourceText.Escape(v)), source) { Remark = remark });
    }

    private void AddImplied(EventRecord record, List<ImpliedRule> rules, List<Need> needs, List<(string, string)> remarks)
    {
        foreach (var rule in rules.Where(rule => rule.Effect == ImpliedEffect.Adds))
        {
            foreach (var action in rule.Actions)
            {
                var (arns, remark) = _resources[action].Find(record);
                if (!KeyUse.IsOf(action, _prefix))
                {
                    needs.Add(new(action, arns, null, rule.Source) { Remark = remark });
                }
                else if (remark is not null)
                {
                    remarks.Add((action, $"{rule.Source.Reason} The record does not show which key that is: grant {action} on it, through {_prefix}."));
                }
                else
                {
                    needs.AddRange(KeyUse.Through(_prefix, record.Context).Select(via => new Need(action, arns, via, rule.Source)));
                }
            }
        }
    }
}
