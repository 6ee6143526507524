using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>
/// Lets event selectors be given as New-AuditTrailEventSelector and Get-AuditTrail put them out, as they come back from a file (Import-Clixml, ConvertFrom-Json), and as AWS has them: AWS.Tools' AdvancedEventSelector,
/// what Get-CTEventSelector answers, hashtables of that shape.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EventSelectorTransformationAttribute : ArgumentTransformationAttribute
{
    private const string Remedy = "Give what New-AuditTrailEventSelector makes, or an object with FieldSelectors, each of which has a Field and its values";

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => ObjectMembers.Unwrap(inputData) is null ? null : SelectorsIn(inputData).ToArray();

    private static IEnumerable<AuditTrailEventSelector> SelectorsIn(object? item)
    {
        var value = ObjectMembers.Unwrap(item);
        return value switch
        {
            AuditTrailEventSelector selector => [selector],
            null or string => throw Wrong(value),
            _ when ObjectMembers.Elements(value) is { } many => many.Cast<object?>().SelectMany(SelectorsIn),
            _ when ObjectMembers.Find(value, "FieldSelectors") is { } fields => [new AuditTrailEventSelector(ObjectMembers.Find(value, "Name") as string, [.. Each(fields).Select(FieldIn)])],
            _ when ObjectMembers.Find(value, "AdvancedEventSelectors") is { } advanced => SelectorsIn(advanced),
            _ => throw Wrong(value),
        };
    }

    private static AuditTrailFieldSelector FieldIn(object? item)
    {
        var value = ObjectMembers.Unwrap(item);
        if (value is null or string || ObjectMembers.Find(value, "Field") is not string { Length: > 0 } field)
        {
            throw Wrong(value);
        }

        return new AuditTrailFieldSelector(field)
        {
            EqualTo = [.. Values("EqualTo"), .. Values("Equals")],
            NotEquals = [.. Values("NotEquals")],
            StartsWith = [.. Values("StartsWith")],
            NotStartsWith = [.. Values("NotStartsWith")],
            EndsWith = [.. Values("EndsWith")],
            NotEndsWith = [.. Values("NotEndsWith")],
        };

        IEnumerable<string> Values(string name) => ObjectMembers.Find(value, name) is { } values ? Each(values).Select(one => TextOf(ObjectMembers.Unwrap(one))) : [];
    }

    private static IEnumerable<object?> Each(object values) => ObjectMembers.Elements(values)?.Cast<object?>() ?? [values];

    /// <summary>JSON of too little depth has a text with spaces in the place of a list, of which nobody can tell the parts.</summary>
    private static string TextOf(object? value) => value is string text && !text.Contains(' ', StringComparison.Ordinal)
        ? text
        : throw new ArgumentTransformationMetadataException($"'{value}' is no value of an event selector. {Remedy}; ConvertTo-Json needs -Depth 8 for all of them.");

    private static ArgumentTransformationMetadataException Wrong(object? value) => new($"'{value}' is no event selector. {Remedy}.");
}
