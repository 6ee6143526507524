using System.Text;
using TrailOps.Policies;
using TrailOps.Trails;

namespace TrailOps;

/// <summary>
/// A condition on one field of events: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html. All values that
/// select are alternatives, whatever their operator; those of operators that begin with Not are all excluded.
/// </summary>
/// <param name="Field">The field, such as <c>readOnly</c> or <c>resources.ARN</c>.</param>
public sealed record AuditTrailFieldSelector(string Field)
{
    /// <summary>Values that it has. CloudTrail calls the operator Equals, which each object of .NET has as a method: a property of that name can't stand beside it.</summary>
    public IReadOnlyList<string> EqualTo { get; internal init => field = Indexable.Of(value); } = Indexable.Of<string>([]);

    /// <summary>Values that it does not have.</summary>
    public IReadOnlyList<string> NotEquals { get; internal init => field = Indexable.Of(value); } = Indexable.Of<string>([]);

    /// <summary>What it begins with.</summary>
    public IReadOnlyList<string> StartsWith { get; internal init => field = Indexable.Of(value); } = Indexable.Of<string>([]);

    /// <summary>What it does not begin with.</summary>
    public IReadOnlyList<string> NotStartsWith { get; internal init => field = Indexable.Of(value); } = Indexable.Of<string>([]);

    /// <summary>What it ends with.</summary>
    public IReadOnlyList<string> EndsWith { get; internal init => field = Indexable.Of(value); } = Indexable.Of<string>([]);

    /// <summary>What it does not end with.</summary>
    public IReadOnlyList<string> NotEndsWith { get; internal init => field = Indexable.Of(value); } = Indexable.Of<string>([]);

    /// <summary>All its values, whatever the operator.</summary>
    internal IEnumerable<string> Values => Operators.SelectMany(values => values);

    /// <summary>Whether it has values of this operator and no other.</summary>
    internal bool HasOnly(params ReadOnlySpan<IReadOnlyList<string>> operators)
    {
        var count = 0;
        foreach (var values in operators)
        {
            count += values.Count;
        }

        return count > 0 && count == Values.Count();
    }

    /// <summary>The same condition with each value changed.</summary>
    internal AuditTrailFieldSelector Select(Func<string, string> change)
    {
        return this with
        {
            EqualTo = Changed(EqualTo),
            NotEquals = Changed(NotEquals),
            StartsWith = Changed(StartsWith),
            NotStartsWith = Changed(NotStartsWith),
            EndsWith = Changed(EndsWith),
            NotEndsWith = Changed(NotEndsWith),
        };

        IReadOnlyList<string> Changed(IReadOnlyList<string> values) => [.. values.Select(change)];
    }

    /// <summary>A text that is equal where the condition is, whatever the order of values; empty where it excludes nothing.</summary>
    internal string Key()
    {
        if (!Values.Any() || (Field == EventField.ReadOnly && HasOnly(EqualTo) && EqualTo.Contains("true") && EqualTo.Contains("false")))
        {
            return "";
        }

        var key = new StringBuilder(Field);
        foreach (var values in Operators)
        {
            key.Append('\u0001').AppendJoin('\u0002', values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        }

        return key.ToString();
    }

    /// <summary>In words, such as <c>eventName is GetObject or PutObject</c>.</summary>
    public override string ToString() => SelectorWords.Of(this);

    private IEnumerable<IReadOnlyList<string>> Operators => [EqualTo, NotEquals, StartsWith, NotStartsWith, EndsWith, NotEndsWith];
}
