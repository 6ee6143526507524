using TrailOps.Events;

namespace TrailOps.Actions;

/// <summary>
/// All that the tables say about one kind of event, made ready once: the actions by its name, what its request may ask for besides, and where its
/// resources stand. <see cref="Read(RoleEvent, RequestExtract)"/> applies it to a record. Thread-safe.
/// </summary>
internal sealed class EventPlan
{
    private const string Omitted =
        "CloudTrail left the request out, since it was too large: which resources, passed roles, tags and keys the call was about can't be seen.";

    private const string NoRegion = "The record has no awsRegion: the resources are allowed in every region.";

    private static readonly List<ImpliedRule> NoRules = [];

    private readonly EventActions _found;
    private readonly string _prefix;
    private readonly string _eventName;
    private readonly RequestShape _shape = new();
    private readonly int _omitted;
    private readonly List<ImpliedRule> _implied = [];
    private readonly Dictionary<string, ActionResources> _resources = new(StringComparer.Ordinal);
    private readonly NeedSource _direct;
    private readonly PassedRoles? _passedRoles;
    private readonly CreationTags? _tags;
    private readonly ApiPaths? _paths;
    private readonly bool _mayUseKey;

    public EventPlan(string source, string name, string? type, string? service)
    {
        Label = $"{source}:{name}";
        _found = EventActionMap.Find(source, name, type, service);
        _prefix = EventRules.Instance.PrefixOf(source, service);
        _eventName = Actions.EventName.WithoutDate(name);
        _direct = new(RolePolicyOrigin.Direct, _found.Reason);
        IsCreating = Creations.IsCreating(_eventName);
        if (!IsMapped)
        {
            Constant = new(_found, []);
            return;
        }

        CatalogueResource.Instance.TryGetService(_prefix, out var known);
        _omitted = _shape.Add("omitted");
        _implied = ImpliedRule.For(_prefix, _eventName, _shape);
        _passedRoles = PassedRoles.Find(known, _eventName, _shape);
        _tags = CreationTags.Find(known, _eventName, _shape);
        _paths = ApiPaths.Find(known, _eventName, _shape);
        foreach (var action in _found.Actions.Concat(_implied.SelectMany(rule => rule.Actions)).Concat(_tags?.Actions ?? []).Distinct(StringComparer.Ordinal))
        {
            _resources.Add(action, new(action, _prefix, _eventName, _shape));
        }

        _mayUseKey = KeyUse.MayBeOf(_prefix, _found.Actions[0]);

        // Most calls that only look need nothing that a request could tell.
        if (_implied.Count == 0 && _passedRoles is null && _tags is null && _paths is null && !_mayUseKey
            && !IsCreating && _resources.Values.All(r => !r.HasTypes))
        {
            Constant = new(_found, [.. _found.Actions.Select(action => new Need(action, ["*"], null, _direct))]);
        }
    }

    /// <summary>The kind of event, as <c>source:name</c>.</summary>
    public string Label { get; }

    /// <summary>Whether the kind of event shows any permission.</summary>
    public bool IsMapped => _found.Kind == EventActionKind.Mapped;

    public EventActions Found => _found;

    /// <summary>Whether the call makes something new: then its response counts too.</summary>
    public bool IsCreating { get; }

    /// <summary>What every event of the kind needs; null where it depends on the record.</summary>
    public EventNeeds? Constant { get; }

    /// <summary>The plan for an event's kind.</summary>
    public static EventPlan For(RoleEvent e) => EventPlanCache.Get(e);

    /// <summary>Adds all of an event that counts for what it needs, besides its kind and its place.</summary>
    public void Extract(RoleEvent e, RequestExtract to)
    {
        if (Constant is not null)
        {
            return;
        }

        _shape.Read(e, to);
        to.AddOther(e.Raw(RecordField.Resources));
        var request = e.Raw(RecordField.RequestParameters);
        var made = IsCreating ? e.Raw(RecordField.ResponseElements) : default;
        to.AddOther(made);

        // What the call made, and what keys it names, is looked for in the whole of the request.
        if (!made.IsEmpty || (_mayUseKey && KeyUse.MayBeIn(request)))
        {
            to.AddOther(request);
        }
    }

    /// <summary>What the call needed.</summary>
    public EventNeeds Read(RoleEvent e)
    {
        var request = new RequestExtract();
        Extract(e, request);
        return Read(e, request);
    }

    /// <summary>What the call needed.</summary>
    /// <param name="e">The event.</param>
    /// <param name="request">What <see cref="Extract"/> found.</param>
    public EventNeeds Read(RoleEvent e, RequestExtract request)
    {
        if (Constant is not null)
        {
            return Constant;
        }

        var values = new RequestValues(_shape.Count, request);
        var needs = Read(new EventRecord(e, values, IsCreating));
        return e.Raw(RecordField.AwsRegion).IsEmpty || IsOmitted(values) ? needs with { Remarks = [.. needs.Remarks, .. Missing(e, values, needs)] } : needs;
    }

    /// <summary>What is to be said of a record that lacks its request or its region.</summary>
    private IEnumerable<(RolePolicyRemarkKind, string, string)> Missing(RoleEvent e, RequestValues request, EventNeeds needs)
    {
        if (IsOmitted(request))
        {
            yield return (RolePolicyRemarkKind.RequestOmitted, _found.Actions[0], Omitted);
        }

        if (e.Raw(RecordField.AwsRegion).IsEmpty && needs.Needs.FirstOrDefault(need => need.Resources.Any(IsInAnyRegion)) is { } wide)
        {
            yield return (RolePolicyRemarkKind.ResourceUnknown, wide.Action, NoRegion);
        }
    }

