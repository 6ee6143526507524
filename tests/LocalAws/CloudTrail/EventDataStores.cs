using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>
/// The event data stores of CloudTrail Lake: their settings, and no events.
/// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateEventDataStore.html
/// </summary>
internal static partial class EventDataStores
{
    private const string Member = "EventDataStore";
    private const int MaxPage = 1_000;

    // How many come where nobody says, is not documented.
    private const int NormalPage = 10;
    private const int MinRetention = 7;
    private static readonly string[] Settings = ["Name", "KmsKeyId", "RetentionPeriod", "TerminationProtectionEnabled", "MultiRegionEnabled", "OrganizationEnabled", "AdvancedEventSelectors", "BillingMode"];

    public static IEnumerable<Access> Needs(Call call, string action)
    {
        var name = call.Json.Text(Member) ?? "";
        var arn = Id().IsMatch(name) ? Arn(call, name)
            : Arns().IsMatch(name) ? name
            : throw new AwsException("EventDataStoreARNInvalidException", $"The event data store ARN {name} is not valid.");
        return [new Access($"cloudtrail:{action}", arn) { ResourceAccount = arn.Split(':')[4] }];
    }

    /// <summary>The new one has no id yet.</summary>
    public static IEnumerable<Access> NeedsToCreate(Call call)
    {
        Access create = new("cloudtrail:CreateEventDataStore", Arn(call, "*"));
        return call.Json["TagsList"] is JsonArray { Count: > 0 } ? [create, create with { Action = "cloudtrail:AddTags" }] : [create];
    }

    /// <summary>The store of the region that a request names by ARN or id.</summary>
    public static EventDataStore Find(Call call)
    {
        var name = call.Json.Text(Member) ?? "";
        return Of(call).FirstOrDefault(store => store.Arn == name || store.Arn == Arn(call, name)) ?? throw new AwsException("EventDataStoreNotFoundException", "The specified event data store was not found.");
    }

    public static JsonObject Create(Call call)
    {
        var billing = call.Json.Text("BillingMode") ?? EventDataStore.Extendable;
        EventDataStore store = new(call.Account, call.Region, call.Json.Text("Name") ?? "", call.Now) { BillingMode = billing, RetentionDays = Retention(billing).Normal };
        Set(call, store);
        call.Account.EventDataStores.Add(store);
        var answer = Write(store);
        answer["Status"] = "CREATED";
        return answer;
    }

    public static JsonObject Get(Call call) => Write(Find(call));

    /// <summary>A list tells names and ARNs only: the other members of the model are deprecated.</summary>
    public static JsonObject List(Call call)
    {
        var limit = call.Json.Number("MaxResults") ?? NormalPage;
        if (limit is < 1 or > MaxPage)
        {
            throw new AwsException("InvalidMaxResultsException", $"MaxResults must be between 1 and {MaxPage}.");
        }

        var start = call.Json.Text("NextToken") is not { } token ? 0
            : int.TryParse(token, CultureInfo.InvariantCulture, out var number) ? number
            : throw new AwsException("InvalidNextTokenException", "Invalid NextToken.");
        var rest = Of(call).OrderBy(store => store.Arn, StringComparer.Ordinal).Skip(start).ToList();
        JsonObject answer = new() { ["EventDataStores"] = new JsonArray([.. rest.Take(limit).Select(store => new JsonObject { ["EventDataStoreArn"] = store.Arn, ["Name"] = store.Name })]) };
        if (rest.Count > limit)
        {
            answer["NextToken"] = (start + limit).ToString("D4", CultureInfo.InvariantCulture);
        }

        return answer;
    }

    public static JsonObject Update(Call call)
    {
        var store = FindInUse(call);
        if (!Settings.Any(call.Json.ContainsKey))
        {
            throw Invalid($"One of {string.Join(", ", Settings)} must be specified.");
        }

        Set(call, store);
        store.Updated = call.Now;
        return Write(store);
    }

    public static JsonObject Stop(Call call)
    {
        FindInUse(call).Stop();
        return [];
    }

    public static JsonObject Delete(Call call)
    {
        var store = FindInUse(call);
        if (store.IsProtected)
        {
            throw new AwsException("EventDataStoreTerminationProtectedException", "The event data store cannot be deleted because termination protection is enabled for it.");
        }

        store.Delete(call.Now);
        return [];
    }

