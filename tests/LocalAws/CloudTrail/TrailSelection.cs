using System.Text.Json.Nodes;
using TrailOps.LocalAws.Events;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>Which events a trail delivers.</summary>
internal static class TrailSelection
{
    private static readonly string[] GlobalSources = ["iam.amazonaws.com", "cloudfront.amazonaws.com"];

    public static bool Includes(Trail trail, RecordedEvent recorded)
    {
        if (!IsOf(trail, recorded.Account) || (recorded.Region != trail.HomeRegion && !trail.Settings.IsMultiRegion))
        {
            return false;
        }

        if (!trail.Settings.IncludesGlobalEvents && GlobalSources.Contains(recorded.Source) && recorded.Region == Partition.GlobalRegion(trail.Account.Partition))
        {
            return false;
        }

        return trail.AdvancedEventSelectors is { } advanced
            ? advanced.OfType<JsonObject>().Any(selector => selector.Structures("FieldSelectors").All(field => FieldMatches(field, recorded)))
            : (trail.EventSelectors ?? SelectorCheck.Default()).OfType<JsonObject>().Any(selector => BasicMatches(selector, recorded));
    }

    // Those of an organisation are of all its accounts.
    private static bool IsOf(Trail trail, string account) =>
        account == trail.Account.Id || (trail.Settings.IsOrganization && trail.Account.World.FindAccount(account)?.Organization is { } organization && organization == trail.Account.Organization);

    private static bool BasicMatches(JsonObject selector, RecordedEvent recorded)
    {
        var readWrite = selector.Text("ReadWriteType");
        if ((readWrite == "ReadOnly" && !recorded.IsReadOnly) || (readWrite == "WriteOnly" && recorded.IsReadOnly))
        {
            return false;
        }

        return recorded.Category == "Management"
            ? selector.Flag("IncludeManagementEvents") == true && !selector.Texts("ExcludeManagementEventSources").Contains(recorded.Source)
            : recorded.Category == "Data" && selector.Structures("DataResources").Any(data => recorded.Resources.Any(resource =>
                resource.Type == data.Text("Type") && resource.Arn is { } arn
                && data.Texts("Values").Any(value => value.Count(character => character == ':') == 2 || (resource.Type == "AWS::S3::Object" ? arn.StartsWith(value, StringComparison.Ordinal) : arn == value))));
    }

    private static bool FieldMatches(JsonObject field, RecordedEvent recorded)
    {
        var values = Values(field.Text("Field")!, recorded).ToList();
        bool Has(string name) => field.Texts(name).Count > 0;
        bool Any(string name, Func<string, string, bool> test) => field.Texts(name).Any(one => values.Exists(value => test(value, one)));
        bool None(string name, Func<string, string, bool> test) => field.Texts(name).All(one => !values.Exists(value => test(value, one)));

        // What selects is an alternative, whatever the operator: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
        var isSelected = (!Has("Equals") && !Has("StartsWith") && !Has("EndsWith"))
            || Any("Equals", string.Equals)
            || Any("StartsWith", (value, start) => value.StartsWith(start, StringComparison.Ordinal))
            || Any("EndsWith", (value, end) => value.EndsWith(end, StringComparison.Ordinal));
        return isSelected
            && None("NotEquals", string.Equals)
            && None("NotStartsWith", (value, start) => value.StartsWith(start, StringComparison.Ordinal))
            && None("NotEndsWith", (value, end) => value.EndsWith(end, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Values(string field, RecordedEvent recorded) => field switch
    {
        "eventCategory" => [recorded.Category],
        "readOnly" => [recorded.IsReadOnly ? "true" : "false"],
        "eventSource" => [recorded.Source],
        "eventName" => [recorded.Name],
        "resources.type" => recorded.Resources.Select(resource => resource.Type).OfType<string>(),
        "resources.ARN" => recorded.Resources.Where(resource => resource.Type is not "AWS::S3::Bucket").Select(resource => resource.Arn).OfType<string>(),
        _ => InRecord(field, recorded),
    };

    // userIdentity.arn, eventType, errorCode, vpcEndpointId, sessionCredentialFromConsole
    private static IEnumerable<string> InRecord(string field, RecordedEvent recorded)
    {
        JsonNode? node = JsonNode.Parse(recorded.Record);
        foreach (var name in field.Split('.'))
        {
            node = (node as JsonObject)?[name];
        }

        return node is null ? [] : [node.ToString()];
    }
}
