using System.Diagnostics;
using Amazon.CloudTrail.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>Starts, stops and removes trails. What is as it is to be already stays so without a request.</summary>
internal sealed class AuditTrailLogging(AwsClients clients)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly AuditTrails _trails = new(clients);

    /// <summary>The trail, logging; null where the user did not want it.</summary>
    /// <param name="name">Its name or ARN.</param>
    /// <param name="timeout">How long to wait for the first delivery after its start; null: not at all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TrailException">There is no such trail, or nothing was delivered in time.</exception>
    public async Task<AuditTrail?> StartAsync(string name, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var trail = await _trails.FindAsync(name, clients.Region, cancellationToken).ConfigureAwait(false);
        if (trail.IsLogging != true)
        {
            if (!await ConnectionUi.Current.ConfirmAsync(trail.TrailARN, "Start logging").ConfigureAwait(false))
            {
                return null;
            }

            var start = new StartLoggingRequest { Name = AuditTrails.NameOf(trail) };
            await TrailWrites.RetryAsync(() => clients.CloudTrail(trail.HomeRegion).StartLoggingAsync(start, cancellationToken), cancellationToken).ConfigureAwait(false);
            trail = await _trails.WithDetailsAsync(trail, cancellationToken).ConfigureAwait(false);
        }

        return timeout is { } patience ? await WaitAsync(trail, patience, cancellationToken).ConfigureAwait(false) : trail;
    }

    /// <summary>The trail, not logging; null where the user did not want it.</summary>
    public async Task<AuditTrail?> StopAsync(string name, CancellationToken cancellationToken)
    {
        var trail = await _trails.FindAsync(name, clients.Region, cancellationToken).ConfigureAwait(false);
        if (trail.IsLogging == false)
        {
            return trail;
        }

        if (!await ConnectionUi.Current.ConfirmAsync(trail.TrailARN, "Stop logging: what happens from now on leaves no log with this trail").ConfigureAwait(false))
        {
            return null;
        }

        var stop = new StopLoggingRequest { Name = AuditTrails.NameOf(trail) };
        await TrailWrites.RetryAsync(() => clients.CloudTrail(trail.HomeRegion).StopLoggingAsync(stop, cancellationToken), cancellationToken).ConfigureAwait(false);
        return await _trails.WithDetailsAsync(trail, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The trail that was removed; null where the user did not want it. Its bucket and what it delivered stay.</summary>
    public async Task<AuditTrail?> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        var trail = await _trails.FindAsync(name, clients.Region, cancellationToken).ConfigureAwait(false);
        var kept = $"s3://{trail.S3BucketName}/{(trail.S3KeyPrefix is { } prefix ? prefix.Trim('/') + "/" : "")}AWSLogs/";
        if (!await ConnectionUi.Current.ConfirmAsync(trail.TrailARN, $"Remove the trail: nothing is logged with it from now on, and {kept} stays with all logs").ConfigureAwait(false))
        {
            return null;
        }

        var delete = new DeleteTrailRequest { Name = AuditTrails.NameOf(trail) };
        await TrailWrites.RetryAsync(() => clients.CloudTrail(trail.HomeRegion).DeleteTrailAsync(delete, cancellationToken), cancellationToken).ConfigureAwait(false);
        ConnectionUi.Current.Verbose($"The trail {trail.TrailARN} is removed. Its logs stay in {kept}, and its statements in the bucket's policy.");
        return trail with { IsLogging = false };
    }

    private async Task<AuditTrail> WaitAsync(AuditTrail trail, TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            // CloudTrail tells whole seconds of one and parts of the other.
            if (trail.IsLogging == true && trail.LatestDeliveryTime is { } delivered && delivered >= (trail.StartLoggingTime ?? DateTime.MinValue) && trail.LatestDeliveryError is null)
            {
                return trail;
            }

            var left = patience - Stopwatch.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                throw NotSeen(trail, patience);
            }

            ConnectionUi.Current.Verbose($"{trail.Name}: nothing is delivered since {trail.StartLoggingTime:u}{(trail.LatestDeliveryError is { } error ? $" ({error})" : "")}; looked at again in {pause.TotalSeconds:0} s.");
            await Task.Delay(pause < left ? pause : left, cancellationToken).ConfigureAwait(false);
            trail = await _trails.WithDetailsAsync(trail, cancellationToken).ConfigureAwait(false);
        }
    }

    private static TrailException NotSeen(AuditTrail trail, TimeSpan patience)
    {
        var why = trail switch
        {
            { StatusError: { } error } => $"its status can't be read ({error})",
            { IsLogging: not true } => "it is not logging any more: somebody stopped it",
            { LatestDeliveryError: "AccessDenied" } => $"Amazon S3 refuses it (AccessDenied): the policy of the bucket {trail.S3BucketName}{(trail.KmsKeyId is null ? "" : $" or of the key {trail.KmsKeyId}")} lacks what CloudTrail needs. New-AuditTrail with the same name and bucket adds what is missing",
            { LatestDeliveryError: "NoSuchBucket" } => $"the bucket {trail.S3BucketName} is not there (NoSuchBucket). Set-AuditTrail -BucketName gives the trail another",
            { LatestDeliveryError: { } error } => $"the last try to deliver to {trail.S3BucketName} ended with {error}",
            _ => "CloudTrail tells no error. It delivers some five minutes after a call, and only where there was one that the trail logs",
        };
        return new TrailException(TrailProblem.AuditTrailDeliveryNotSeen, $"The trail {trail.Name} has delivered nothing within {patience:c} since its start: {why}.");
    }
}
