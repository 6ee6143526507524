namespace TrailOps.Trails;

/// <summary>Event selectors in words.</summary>
internal static class SelectorWords
{
    /// <summary>How many values a sentence bears.</summary>
    private const int Told = 5;

    /// <summary>What all the selectors of a trail select.</summary>
    public static string Of(IReadOnlyCollection<AuditTrailEventSelector> selectors) => selectors.Count == 0 ? "no events" : string.Join("; ", selectors.Select(Of));

    public static string Of(AuditTrailEventSelector selector) => selector.Category switch
    {
        AuditTrailEventCategory.Management => Management(selector),
        AuditTrailEventCategory.Data => Data(selector),
        AuditTrailEventCategory.NetworkActivity => Network(selector),
        _ => $"events{Where(selector)}",
    };

    /// <summary>What selects are alternatives, whatever the operator; what excludes holds all together.</summary>
    public static string Of(AuditTrailFieldSelector field)
    {
        string?[] selected = [Part("is", field.EqualTo), Part("starts with", field.StartsWith), Part("ends with", field.EndsWith)];
        string?[] excluded = [Part("is not", field.NotEquals), Part("does not start with", field.NotStartsWith), Part("does not end with", field.NotEndsWith)];
        string[] alternatives = [.. selected.OfType<string>()];
        return $"{field.Field} " + string.Join(" and ", (alternatives.Length == 0 ? [] : new[] { string.Join(" or ", alternatives) }).Concat(excluded.OfType<string>()));
    }

    private static string Management(AuditTrailEventSelector selector)
    {
        var calls = IsReadOnly(selector) switch
        {
            true => "read-only management events",
            false => "write-only management events",
            null => "all management events",
        };
        var source = selector.Find(EventField.Source);
        var isExclusion = source?.HasOnly(source.NotEquals) == true;
        return calls
            + (isExclusion ? $" without {List([.. source!.NotEquals.Select(ServiceName)], "and")}" : "")
            + Where(selector, EventField.Category, EventField.ReadOnly, isExclusion ? EventField.Source : "");
    }

    private static string Data(AuditTrailEventSelector selector)
    {
        var type = selector.Find(EventField.ResourceType) is { EqualTo: [var only] } ? only : "resource";
        var names = selector.Find(EventField.Name);
        var areNamed = names?.HasOnly(names.EqualTo) == true;
        var readOnly = IsReadOnly(selector);
        var calls = areNamed ? $"{List(names!.EqualTo, "and")} of" : readOnly switch
        {
            true => "reads of",
            false => "writes to",
            null => "all events of",
        };
        return $"{calls} {ResourceWords.Of(type, selector.Find(EventField.ResourceArn))}"
            + Where(selector, EventField.Category, EventField.ResourceType, EventField.ResourceArn, areNamed ? EventField.Name : EventField.ReadOnly);
    }

    private static string Network(AuditTrailEventSelector selector)
    {
        var source = selector.Find(EventField.Source) is { EqualTo: [var only] } ? $" of {only}" : "";
        var isRefused = selector.Find(EventField.ErrorCode) is { EqualTo: ["VpceAccessDenied"] };
        return $"network activity{source}{(isRefused ? " that an endpoint's policy refused" : "")}"
            + Where(selector, EventField.Category, source.Length > 0 ? EventField.Source : "", isRefused ? EventField.ErrorCode : "");
    }

    /// <summary>The conditions that the rest of the sentence does not tell.</summary>
    private static string Where(AuditTrailEventSelector selector, params ReadOnlySpan<string> told)
    {
        List<string> rest = [];
        foreach (var field in selector.FieldSelectors)
        {
            if (!told.Contains(field.Field))
            {
                rest.Add(Of(field));
            }
        }

        return rest.Count == 0 ? "" : $" where {string.Join(" and ", rest)}";
    }

    private static bool? IsReadOnly(AuditTrailEventSelector selector) => selector.Find(EventField.ReadOnly) switch
    {
        { EqualTo: ["true"] } => true,
        { EqualTo: ["false"] } => false,
        _ => null,
    };

    private static string ServiceName(string source) => source switch
    {
        "kms.amazonaws.com" => "KMS",
        "rdsdata.amazonaws.com" => "RDS Data",
        _ => source,
    };

    private static string? Part(string operation, IReadOnlyList<string> values) => values.Count == 0 ? null : $"{operation} {List(values, "or")}";

    /// <summary>A list as a sentence has it. A long one ends in how many more there are.</summary>
    public static string List(IReadOnlyList<string> values, string conjunction) => values.Count switch
    {
        0 => "",
        1 => values[0],
        <= Told => $"{string.Join(", ", values.Take(values.Count - 1))} {conjunction} {values[^1]}",
        _ => $"{string.Join(", ", values.Take(Told))} {conjunction} {values.Count - Told} more",
    };
}
