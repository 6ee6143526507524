using System.Diagnostics;
using Amazon.Runtime;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>
/// Changes of buckets and trails, asked for again where AWS is only not done yet with the one before: a bucket that was just made is not known everywhere, and for some seconds
/// CloudTrail sees the bucket's policy as it was (https://github.com/hashicorp/terraform/issues/6388).
/// </summary>
internal static class TrailWrites
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);
    private static readonly string[] Passing = ["OperationAborted", "NoSuchBucket", "Conflict", "InsufficientS3BucketPolicy", "S3BucketDoesNotExist"];

    /// <summary>Until it is done, or until AWS says no for another reason.</summary>
    public static async Task<T> RetryAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await change().ConfigureAwait(false);
            }
            catch (AmazonServiceException e) when (Passing.Contains(CodeOf(e)) && Stopwatch.GetElapsedTime(started) + pause < Patience)
            {
                ConnectionUi.Current.Verbose($"{e.ErrorCode}: asked again in {pause.TotalSeconds:0.##} s.");
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static string CodeOf(AmazonServiceException e) =>
        e.ErrorCode is null ? "" : e.ErrorCode.EndsWith("Exception", StringComparison.Ordinal) ? e.ErrorCode[..^"Exception".Length] : e.ErrorCode;
}
