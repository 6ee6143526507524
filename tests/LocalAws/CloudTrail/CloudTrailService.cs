using System.Text.Json.Nodes;
using TrailOps.LocalAws.Events;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>CloudTrail: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/Welcome.html</summary>
internal sealed class CloudTrailService : JsonService
{
    public CloudTrailService()
        : base("cloudtrail", "CloudTrail_20131101")
    {
        Add("LookupEvents", EventLookup.Run, OnAll("LookupEvents"));
        Add("ListPublicKeys", PublicKeys.List, OnAll("ListPublicKeys"));
        Add("DescribeTrails", TrailReading.Describe, OnAll("DescribeTrails"));
        Add("ListTrails", TrailReading.List, OnAll("ListTrails"));
        Add("GetTrail", TrailReading.Get, OnTrail("GetTrail", "Name"));
        Add("GetTrailStatus", TrailReading.Status, OnTrail("GetTrailStatus", "Name"));
        Add("CreateTrail", TrailWriting.Create, TagsToo(OnTrail("CreateTrail", "Name")));
        Add("UpdateTrail", TrailWriting.Update, OnTrail("UpdateTrail", "Name"));
        Add("DeleteTrail", TrailWriting.Delete, OnTrail("DeleteTrail", "Name"));
        Add("StartLogging", TrailWriting.Start, OnTrail("StartLogging", "Name"));
        Add("StopLogging", TrailWriting.Stop, OnTrail("StopLogging", "Name"));
        Add("GetEventSelectors", SelectorOperations.Get, OnTrail("GetEventSelectors", "TrailName"));
        Add("PutEventSelectors", SelectorOperations.Put, OnTrail("PutEventSelectors", "TrailName"));
        Add("GetInsightSelectors", SelectorOperations.GetInsight, OnTrail("GetInsightSelectors", "TrailName"));
        Add("PutInsightSelectors", SelectorOperations.PutInsight, OnTrail("PutInsightSelectors", "TrailName"));
        Add("GetEventConfiguration", EventConfigurations.Get, call => EventConfigurations.Needs(call, "GetEventConfiguration", OnTrail("GetEventConfiguration", "TrailName")));
        Add("PutEventConfiguration", EventConfigurations.Put, call => EventConfigurations.Needs(call, "PutEventConfiguration", OnTrail("PutEventConfiguration", "TrailName")));
        Add("ListEventDataStores", EventDataStores.List, OnAll("ListEventDataStores"));
        Add("CreateEventDataStore", EventDataStores.Create, EventDataStores.NeedsToCreate);
        Add("GetEventDataStore", EventDataStores.Get, call => EventDataStores.Needs(call, "GetEventDataStore"));
        Add("UpdateEventDataStore", EventDataStores.Update, call => EventDataStores.Needs(call, "UpdateEventDataStore"));
        Add("StopEventDataStoreIngestion", EventDataStores.Stop, call => EventDataStores.Needs(call, "StopEventDataStoreIngestion"));
        Add("DeleteEventDataStore", EventDataStores.Delete, call => EventDataStores.Needs(call, "DeleteEventDataStore"));
        Add("AddTags", TrailTags.Add, OnTrail("AddTags", "ResourceId"));
        Add("RemoveTags", TrailTags.Remove, OnTrail("RemoveTags", "ResourceId"));
        Add("ListTags", TrailTags.List, call => [.. call.Json.Texts("ResourceIdList").Select(arn => new Access("cloudtrail:ListTags", arn))]);
    }

    // Which resource an event of an event data store tells, is not documented.
    public override IEnumerable<EventResource> EventResources(Call call) => call.Operation!.IsReadOnly || call.Error is not null || call.Operation.Name.Contains("EventDataStore", StringComparison.Ordinal)
        ? []
        : new[] { "Name", "TrailName", "ResourceId" }.Where(member => call.Json[member] is not null)
            .Select(member => new EventResource("AWS::CloudTrail::Trail", call.Json.Text(member)!));

    private static Func<Call, IEnumerable<Access>> OnAll(string action) => _ => [new Access($"cloudtrail:{action}")];

    private static Func<Call, IEnumerable<Access>> OnTrail(string action, string member) => call =>
    {
        var name = call.Json.Text(member) ?? "";
        var arn = name.StartsWith("arn:", StringComparison.Ordinal) ? name : $"arn:{call.Partition}:cloudtrail:{call.Region}:{call.Account.Id}:trail/{name}";
        Dictionary<string, IReadOnlyList<string>> context = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in call.Account.Trails.GetValueOrDefault(arn)?.Tags ?? [])
        {
            context[$"aws:ResourceTag/{key}"] = [value];
        }

        return [new Access($"cloudtrail:{action}", arn) { Context = context }];
    };

    private static Func<Call, IEnumerable<Access>> TagsToo(Func<Call, IEnumerable<Access>> needs) => call =>
        call.Json["TagsList"] is JsonArray { Count: > 0 } ? needs(call).SelectMany(access => new[] { access, access with { Action = "cloudtrail:AddTags" } }) : needs(call);
}
