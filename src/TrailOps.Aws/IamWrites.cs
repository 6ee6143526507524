using Amazon.IdentityManagement.Model;
using Amazon.Runtime;

namespace TrailOps.Aws;

/// <summary>Changes in IAM, asked for again where IAM is still busy with another change of the same thing: that is nobody's mistake.</summary>
internal static class IamWrites
{
    private const int Attempts = 7;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Until it is done, or until IAM says no for another reason.</summary>
    public static async Task<T> RetryAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await change().ConfigureAwait(false);
            }
            catch (AmazonServiceException e) when (attempt < Attempts && e.ErrorCode is ("ConcurrentModification" or "ConcurrentModificationException" or "EntityTemporarilyUnmodifiable" or "EntityTemporarilyUnmodifiableException"))
            {
                await Task.Delay(FirstPause * Math.Pow(2, attempt - 1), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Likewise, where somebody else may have been faster.</summary>
    public static async Task OrGoneAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken)
    {
        try
        {
            await RetryAsync(change, cancellationToken).ConfigureAwait(false);
        }
        catch (NoSuchEntityException)
        {
            // It is gone, as it should be.
        }
    }
}
