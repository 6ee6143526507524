using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Amazon.CloudTrail.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>The trails of an account, region by region. One that shows in several regions comes out once.</summary>
internal sealed class AuditTrails(AwsClients clients)
{
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

    /// <summary>The trails that log in a region and were not met before, with what they are doing: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html.</summary>
    public async IAsyncEnumerable<AuditTrail> InAsync(string region, Func<AuditTrail, bool> isWanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var described in await DescribeAsync(region, cancellationToken).ConfigureAwait(false))
        {
            if (isWanted(described) && _seen.TryAdd(described.TrailARN, true))
            {
                yield return await WithStatusAsync(described, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The trails that log in a region, without what they are doing.</summary>
    public async Task<IReadOnlyList<AuditTrail>> DescribeAsync(string region, CancellationToken cancellationToken)
    {
        var answer = await clients.CloudTrail(region).DescribeTrailsAsync(new DescribeTrailsRequest { IncludeShadowTrails = true }, cancellationToken).ConfigureAwait(false);
        return [.. (answer.TrailList ?? []).Select(trail => Described(trail, region))];
    }

    /// <summary>The home region is asked: another one tells of its own deliveries only. A trail whose status is refused, or can't be had, is still a trail.</summary>
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
            return trail with { StatusError = failure.ErrorCode is { } code ? $"{code}: {failure.Message}" : failure.Message };
        }
    }

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
