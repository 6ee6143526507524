using System.Diagnostics;

namespace TrailOps.Aws.Connection;

/// <summary>Asks AWS again where that helps, for longer than the SDK does: a long read must not lose its way because somebody else is asking too.</summary>
/// <param name="maxAttempts">How often at most, where the user set it; null: throttling is waited out for minutes, other failures are met a few times.</param>
/// <param name="pauseAfter">How long to wait after so many attempts; null: twice as long each time.</param>
internal sealed class Persistence(int? maxAttempts, Func<int, TimeSpan>? pauseAfter = null)
{
    private const int Attempts = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Asks until there is an answer, or until asking again is of no use.</summary>
    /// <param name="ask">One attempt, given what ended the one before.</param>
    /// <param name="onFailure">Told of each failure that is not the last, and of the pause that follows.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<T> AskAsync<T>(Func<AwsFailureKind?, Task<T>> ask, Action<AwsFailureKind, TimeSpan> onFailure, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        AwsFailureKind? before = null;
        var failures = 0;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ask(before).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                var failure = AwsFailure.Of(e);
                var kind = failure.Kind;
                failures += kind == AwsFailureKind.Throttled ? 0 : 1;
                var isEnough = maxAttempts is { } most ? attempt >= most
                    : kind == AwsFailureKind.Throttled ? Stopwatch.GetElapsedTime(started) > Patience
                    : failures >= Attempts || (IsMendedBySdk(kind) && before == kind);
                if (isEnough || failure.IsHostUnknown || !MayHelp(kind))
                {
                    throw;
                }

                before = kind;
                var pause = (pauseAfter ?? PauseAfter)(attempt);
                onFailure(kind, pause);
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether the SDK mends it, where it may try again by itself: it learns AWS's clock, and gets a new session.</summary>
    public static bool IsMendedBySdk(AwsFailureKind? kind) => kind is AwsFailureKind.ClockSkewed or AwsFailureKind.ExpiredToken;

    private static bool MayHelp(AwsFailureKind kind) => kind
        is AwsFailureKind.Throttled or AwsFailureKind.ServiceFailed or AwsFailureKind.NetworkFailed or AwsFailureKind.TimedOut or AwsFailureKind.EndpointNotFound
        or AwsFailureKind.ExpiredToken or AwsFailureKind.ClockSkewed;

    /// <summary>Twice as long each time, and never the same for two that failed together.</summary>
    private static TimeSpan PauseAfter(int attempt)
    {
        var longest = Math.Min(LongestPause.TotalMilliseconds, 250 * Math.Pow(2, attempt - 1));
        return TimeSpan.FromMilliseconds((longest / 2) + (Random.Shared.NextDouble() * longest / 2));
    }
}
