namespace TrailOps.Actions;

/// <summary>What a row of implied.tsv does to the actions of a call.</summary>
internal enum ImpliedEffect
{
    /// <summary>+A B: A and B are needed besides.</summary>
    Adds,

    /// <summary>A&gt;B: B is needed instead of A.</summary>
    Replaces,

    /// <summary>=A B: of the actions that the event's name gives only these are needed.</summary>
    Keeps,

    /// <summary>A if Operator Key=member: A is needed with the member's value alone.</summary>
    Restricts,
}

/// <summary>A row of Actions/Data/implied.tsv, made ready for the shape of an event's request.</summary>
internal sealed class ImpliedRule
{
    private readonly RequestCondition _when;

    private ImpliedRule(string prefix, string when, string effect, string reason, RequestShape shape)
    {
        _when = RequestCondition.Parse(when, shape);
        Source = new(effect[0] == '+' ? RolePolicyOrigin.Implied : RolePolicyOrigin.Direct, reason);
        if (effect.Split(" if ") is [var restricted, var condition])
        {
            Effect = ImpliedEffect.Restricts;
            Actions = [WithPrefix(prefix, restricted)];
            var (name, rest) = (condition[..condition.IndexOf(' ', StringComparison.Ordinal)], condition[(condition.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            var equals = rest.IndexOf('=', StringComparison.Ordinal);
            Condition = (name, rest[..equals], shape.Add(rest[(equals + 1)..]));
            return;
        }

        var change = effect.Split('>');
        Effect = effect[0] switch
        {
            '+' => ImpliedEffect.Adds,
            '=' => ImpliedEffect.Keeps,
            _ when change.Length == 2 => ImpliedEffect.Replaces,
            _ => throw new InvalidDataException($"'{effect}' is no effect."),
        };
        Replaced = change.Length == 2 ? WithPrefix(prefix, change[0]) : null;
        Actions = [.. change[^1].TrimStart('+', '=').Split(' ').Select(a => WithPrefix(prefix, a))];
    }

    public ImpliedEffect Effect { get; }

    /// <summary>The actions that are added, kept or put in the place of another, or the one that is restricted.</summary>
    public IReadOnlyList<string> Actions { get; }

    /// <summary>The action in whose place another one stands.</summary>
    public string? Replaced { get; }

    /// <summary>For <see cref="ImpliedEffect.Restricts"/>: operator, key, and the slot of the member with its values.</summary>
    public (string Operator, string Key, int Slot) Condition { get; }

    public NeedSource Source { get; }

    public static List<ImpliedRule> For(string prefix, string eventName, RequestShape shape) =>
    [
        .. ActionTables.Implied(prefix, eventName).Select(row => new ImpliedRule(prefix, row[2], row[3], row[4], shape)),
    ];

    public bool Holds(RequestValues request) => _when.Holds(request);

    private static string WithPrefix(string prefix, string action) => action.Contains(':', StringComparison.Ordinal) ? action : $"{prefix}:{action}";
}
