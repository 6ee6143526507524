using TrailOps.Actions;
using TrailOps.Denials;
using TrailOps.Events;

namespace TrailOps.Policies;

/// <summary>Gathers the events of one role and makes their policy. Events may come in any order and more than once.</summary>
internal sealed class RolePolicyBuilder
{
    private readonly RolePolicyOptions _options;
    private readonly EventReader _reader;
    private readonly NeededGrants _needs = new();
    private readonly EventIdSet _ids = new();
    private readonly HashSet<RoleEventSource> _sources = [];
    private readonly Dictionary<(string Source, string Name, EventActionKind Kind, string Reason), long> _unmapped = [];
    private readonly Dictionary<(string Source, string Name, string Code, string Reason), long> _uncounted = [];
    private readonly EventTally _counted = new();
    private readonly RolePolicyCounts _counts = new();
    private byte[] _issuer = [];

    /// <summary>A builder with the usual options.</summary>
    public RolePolicyBuilder()
        : this(new RolePolicyOptions())
    {
    }

    public RolePolicyBuilder(RolePolicyOptions options)
        : this(options, new EventReader(options))
    {
    }

    /// <summary>A builder that shares its reader with those of other roles.</summary>
    public RolePolicyBuilder(RolePolicyOptions options, EventReader reader) => (_options, _reader) = (options, reader);

    /// <summary>The role, as far as the events tell.</summary>
    public string RoleArn { get; private set; } = "";

    /// <summary>Takes an event.</summary>
    public void Add(RoleEvent e)
    {
        // Records that lack the issuer do not tell the role's path; those that have it do.
        var issuer = e.Raw(RecordField.IssuerArn);
        if (issuer.IsEmpty || !issuer.SequenceEqual(_issuer))
        {
            var arn = e.RoleArn;
            var isBetter = arn.Length == RoleArn.Length ? string.CompareOrdinal(arn, RoleArn) > 0 : arn.Length > RoleArn.Length;
            RoleArn = isBetter ? arn : RoleArn;
            _issuer = issuer.ToArray();
        }

        _sources.Add(e.Source);
        _counts.Input++;
        Take(_reader.Read(e));
    }

    /// <summary>Takes a refusal: its action is allowed where that helps.</summary>
    public void Add(AuthorizationDenial denial)
    {
        RoleArn = RoleArn.Length > 0 ? RoleArn : denial.Principal.RoleArn ?? denial.PrincipalArn ?? "";
        _counts.Input += denial.Count;
        var label = $"refused:{denial.Operation ?? denial.Action ?? denial.Service ?? "?"}";
        if (denial.Action is not { } action)
        {
            Increase(_unmapped, (denial.Service ?? "", denial.Operation ?? "", EventActionKind.Unmapped, "The refusal does not tell the action. Where it has an encoded message, decode it."), denial.Count);
            _counts.Unmapped += denial.Count;
        }
        else if (DeniedNeed.WhyUseless(denial) is { } why)
        {
            _needs.Add(RolePolicyRemarkKind.NotGrantable, action, label, why, denial.Count);
            _counts.Refused += denial.Count;
        }
        else
        {
            _needs.Add(DeniedNeed.Of(denial), label, denial.Count);
            _counts.Mapped += denial.Count;
            _counted.Add(denial.Count);
        }
    }

    /// <summary>The policy of all events so far.</summary>
    public RolePolicy Build() => Build(splitSize: null)[0];

    /// <summary>The policy of all events so far, as several where one would be larger than a size.</summary>
    public IReadOnlyList<RolePolicy> Build(int? splitSize)
    {
        var grants = GrantList.From(_needs, _options);
        var document = grants.ToDocument(_options.UseWildcard);
        var parts = splitSize is { } size ? PolicySplit.Split(document, size) : [document];
        var remarks = _needs.Remarks.Where(r => _options.Scope == RolePolicyScope.Resource || r.Kind != RolePolicyRemarkKind.ResourceUnknown).Concat(grants.Remarks).ToList();
        remarks.Sort(RolePolicyRemark.Compare);
        return [.. parts.Select((part, i) => (Document: part, Places: new GrantPlaces(part), Number: i + 1)).Select(part => new RolePolicy(RoleArn, part.Document)
        {
            Scope = _options.Scope,
            Part = part.Number,
            PartCount = parts.Count,
            Evidence = grants.EvidenceFor(part.Places),
            Actions = grants.ActionsOf(part.Places, _needs.Actions),
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

    private void Take(in EventReading reading)
    {
        // The same id at the same time is the same event again, if it brings nothing new: ids in records made by hand are often copied.
        var e = reading.Event;
        var isRepeated = !e.IdBytes.IsEmpty && !_ids.Add(e.IdBytes, reading.Time?.Ticks ?? 0);
        if (reading.WhyNotCounted is { } why)
        {
            if (IsNews(_uncounted, (e.EventSource ?? "", e.EventName ?? "", e.ErrorCode ?? "", why), isRepeated))
            {
                _counts.Refused += reading.IsRefused ? 1 : 0;
                _counts.NotCounted += reading.IsRefused ? 0 : 1;
            }
        }
        else if (reading.Needs is { } entry)
        {
            TakeMapped(reading, entry, isRepeated);
        }
        else if (IsNews(_unmapped, (e.EventSource ?? "", e.EventName ?? "", reading.Plan.Found.Kind, reading.Plan.Found.Reason), isRepeated))
        {
            _counts.NoPermission += reading.Plan.Found.Kind == EventActionKind.NoPermission ? 1 : 0;
            _counts.Unmapped += reading.Plan.Found.Kind == EventActionKind.Unmapped ? 1 : 0;
            _counted.Add(e, reading.Time);
        }
    }

    private void TakeMapped(in EventReading reading, NeedsEntry entry, bool isRepeated)
    {
        var label = reading.Plan.Label;
        if (!_needs.Add(reading.Event, label, entry, reading.IsRefused, onlyNews: isRepeated, reading.Time))
        {
            _counts.Duplicate++;
            return;
        }

        _counts.Mapped++;
        _counted.Add(reading.Event, reading.Time);
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

    private static void Increase<T>(Dictionary<T, long> counts, T key, long by = 1)
        where T : notnull => counts[key] = counts.GetValueOrDefault(key) + by;

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
