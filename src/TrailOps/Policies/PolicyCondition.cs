using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TrailOps.Policies;

namespace TrailOps;

/// <summary>
/// The condition of a statement: for each operator its keys, for each key its values. All operators and keys must hold; of a key's values one
/// suffices (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html).
/// </summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "IAM's name for it; that it is a dictionary only serves PowerShell.")]
public sealed class PolicyCondition : ReadOnlyDictionary<string, ReadOnlyDictionary<string, IReadOnlyList<string>>>, IEquatable<PolicyCondition>
{
    /// <summary>A condition of these operators, keys and values. What stands twice is put together; everything is put in order.</summary>
    internal PolicyCondition(IEnumerable<(string Operator, string Key, string Value)> entries)
        : base(Gather(entries))
    {
    }

    /// <summary>Whether both say the same.</summary>
    public bool Equals(PolicyCondition? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PolicyCondition);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>Such as <c>StringEquals iam:PassedToService = ec2.amazonaws.com</c>.</summary>
    public override string ToString() => string.Join(
        " and ",
        this.SelectMany(o => o.Value.Select(k => $"{o.Key} {k.Key} = {string.Join(" or ", k.Value)}")));

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("Condition");
        foreach (var (name, keys) in this)
        {
            writer.WriteStartObject(name);
            foreach (var (key, values) in keys)
            {
                PolicyStatement.WriteList(writer, key, values, alwaysList: false);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static SortedDictionary<string, ReadOnlyDictionary<string, IReadOnlyList<string>>> Gather(
        IEnumerable<(string Operator, string Key, string Value)> entries)
    {
        var operators = new SortedDictionary<string, ReadOnlyDictionary<string, IReadOnlyList<string>>>(StringComparer.Ordinal);
        foreach (var byOperator in entries.GroupBy(e => e.Operator, StringComparer.Ordinal))
        {
            var keys = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (var byKey in byOperator.GroupBy(e => e.Key, StringComparer.Ordinal))
            {
                keys.Add(byKey.Key, Indexable.Of<string>([.. byKey.Select(e => e.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
            }

            operators.Add(byOperator.Key, new(keys));
        }

        return operators;
    }
}
