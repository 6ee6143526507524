using System.Collections.Concurrent;
using Amazon.CloudTrail.Model;
using TrailOps.Aws.Connection;
using TrailOps.Trails;

namespace TrailOps.Aws;

/// <summary>The trails of an account, region by region. One that shows in several regions comes out once.</summary>
internal sealed class AuditTrails(AwsClients clients)
{
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AuditTrail> _found = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyCollection<string>> _described = new(StringComparer.Ordinal);

    /// <summary>The trails that were found, with what they are doing and what their management events cost.</summary>
    public IEnumerable<AuditTrail> Found => EventCosts.Tell([.. _found.Values.OrderBy(trail => trail.HomeRegion, StringComparer.Ordinal).ThenBy(trail => trail.Name, StringComparer.Ordinal)], _described);

    /// <summary>Finds the trails that log in a region and were not met before: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html.</summary>
    /// <param name="region">The region.</param>
    /// <param name="isWanted">Which trails.</param>
    /// <param name="isOneOfAll">Whether it is asked as one of all regions, so that it is no failure where it is not enabled in the account.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether the region is enabled.</returns>
    public async Task<bool> ReadAsync(string region, Func<AuditTrail, bool> isWanted, bool isOneOfAll, CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditTrail> described;
        try
        {
            described = await DescribeAsync(region, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (isOneOfAll && AwsFailure.Of(e) is { ErrorCode: "UnrecognizedClientException" } or { IsHostUnknown: true })
        {
            // So AWS says that a region is not enabled in the account; or the SDK knows it before it is open.
            ConnectionUi.Current.Verbose($"{region} is not enabled in the account.");
            return false;
        }

        _described[region] = [.. described.Select(trail => trail.TrailARN)];
        foreach (var trail in described.Where(trail => isWanted(trail) && _seen.TryAdd(trail.TrailARN, true)))
        {
            _found[trail.TrailARN] = await WithDetailsAsync(trail, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>The trails that log in a region, without what they are doing.</summary>
    public async Task<IReadOnlyList<AuditTrail>> DescribeAsync(string region, CancellationToken cancellationToken)
    {
        var answer = await clients.CloudTrail(region).DescribeTrailsAsync(new DescribeTrailsRequest { IncludeShadowTrails = true }, cancellationToken).ConfigureAwait(false);
        return [.. (answer.TrailList ?? []).Select(trail => Described(trail, region))];
    }

    /// <summary>What a trail is called by in its home region: by its name, which all who speak CloudTrail's protocol know; an organisation's by its ARN, for by its name it would be taken for the
    /// account's own of that name.</summary>
    public static string NameOf(AuditTrail trail) => trail.IsOrganizationTrail ? trail.TrailARN : trail.Name;

    /// <summary>The one trail that is meant, with what it is doing.</summary>
    /// <param name="name">Its name or ARN.</param>
    /// <param name="region">Where a name is looked for; an ARN tells its region.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="TrailException">There is no such trail.</exception>
    public async Task<AuditTrail> FindAsync(string name, string region, CancellationToken cancellationToken)
    {
        var asked = IsArn(name) ? name.Split(':')[3] : region;
        var found = Find(await DescribeAsync(asked, cancellationToken).ConfigureAwait(false), name, asked);
        return found is null
            ? throw new TrailException(TrailProblem.AuditTrailNotFound, MissingTrail.Sentence(name, asked))
            : await WithDetailsAsync(found, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The one that is meant of those that show in a region; null where none is. Of two of one name, one is a trail of another region that shows here, or the organisation's: who is at home
    /// comes first.</summary>
    /// <param name="described">Those that show there.</param>
    /// <param name="name">Its name or ARN.</param>
    /// <param name="region">The region.</param>
    public static AuditTrail? Find(IEnumerable<AuditTrail> described, string name, string region) =>
        described.Where(trail => IsArn(name) ? trail.TrailARN == name : trail.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .OrderBy(trail => trail.Name == name ? 0 : 1).ThenBy(trail => trail.HomeRegion == region ? 0 : 1).ThenBy(trail => trail.IsOrganizationTrail).FirstOrDefault();

    /// <summary>The home region is asked: another one tells of its own deliveries only. A trail whose status or selectors are refused, or can't be had, is still a trail.</summary>
    public async Task<AuditTrail> WithDetailsAsync(AuditTrail trail, CancellationToken cancellationToken)
    {
        var status = WithStatusAsync(trail, cancellationToken);
        var selectors = SelectorsAsync(trail, cancellationToken);
        await Task.WhenAll(status, selectors).ConfigureAwait(false);
        var (found, error) = await selectors.ConfigureAwait(false);
        return await status.ConfigureAwait(false) with { EventSelectors = found, EventSelectorsError = error };
    }

    private async Task<AuditTrail> WithStatusAsync(AuditTrail trail, CancellationToken cancellationToken)
    {
        try
        {
            var home = clients.CloudTrail(trail.HomeRegion);
            var status = await home.GetTrailStatusAsync(new GetTrailStatusRequest { Name = trail.TrailARN }, cancellationToken).ConfigureAwait(false);
            return trail with
            {
                IsLogging = status.IsLogging,
                StartLoggingTime = Utc(status.StartLoggingTime),
                StopLoggingTime = Utc(status.StopLoggingTime),
                LatestDeliveryTime = Utc(status.LatestDeliveryTime),
                LatestDeliveryError = Told(status.LatestDeliveryError),
                LatestDigestDeliveryTime = Utc(status.LatestDigestDeliveryTime),
                LatestDigestDeliveryError = Told(status.LatestDigestDeliveryError),
                LatestCloudWatchLogsDeliveryTime = Utc(status.LatestCloudWatchLogsDeliveryTime),
                LatestCloudWatchLogsDeliveryError = Told(status.LatestCloudWatchLogsDeliveryError),
                LatestNotificationTime = Utc(status.LatestNotificationTime),
                LatestNotificationError = Told(status.LatestNotificationError),
            };
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && AwsFailure.Of(e) is { Kind: not AwsFailureKind.Unexpected } failure)
        {
            return trail with { StatusError = Words(failure) };
        }
    }

    /// <summary>They are asked whatever HasCustomEventSelectors says, which not everybody who talks CloudTrail's protocol keeps up to date.</summary>
    private async Task<(IReadOnlyList<AuditTrailEventSelector>? Found, string? Error)> SelectorsAsync(AuditTrail trail, CancellationToken cancellationToken)
    {
        try
        {
            var home = clients.CloudTrail(trail.HomeRegion);
            return (EventSelectors.Read(await home.GetEventSelectorsAsync(new GetEventSelectorsRequest { TrailName = trail.TrailARN }, cancellationToken).ConfigureAwait(false)), null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && AwsFailure.Of(e) is { Kind: not AwsFailureKind.Unexpected } failure)
        {
            return (null, trail.IsOrganizationTrail ? $"{Words(failure).TrimEnd('.')}. It is the organisation's trail: its management account {trail.AccountId} may see what a member may not." : Words(failure));
        }
    }

    private static bool IsArn(string name) => name.Split(':') is ["arn", _, "cloudtrail", { Length: > 0 }, _, ..];

    private static string Words(AwsFailure failure) => failure.ErrorCode is { } code ? $"{code}: {failure.Message}" : failure.Message;

    private static AuditTrail Described(Trail trail, string region) => new(trail.Name ?? "", trail.TrailARN ?? "", trail.HomeRegion ?? region)
    {
        IsMultiRegionTrail = trail.IsMultiRegionTrail == true,
        IsOrganizationTrail = trail.IsOrganizationTrail == true,
        IncludeGlobalServiceEvents = trail.IncludeGlobalServiceEvents == true,
        LogFileValidationEnabled = trail.LogFileValidationEnabled == true,
        S3BucketName = Told(trail.S3BucketName),
        S3KeyPrefix = Told(trail.S3KeyPrefix),
        KmsKeyId = Told(trail.KmsKeyId),
        SnsTopicARN = Told(trail.SnsTopicARN),
        CloudWatchLogsLogGroupArn = Told(trail.CloudWatchLogsLogGroupArn),
        HasCustomEventSelectors = trail.HasCustomEventSelectors == true,
        HasInsightSelectors = trail.HasInsightSelectors == true,
    };

    private static string? Told(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static DateTime? Utc(DateTime? time) => time?.ToUniversalTime();
}
