using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TrailOps.Cmdlets.Tests;

/// <summary>What ConvertFrom-Json makes of a text, as pwsh 7.4 to 7.6 do it.</summary>
internal static partial class ParsedJson
{
    /// <summary>Custom objects, or with -AsHashtable dictionaries; arrays are object[].</summary>
    public static object? Of(string json, bool asHashtable = false)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement, asHashtable);
    }

    private static object? Of(JsonElement json, bool asHashtable) => json.ValueKind switch
    {
        JsonValueKind.Object when asHashtable => Members(json, new OrderedDictionary(), asHashtable),
        JsonValueKind.Object => Members(json, asHashtable),
        JsonValueKind.Array => json.EnumerateArray().Select(element => Of(element, asHashtable)).ToArray(),
        JsonValueKind.String => Text(json.GetString()!),
        JsonValueKind.Number => Number(json),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static OrderedDictionary Members(JsonElement json, OrderedDictionary members, bool asHashtable)
    {
        foreach (var member in json.EnumerateObject())
        {
            members[member.Name] = Of(member.Value, asHashtable);
        }

        return members;
    }

    private static PSObject Members(JsonElement json, bool asHashtable)
    {
        var item = new PSObject();
        foreach (var member in json.EnumerateObject())
        {
            item.Properties.Add(new PSNoteProperty(member.Name, Of(member.Value, asHashtable)));
        }

        return item;
    }

    private static object Text(string text) =>
        Time().IsMatch(text) && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : text;

    private static object Number(JsonElement json) =>
        json.TryGetInt64(out var small) ? small
        : json.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? BigInteger.Parse(json.GetRawText(), CultureInfo.InvariantCulture)
        : json.GetDouble();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)?$")]
    private static partial Regex Time();
}

/// <summary>An event as AWS.Tools' Find-CTEvent puts it out (Amazon.CloudTrail.Model.Event).</summary>
public sealed class FoundEvent
{
    public string? AccessKeyId { get; init; }

    public string? CloudTrailEvent { get; init; }

    public string? EventId { get; init; }

    public string? EventName { get; init; } = "Misleading";

    public string? EventSource { get; init; } = "misleading.amazonaws.com";

    public DateTime? EventTime { get; init; }

    public IList<object>? Resources { get; init; }

    public string? Username { get; init; }
}
