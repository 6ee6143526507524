using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TrailOps.Policies;

namespace TrailOps;

/// <summary>
/// Whom a statement of a resource's policy is about: for each kind (<c>AWS</c>, <c>Service</c>, <c>Federated</c>, <c>CanonicalUser</c>) its principals
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
/// </summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "IAM's name for it; that it is a dictionary only serves PowerShell.")]
public sealed class PolicyPrincipal : ReadOnlyDictionary<string, IReadOnlyList<string>>
{
    internal const string Everyone = "*";

    /// <summary>Principals by their kinds.</summary>
    internal PolicyPrincipal(IEnumerable<(string Kind, string Value)> entries)
        : base(Gather(entries))
    {
    }

    /// <summary>Whether it is written as <c>"*"</c>, without a kind.</summary>
    public bool IsEveryone => ContainsKey(Everyone);

    /// <summary>Whether everyone is among them, with a kind or without.</summary>
    internal bool IsForEveryone => IsEveryone || (TryGetValue("AWS", out var values) && values.Contains(Everyone, StringComparer.Ordinal));

    /// <summary>Such as <c>Service ec2.amazonaws.com</c>.</summary>
    public override string ToString() => IsEveryone ? Everyone : string.Join(" or ", this.SelectMany(kind => kind.Value.Select(value => $"{kind.Key} {value}")));

    internal void Write(Utf8JsonWriter writer, string name)
    {
        if (IsEveryone)
        {
            writer.WriteString(name, Everyone);
            return;
        }

        writer.WriteStartObject(name);
        foreach (var (kind, values) in this)
        {
            PolicyStatement.WriteList(writer, kind, values, alwaysList: false);
        }

        writer.WriteEndObject();
    }

    private static SortedDictionary<string, IReadOnlyList<string>> Gather(IEnumerable<(string Kind, string Value)> entries)
    {
        var kinds = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var byKind in entries.GroupBy(e => e.Kind, StringComparer.Ordinal))
        {
            kinds.Add(byKind.Key, Indexable.Of<string>([.. byKind.Select(e => e.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
        }

        return kinds;
    }
}
