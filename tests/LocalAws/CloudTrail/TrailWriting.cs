using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.CloudTrail;

internal static partial class TrailWriting
{
    private const int MaxTrails = 5;
    private const int MaxPrefix = 200;
    private const int MaxTopic = 256;

    public static JsonObject Create(Call call)
    {
        var name = call.Json.Text("Name") ?? "";
        if (TrailNames.Problem(name) is { } problem)
        {
            throw TrailErrors.Name(problem);
        }

        Trail trail = new(call.Account, name, call.Region);
        if (call.Account.Trails.ContainsKey(trail.Arn))
        {
            throw new AwsException("TrailAlreadyExistsException", $"Trail {name} already exists for customer: {call.Account.Id}");
        }

        trail.Settings = Read(call, trail, new TrailSettings());
        TrailTags.Set(trail, call.Json);
        CheckNumber(call, trail);
        call.Account.Trails.Add(trail.Arn, trail);
        return TrailReading.Write(trail, isWhole: false);
    }

    public static JsonObject Update(Call call)
    {
        var trail = TrailNames.FindToChange(call);
        var before = trail.Settings;
        var settings = Read(call, trail, before);
        if (trail.IsLogging && before.HasValidation != settings.HasValidation)
        {
            // Switching it breaks the chain: the next digest, if any, begins a new one.
            trail.Chains.Clear();
            trail.Digesting = call.Now;
            trail.NextDigest = call.Now.AddHours(1);
        }

        trail.Settings = settings;
        return TrailReading.Write(trail, isWhole: false);
    }

    public static JsonObject Delete(Call call)
    {
        var trail = TrailNames.FindToChange(call);
        call.World.Delivery.Stop(trail);
        call.Account.Trails.Remove(trail.Arn);
        return [];
    }

    public static JsonObject Start(Call call)
    {
        var trail = TrailNames.FindToChange(call);
        call.World.Delivery.Start(trail);
        return [];
    }

    public static JsonObject Stop(Call call)
    {
        var trail = TrailNames.FindToChange(call);
        call.World.Delivery.Stop(trail);
        return [];
    }

    private static TrailSettings Read(Call call, Trail trail, TrailSettings before)
    {
        var body = call.Json;
        var settings = before with
        {
            Bucket = body.Text("S3BucketName") ?? before.Bucket,
            Prefix = Changed("S3KeyPrefix", before.Prefix)?.Trim('/'),
            SnsTopic = Topic(call, Changed("SnsTopicName", before.SnsTopic)),
            IncludesGlobalEvents = body.Flag("IncludeGlobalServiceEvents") ?? before.IncludesGlobalEvents,
            IsMultiRegion = body.Flag("IsMultiRegionTrail") ?? before.IsMultiRegion,
            HasValidation = body.Flag("EnableLogFileValidation") ?? before.HasValidation,
            IsOrganization = body.Flag("IsOrganizationTrail") ?? before.IsOrganization,
            LogGroup = Changed("CloudWatchLogsLogGroupArn", before.LogGroup),
            LogRole = Changed("CloudWatchLogsRoleArn", before.LogRole),
            Key = Changed("KmsKeyId", null) is { } key ? TrailKey.Resolve(trail, key) : Changed("KmsKeyId", before.Key),
        };
        Check(trail, settings);
        TrailBucket.Check(call.World, trail, settings);
        TrailKey.Check(call.World, trail, settings);
        return settings;

        // An empty string takes a value away.
        string? Changed(string name, string? present) => body.Text(name) is { } value ? value.Length == 0 ? null : value : present;
    }

    private static void Check(Trail trail, TrailSettings settings)
    {
        if (settings.IsMultiRegion && !settings.IncludesGlobalEvents)
        {
            throw TrailErrors.Combination("Multi-Region trail must include global service events.");
        }

        if (settings.Prefix is { } prefix && (prefix.Length > MaxPrefix || prefix.Contains("AWSLogs", StringComparison.Ordinal)))
        {
            throw new AwsException("InvalidS3PrefixException", prefix.Length > MaxPrefix
                ? $"Key prefix too long. Maximum allowed length: {MaxPrefix} characters. Specified key prefix length: {prefix.Length}"
                : "The prefix can't contain AWSLogs.");
        }

        if ((settings.LogGroup is null) != (settings.LogRole is null))
        {
            throw settings.LogGroup is null
                ? new AwsException("InvalidCloudWatchLogsLogGroupArnException", "You must specify a log group ARN with a role ARN.")
                : new AwsException("InvalidCloudWatchLogsRoleArnException", "You must specify a role ARN with a log group ARN.");
        }

        if (settings.LogGroup is { } group && !LogGroup().IsMatch(group))
        {
            throw new AwsException("InvalidCloudWatchLogsLogGroupArnException", $"CloudTrail cannot validate the specified log group ARN: {group}");
        }

        if (settings.IsOrganization && trail.Account.Organization?.Management != trail.Account)
        {
            throw TrailErrors.NotManagement(trail.Account);
        }
    }

    // Shadow trails count as well.
    private static void CheckNumber(Call call, Trail trail)
    {
        var regions = trail.Settings.IsMultiRegion ? World.Partition.Regions(call.Partition) : [call.Region];
        if (regions.FirstOrDefault(region => call.Account.Trails.Values.Count(existing => existing.HomeRegion == region || existing.Settings.IsMultiRegion) >= MaxTrails) is { } full)
        {
            throw new AwsException("MaximumNumberOfTrailsExceededException", $"User: {call.Account.Id} already has {MaxTrails} trails in {full}.");
        }
    }

    private static string? Topic(Call call, string? name) =>
        name is null || name.StartsWith("arn:", StringComparison.Ordinal) ? name
        : name.Length <= MaxTopic && TopicName().IsMatch(name) ? $"arn:{call.Partition}:sns:{call.Region}:{call.Account.Id}:{name}"
        : throw new AwsException("InvalidSnsTopicNameException", "SNS topic name is not valid.");

    [GeneratedRegex(@"\Aarn:[^:]+:logs:[^:]+:\d{12}:log-group:[^:]+:\*\z")]
    private static partial Regex LogGroup();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+\z")]
    private static partial Regex TopicName();
}
