using TrailOps.Aws.Connection;
using TrailOps.Posture;

namespace TrailOps.Aws.Posture;

/// <summary>Reads what may be refused.</summary>
internal static class SeenAsync
{
    /// <summary>What was read; or the error's code and words, and what it takes. Nothing of that is a failure: others are read all the same.</summary>
    public static async Task<Seen<T>> Of<T>(Func<Task<T>> read, string permission, CancellationToken cancellationToken)
    {
        try
        {
            return Seen.Of(await read().ConfigureAwait(false));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && AwsFailure.Of(e) is { Kind: not AwsFailureKind.Unexpected } failure)
        {
            var words = failure.ErrorCode is { } code && !failure.Message.StartsWith(code, StringComparison.Ordinal) ? $"{code}: {failure.Message}" : failure.Message;
            return Seen.Not<T>($"{words.TrimEnd('.')} ({permission})");
        }
    }
}
