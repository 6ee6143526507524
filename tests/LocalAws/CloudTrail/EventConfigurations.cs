using System.Text.Json.Nodes;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>
/// PutEventConfiguration and GetEventConfiguration: what a trail aggregates. It is kept and shown; no aggregated events are delivered.
/// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventConfiguration.html
/// </summary>
internal static class EventConfigurations
{
    private const string Member = "AggregationConfigurations";
    private static readonly string[] Templates = ["API_ACTIVITY", "RESOURCE_ACCESS", "USER_ACTIONS"];
    private static readonly string[] OfEventDataStores = ["MaxEventSize", "ContextKeySelectors"];

    public static IEnumerable<Access> Needs(Call call, string action, Func<Call, IEnumerable<Access>> onTrail) =>
        call.Json["EventDataStore"] is null ? onTrail(call) : EventDataStores.Needs(call, action);

    public static JsonObject Get(Call call) => Write(Trail(call, isToChange: false));

    public static JsonObject Put(Call call)
    {
        var trail = Trail(call, isToChange: true);
        if (OfEventDataStores.FirstOrDefault(member => call.Json[member] is not null) is { } foreign)
        {
            throw TrailErrors.Combination($"{foreign} can't be set on a trail.");
        }

        List<JsonObject> configurations = [.. call.Json.Structures(Member)];
        if (configurations.Count > 1)
        {
            throw new AwsException("InvalidParameterException", $"A trail can have one of {Member}.");
        }

        foreach (var configuration in configurations)
        {
            Check(configuration);
        }

        trail.Aggregations = new JsonArray([.. configurations.Select(configuration => configuration.DeepClone())]);
        return Write(trail);
    }

    private static void Check(JsonObject configuration)
    {
        if (configuration.Text("EventCategory") is not "Data")
        {
            throw new AwsException("InvalidParameterException", $"The event category {configuration.Text("EventCategory")} is not valid. Only Data can be aggregated.");
        }

        var templates = configuration.Texts("Templates");
        if (templates.Count == 0 || templates.FirstOrDefault(template => !Templates.Contains(template)) is not null || templates.Distinct().Count() < templates.Count)
        {
            throw new AwsException("InvalidParameterException", $"The templates {string.Join(", ", templates)} are not valid. Templates are {string.Join(", ", Templates)}, each at most once.");
        }
    }

    private static Trail Trail(Call call, bool isToChange)
    {
        var isOfTrail = call.Json["TrailName"] is not null;
        if (isOfTrail == call.Json["EventDataStore"] is not null)
        {
            throw TrailErrors.Combination("You must specify either a trail or an event data store, but not both.");
        }

        if (!isOfTrail)
        {
            throw new AwsException("UnsupportedOperationException", $"The event configuration of {EventDataStores.Find(call).Arn} is not here.");
        }

        return isToChange ? TrailNames.FindToChange(call, "TrailName") : TrailNames.Find(call, "TrailName");
    }

    private static JsonObject Write(Trail trail) => new() { ["TrailARN"] = trail.Arn, [Member] = trail.Aggregations.DeepClone() };
}
