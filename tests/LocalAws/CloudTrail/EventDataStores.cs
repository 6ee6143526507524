using System.Text.RegularExpressions;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>CloudTrail Lake, as far as policies are judged: no event data store is here.</summary>
internal static partial class EventDataStores
{
    private const string Member = "EventDataStore";

    public static IEnumerable<Access> Needs(Call call, string action)
    {
        var name = call.Json.Text(Member) ?? "";
        var arn = Id().IsMatch(name) ? $"arn:{call.Partition}:cloudtrail:{call.Region}:{call.Account.Id}:eventdatastore/{name}"
            : Arn().IsMatch(name) ? name
            : throw new AwsException("EventDataStoreARNInvalidException", $"The event data store ARN {name} is not valid.");
        return [new Access($"cloudtrail:{action}", arn) { ResourceAccount = arn.Split(':')[4] }];
    }

    public static AwsException NotFound() => new("EventDataStoreNotFoundException", "The specified event data store was not found.");

    [GeneratedRegex(@"\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\Aarn:[^:]+:cloudtrail:[^:]+:\d{12}:eventdatastore/[0-9a-f-]+\z")]
    private static partial Regex Arn();
}
