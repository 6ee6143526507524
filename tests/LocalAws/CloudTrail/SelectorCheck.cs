using System.Text.Json.Nodes;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>Which selectors a trail takes: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html</summary>
internal static class SelectorCheck
{
    private const int MaxBasic = 5;
    private const int MaxDataResources = 250;
    private const int MaxValues = 500;
    private const int MaxName = 1_000;
    private static readonly string[] Excludable = ["kms.amazonaws.com", "rdsdata.amazonaws.com"];
    private static readonly string[] Operators = ["Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith"];
    private static readonly string[] DataFields = ["eventCategory", "resources.type", "resources.ARN", "readOnly", "eventName", "eventSource", "eventType", "userIdentity.arn", "sessionCredentialFromConsole"];
    private static readonly string[] NetworkFields = ["eventCategory", "eventSource", "eventName", "vpcEndpointId", "errorCode", "userIdentity.arn"];

    private static readonly Dictionary<string, string> BasicTypes = new(StringComparer.Ordinal)
    {
        ["AWS::S3::Object"] = "s3",
        ["AWS::Lambda::Function"] = "lambda",
        ["AWS::DynamoDB::Table"] = "dynamodb",
    };

    /// <summary>What a trail has that nobody gave selectors.</summary>
    public static JsonArray Default() => new(Basic([[]]).ToArray<JsonNode?>());

    /// <summary>The selectors with their defaults filled in.</summary>
    public static IEnumerable<JsonObject> Basic(IEnumerable<JsonObject> selectors)
    {
        var all = selectors.ToList();
        if (all.Count is 0 or > MaxBasic)
        {
            throw TrailErrors.Selectors($"The number of event selectors must be between 1 and {MaxBasic}.");
        }

        if (all.Sum(selector => selector.Structures("DataResources").Sum(resource => resource.Texts("Values").Count)) > MaxDataResources)
        {
            throw TrailErrors.Selectors($"The number of data resources must not exceed {MaxDataResources}.");
        }

        return [.. all.Select(Basic)];
    }

    public static void Advanced(IReadOnlyList<JsonObject> selectors)
    {
        if (selectors.Count == 0)
        {
            throw TrailErrors.Selectors("The list of advanced event selectors is empty.");
        }

        if (selectors.Sum(selector => selector.Structures("FieldSelectors").Sum(field => Operators.Sum(name => field.Texts(name).Count))) > MaxValues)
        {
            throw TrailErrors.Selectors($"The number of values in all selectors must not exceed {MaxValues}.");
        }

        foreach (var selector in selectors)
        {
            if (selector.Text("Name") is { Length: > MaxName })
            {
                throw TrailErrors.Selectors("The name of a selector is too long.");
            }

            Advanced([.. selector.Structures("FieldSelectors")]);
        }
    }

    private static JsonObject Basic(JsonObject selector)
    {
        var readWrite = selector.Text("ReadWriteType") ?? "All";
        if (readWrite is not ("All" or "ReadOnly" or "WriteOnly"))
        {
            throw TrailErrors.Selectors($"The ReadWriteType {readWrite} is not valid.");
        }

        if (selector.Texts("ExcludeManagementEventSources").FirstOrDefault(source => !Excludable.Contains(source)) is { } source)
        {
            throw TrailErrors.Selectors($"The event source {source} can't be excluded.");
        }

        foreach (var resource in selector.Structures("DataResources"))
        {
            var type = resource.Text("Type") ?? "";
            if (!BasicTypes.TryGetValue(type, out var service))
            {
                throw TrailErrors.Selectors($"The data resource type {type} is not valid.");
            }

            // A whole service has no asterisk: arn:aws:s3.
            if (resource.Texts("Values").FirstOrDefault(value => value.Contains('*', StringComparison.Ordinal) || value.Split(':') is not ["arn", _, var named, ..] || named != service) is { } wrong)
            {
                throw TrailErrors.Selectors($"Value {wrong} for DataResources.Values is invalid.");
            }
        }

        return new JsonObject
        {
            ["ReadWriteType"] = readWrite,
            ["IncludeManagementEvents"] = selector.Flag("IncludeManagementEvents") ?? true,
            ["DataResources"] = selector["DataResources"]?.DeepClone() ?? new JsonArray(),
            ["ExcludeManagementEventSources"] = selector["ExcludeManagementEventSources"]?.DeepClone() ?? new JsonArray(),
        };
    }

    private static void Advanced(List<JsonObject> fields)
    {
        var names = fields.Select(field => field.Text("Field") ?? "").ToList();
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Count)
        {
            throw TrailErrors.Selectors("A field may be used only once in a selector.");
        }

        foreach (var field in fields.Where(field => Operators.All(name => field.Texts(name).Count == 0)))
        {
            throw TrailErrors.Selectors($"The field {field.Text("Field")} has no values.");
        }

        JsonObject? Find(string name) => fields.Find(field => field.Text("Field") == name);
        string? Only(string name) => Find(name) is { } field && Operators.Skip(1).All(other => field.Texts(other).Count == 0) && field.Texts("Equals") is [var value] ? value : null;
        switch (Only("eventCategory"))
        {
            case "Management":
                Management(fields);
                break;
            case "Data" when Only("resources.type") is not null:
                Known(names, DataFields);
                break;
            case "Data":
                throw TrailErrors.Selectors("A selector of data events needs resources.type with one value of Equals.");
            case "NetworkActivity" when Only("eventSource") is not null:
                Known(names, NetworkFields);
                if (Find("errorCode") is not null && Only("errorCode") != "VpceAccessDenied")
                {
                    throw TrailErrors.Selectors("errorCode can only equal VpceAccessDenied.");
                }

                break;
            case "NetworkActivity":
                throw TrailErrors.Selectors("A selector of network activity needs eventSource with one value of Equals.");
            default:
                throw TrailErrors.Selectors("A selector needs the field eventCategory with Equals Management, Data or NetworkActivity.");
        }

        if (Find("readOnly") is not null && Only("readOnly") is not ("true" or "false"))
        {
            throw TrailErrors.Selectors("readOnly can only equal true or false.");
        }
    }

    private static void Management(List<JsonObject> fields)
    {
        Known([.. fields.Select(field => field.Text("Field")!)], ["eventCategory", "readOnly", "eventSource"]);
        if (fields.Find(field => field.Text("Field") == "eventSource") is { } source
            && (source.Texts("NotEquals").Any(value => !Excludable.Contains(value)) || Operators.Where(name => name != "NotEquals").Any(name => source.Texts(name).Count > 0)))
        {
            throw TrailErrors.Selectors("Management events can only be selected by eventSource NotEquals kms.amazonaws.com and rdsdata.amazonaws.com.");
        }
    }

    private static void Known(IEnumerable<string> names, string[] known)
    {
        if (names.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw TrailErrors.Selectors($"The field {unknown} is not valid for this category of events.");
        }
    }
}