    // All is looked at before anything is set: a request that is refused changes nothing.
    private static void Set(Call call, EventDataStore store)
    {
        var body = call.Json;
        var name = body.Text("Name") ?? store.Name;
        if (!Names().IsMatch(name))
        {
            throw Invalid($"The name {name} is not valid: it has 3 to 128 letters, digits, periods, underscores and hyphens.");
        }

        if (Of(call).Any(other => other != store && other.Name == name))
        {
            throw new AwsException("EventDataStoreAlreadyExistsException", $"An event data store with the name {name} already exists.");
        }

        var billing = body.Text("BillingMode") ?? store.BillingMode;
        if (billing is not (EventDataStore.Extendable or EventDataStore.Fixed))
        {
            throw Invalid($"The billing mode {billing} is not valid.");
        }

        if (billing == EventDataStore.Fixed && store.BillingMode != billing)
        {
            throw Invalid($"The billing mode {store.BillingMode} cannot be changed to {billing}.");
        }

        var retention = body.Number("RetentionPeriod") ?? store.RetentionDays;
        if (retention < MinRetention || retention > Retention(billing).Max)
        {
            throw Invalid($"The retention period must be between {MinRetention} and {Retention(billing).Max} days.");
        }

        var isOrganization = body.Flag("OrganizationEnabled") ?? store.IsOrganization;
        if (isOrganization && call.Account.Organization?.Management != call.Account)
        {
            throw TrailErrors.NotManagement(call.Account);
        }

        var (isProtected, isMultiRegion, selectors) = (body.Flag("TerminationProtectionEnabled"), body.Flag("MultiRegionEnabled"), body.List("AdvancedEventSelectors"));
        store.Key = body.Text("KmsKeyId") is { } key ? EventDataStoreKey.Check(store, key) : store.Key;
        (store.Name, store.BillingMode, store.RetentionDays, store.IsOrganization) = (name, billing, retention, isOrganization);
        store.IsProtected = isProtected ?? store.IsProtected;
        store.IsMultiRegion = isMultiRegion ?? store.IsMultiRegion;
        store.Selectors = (JsonArray?)selectors?.DeepClone() ?? store.Selectors;
    }

    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-lake-manage-costs.html
    private static (int Normal, int Max) Retention(string billing) => billing == EventDataStore.Fixed ? (2_557, 2_557) : (366, 3_653);

    private static EventDataStore FindInUse(Call call) => Find(call) is { Status: not EventDataStore.PendingDeletion } store
        ? store
        : throw new AwsException("InactiveEventDataStoreException", "The event data store is inactive.");

    private static IEnumerable<EventDataStore> Of(Call call) => call.Account.EventDataStores.Where(store => store.Region == call.Region && !store.IsGone(call.Now));

    private static JsonObject Write(EventDataStore store)
    {
        JsonObject written = new()
        {
            ["EventDataStoreArn"] = store.Arn,
            ["Name"] = store.Name,
            ["Status"] = store.Status,
            ["AdvancedEventSelectors"] = store.Selectors.DeepClone(),
            ["MultiRegionEnabled"] = store.IsMultiRegion,
            ["OrganizationEnabled"] = store.IsOrganization,
            ["BillingMode"] = store.BillingMode,
            ["RetentionPeriod"] = store.RetentionDays,
            ["TerminationProtectionEnabled"] = store.IsProtected,
            ["CreatedTimestamp"] = JsonBody.Seconds(store.Created),
            ["UpdatedTimestamp"] = JsonBody.Seconds(store.Updated),
        };
        if (store.Key is { } key)
        {
            written["KmsKeyId"] = key;
        }

        return written;
    }

    private static string Arn(Call call, string id) => $"arn:{call.Partition}:cloudtrail:{call.Region}:{call.Account.Id}:eventdatastore/{id}";

    private static AwsException Invalid(string message) => new("InvalidParameterException", message);

    [GeneratedRegex(@"\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\Aarn:[^:]+:cloudtrail:[^:]+:\d{12}:eventdatastore/[0-9a-f-]+\z")]
    private static partial Regex Arns();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{3,128}\z")]
    private static partial Regex Names();
}
