using TrailOps.Actions;
using TrailOps.Events;

namespace TrailOps.Policies;

/// <summary>Gathers the events of one role and makes their policy. Events may come in any order and more than once.</summary>
internal sealed class RolePolicyBuilder(RolePolicyOptions options)
{
    private readonly NeededGrants _needs = new();
    private readonly EventIdSet _ids = new();
    private readonly HashSet<RoleEventSource> _sources = [];
    private readonly Dictionary<string, ActionTally> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Source, string Name, EventActionKind Kind, string Reason), long> _unmapped = [];
    private readonly Dictionary<(string Source, string Name, string Code, string Reason), long> _uncounted = [];
    private readonly Dictionary<(RolePolicyRemarkKind Kind, string Action, string Event, string Message), long> _remarks = [];
    private readonly EventTally _counted = new();
    private readonly RolePolicyCounts _counts = new();
    private string _roleArn = "";
    private byte[] _issuer = [];

    /// <summary>A builder with the usual options.</summary>
    public RolePolicyBuilder()
        : this(new RolePolicyOptions())
    {
    }

    /// <summary>The role, as far as the events tell.</summary>
    public string RoleArn => _roleArn;

    /// <summary>Takes an event.</summary>
    public void Add(RoleEvent e)
    {
        _sources.Add(e.Source);
        _counts.Input++;

        // Records that lack the issuer do not tell the role's path; those that have it do.
        var issuer = e.Raw(RecordField.IssuerArn);
        if (issuer.IsEmpty || !issuer.SequenceEqual(_issuer))
        {
            var arn = e.RoleArn;
            var isBetter = arn.Length == _roleArn.Length ? string.CompareOrdinal(arn, _roleArn) > 0 : arn.Length > _roleArn.Length;
            _roleArn = isBetter ? arn : _roleArn;
            _issuer = issuer.ToArray();
        }

        // The same id at the same time is the same event again, if it brings nothing new: ids in records made by hand are often copied.
        var time = e.EventTime;
        var isRepeated = !e.IdBytes.IsEmpty && !_ids.Add(e.IdBytes, time?.Ticks ?? 0);
        if (WhyNotCounted(e, out var isRefused) is { } why)
        {
            if (IsNews(_uncounted, (e.EventSource ?? "", e.EventName ?? "", e.ErrorCode ?? "", why), isRepeated))
            {
                _counts.Refused += isRefused ? 1 : 0;
                _counts.NotCounted += isRefused ? 0 : 1;
            }

            return;
        }

        Count(e, time, isRepeated, isRefused);
    }

    /// <summary>The policy of all events so far.</summary>
    public RolePolicy Build() => Build(splitSize: null)[0];

    /// <summary>The policy of all events so far, as several where one would be larger than a size.</summary>
    public IReadOnlyList<RolePolicy> Build(int? splitSize)
    {
        var grants = GrantList.From(_needs, options);
        var document = grants.ToDocument(options.UseWildcard);
        var parts = splitSize is { } size ? PolicySplit.Split(document, size) : [document];
        var remarks = _remarks.Select(r => new RolePolicyRemark(r.Key.Kind, r.Key.Action, r.Key.Event, r.Value, r.Key.Message)).Concat(grants.Remarks).ToList();
        remarks.Sort(RolePolicyRemark.Compare);
        return [.. parts.Select((part, i) => new RolePolicy(_roleArn, part)
        {
            Scope = options.Scope,
            Part = i + 1,
            PartCount = parts.Count,
            Evidence = grants.EvidenceFor(part),
            Actions = grants.ActionsOf(part, _actions),
            Remarks = [.. remarks],
            Excluded = grants.Excluded,
            Counts = _counts.Copy(),
            Unmapped = Unmapped(),
            Uncounted = Uncounted(),
            EventCount = _counted.Count,
            FirstEvent = _counted.First,
            LastEvent = _counted.Last,
            Sources = [.. _sources],
        })];
    }

    /// <summary>Why an event that ended in an error does not count; null where it does.</summary>
    private string? WhyNotCounted(RoleEvent e, out bool isRefused)
    {
        isRefused = false;
        if (e.ErrorCode is not { } code)
        {
            return null;
        }

        var error = ErrorClasses.Classify(code, e.ErrorMessage, e.EventSource ?? "", e.EventName ?? "");
        isRefused = error.Class == ErrorClass.AccessDenied;
        return error.Class switch
        {
            ErrorClass.None => null,
            ErrorClass.AccessDenied when options.IncludeDenied => null,
            ErrorClass.AfterAuthorization when !options.SuccessOnly => null,
            ErrorClass.AfterAuthorization => $"-SuccessOnly: {error.Reason}",
            _ => error.Reason,
        };
    }

    private void Count(RoleEvent e, DateTime? time, bool isRepeated, bool isRefused)
    {
        var plan = EventPlan.For(e);
        if (!plan.IsMapped)
        {
            if (IsNews(_unmapped, (e.EventSource ?? "", e.EventName ?? "", plan.Found.Kind, plan.Found.Reason), isRepeated))
            {
                _counts.NoPermission += plan.Found.Kind == EventActionKind.NoPermission ? 1 : 0;
                _counts.Unmapped += plan.Found.Kind == EventActionKind.Unmapped ? 1 : 0;
                _counted.Add(e, time);
            }

            return;
        }

        var needs = plan.Read(e);
        if (!_needs.Add(e, plan.Label, needs, isRefused, onlyNews: isRepeated, time))
        {
            _counts.Duplicate++;
            return;
        }

        _counts.Mapped++;
        _counted.Add(e, time);
        Note(plan.Label, needs);
    }

    /// <summary>Counts the event for each action once, whatever number of resources and reasons it has, and takes down what it does not tell.</summary>
    private void Note(string label, EventNeeds needs)
    {
        for (var i = 0; i < needs.Needs.Count; i++)
        {
            var need = needs.Needs[i];
            if (need.Remark is not null && options.Scope == RolePolicyScope.Resource)
            {
                Increase(_remarks, (RolePolicyRemarkKind.ResourceUnknown, need.Action, label, need.Remark));
            }

            if (!needs.Needs.Take(i).Any(before => before.Action == need.Action))
            {
                var tally = _actions.TryGetValue(need.Action, out var known) ? known : _actions[need.Action] = new();
                tally.Count++;
                tally.Events.Add(label);
            }
        }

        foreach (var (action, message) in needs.Remarks)
        {
            Increase(_remarks, (RolePolicyRemarkKind.KeyUnknown, action, label, message));
        }
    }

    /// <summary>Counts an event under its kind. One that came before and is of a kind that is known is a duplicate.</summary>
    private bool IsNews<T>(Dictionary<T, long> counts, T kind, bool isRepeated)
        where T : notnull
    {
        if (isRepeated && counts.ContainsKey(kind))
        {
            _counts.Duplicate++;
            return false;
        }

        Increase(counts, kind);
        return true;
    }

    private static void Increase<T>(Dictionary<T, long> counts, T key)
        where T : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;

    private IReadOnlyList<RolePolicyUnmapped> Unmapped() =>
    [
        .. _unmapped.Select(u => new RolePolicyUnmapped(u.Key.Source, u.Key.Name, u.Value, u.Key.Kind, u.Key.Reason))
            .OrderBy(u => u.EventSource, StringComparer.Ordinal)
            .ThenBy(u => u.EventName, StringComparer.Ordinal)
            .ThenBy(u => u.Reason, StringComparer.Ordinal),
    ];

    private IReadOnlyList<RolePolicyUncounted> Uncounted() =>
    [
        .. _uncounted.Select(u => new RolePolicyUncounted(u.Key.Source, u.Key.Name, u.Key.Code, u.Value, u.Key.Reason))
            .OrderBy(u => u.EventSource, StringComparer.Ordinal)
            .ThenBy(u => u.EventName, StringComparer.Ordinal)
            .ThenBy(u => u.ErrorCode, StringComparer.Ordinal)
            .ThenBy(u => u.Reason, StringComparer.Ordinal),
    ];
}

/// <summary>How many events need an action, and their kinds.</summary>
internal sealed class ActionTally
{
    public long Count { get; set; }

    public SortedSet<string> Events { get; } = new(StringComparer.Ordinal);
}