    private static bool IsInAnyRegion(string arn) => arn.Split(':') is [_, _, _, "*", ..];

    /// <summary>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html: over 100 KB a request is left out.</summary>
    private bool IsOmitted(RequestValues request) => request[_omitted] is ["true"];

    private EventNeeds Read(EventRecord record)
    {
        List<Need> needs = new(1);
        var rules = Holding(record.Request);
        AddDirect(record, rules, needs);
        if (rules.Count > 0 || _tags is not null || _passedRoles is not null || IsCreating || NamesKey(record))
        {
            List<(RolePolicyRemarkKind, string, string)> remarks = [];
            AddImplied(record, rules, needs, remarks);
            needs.AddRange(_tags?.In(record, needs, _resources) ?? []);
            AddPassedRoles(record, needs, remarks);
            AddUnknownKeyUse(record, needs, remarks);
            return new(_found, needs) { Remarks = remarks, Created = [.. Creations.Ids(record, _prefix, _eventName)] };
        }

        return new(_found, needs);
    }

    private bool NamesKey(EventRecord record) => _mayUseKey && KeyUse.IsNamedIn(record);

    /// <summary>What a service does with a key that a request names, only its documentation tells, unless a rule does.</summary>
    private void AddUnknownKeyUse(EventRecord record, List<Need> needs, List<(RolePolicyRemarkKind Kind, string Action, string)> remarks)
    {
        if (NamesKey(record) && !needs.Exists(need => KeyUse.IsOf(need.Action, _prefix)) && !remarks.Exists(r => r.Kind == RolePolicyRemarkKind.KeyUnknown))
        {
            remarks.Add((RolePolicyRemarkKind.KeyUnknown, _found.Actions[0], $"The request names a KMS key. What {_prefix} does with it on the caller's behalf the record does not show: grant that on the key, through {_prefix}."));
        }
    }

    private void AddPassedRoles(EventRecord record, List<Need> needs, List<(RolePolicyRemarkKind, string, string)> remarks)
    {
        var before = needs.Count;
        needs.AddRange(_passedRoles?.In(record) ?? []);
        if (needs.Skip(before).Any(need => need.Action == PassedRoles.Action && need.Condition is null))
        {
            remarks.Add((RolePolicyRemarkKind.ServiceUnknown, PassedRoles.Action, "AWS does not say to which service the call passes the role: add iam:PassedToService where you know it."));
        }
    }

    /// <summary>The rules that hold of a request; of most requests none.</summary>
    private List<ImpliedRule> Holding(RequestValues request)
    {
        var holding = NoRules;
        foreach (var rule in _implied)
        {
            if (rule.Holds(request))
            {
                holding = ReferenceEquals(holding, NoRules) ? [rule] : [.. holding, rule];
            }
        }

        return holding;
    }

    private void AddDirect(EventRecord record, List<ImpliedRule> rules, List<Need> needs)
    {
        if (rules.Count == 0)
        {
            foreach (var action in _found.Actions)
            {
                AddDirect(action, _direct, record, rules, needs);
            }

            return;
        }

        var kept = rules.Where(rule => rule.Effect == ImpliedEffect.Keeps).SelectMany(rule => rule.Actions).ToHashSet(StringComparer.Ordinal);
        foreach (var found in _found.Actions.Where(action => kept.Count == 0 || kept.Contains(action)))
        {
            var replacing = rules.Find(rule => rule.Effect == ImpliedEffect.Replaces && rule.Replaced == found);
            AddDirect(replacing?.Actions[0] ?? found, replacing?.Source ?? _direct, record, rules, needs);
        }
    }

    private void AddDirect(string action, NeedSource source, EventRecord record, List<ImpliedRule> rules, List<Need> needs)
    {
        if (_paths?.In(record, action) is { } path)
        {
            needs.Add(new(path.Action, [path.Arn], null, source));
            return;
        }

        var (arns, remark) = _resources[action].Find(record);
        var rule = rules.Find(r => r.Effect == ImpliedEffect.Restricts && r.Actions[0] == action);
        var values = rule is null ? [] : record.Request[rule.Condition.Slot].Where(RequestValues.IsTold).ToList();
        if (values.Count == 0)
        {
            needs.Add(new(action, arns, null, source) { Remark = remark });
            return;
        }

        // The action with each value that a rule restricts it to.
        needs.AddRange(values.Select(v => new Need(action, arns, new(rule!.Condition.Operator, rule.Condition.Key, ResourceText.Escape(v)), source) { Remark = remark }));
    }

    private void AddImplied(EventRecord record, List<ImpliedRule> rules, List<Need> needs, List<(RolePolicyRemarkKind, string, string)> remarks)
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
                    remarks.Add((RolePolicyRemarkKind.KeyUnknown, action, $"{rule.Source.Reason} The record does not show which key that is: grant {action} on it, through {_prefix}."));
                }
                else
                {
                    needs.AddRange(KeyUse.Through(_prefix, record.Context).Select(via => new Need(action, arns, via, rule.Source)));
                }
            }
        }
    }
}
