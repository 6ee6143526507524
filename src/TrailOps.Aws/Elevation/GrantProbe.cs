using Amazon.IdentityManagement.Model;
using Amazon.SecurityToken.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>
/// Looks whether a grant works yet: IAM shows a change at once and enforces it seconds later. A session of its own, whose events count for no policy, asks
/// for something that needs a permission which roles for work seldom have, and that does nothing: to decode what is no message.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency</remarks>
internal sealed class GrantProbe : IDisposable
{
    private const int ShortestSession = 900;
    private const int Enough = 2;
    private const int MostFailures = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Where it can't be seen: longer than IAM has been seen to take.</summary>
    private static readonly TimeSpan BlindPause = TimeSpan.FromSeconds(10);

    private readonly AwsClients? _session;
    private readonly string? _why;

    private GrantProbe(AwsClients? session, string? why, Exception? cause = null) => (_session, _why, NotAssumable) = (session, why, cause);

    /// <summary>Why the caller can't have a session of the role; null where it can.</summary>
    public Exception? NotAssumable { get; }

    /// <summary>Makes the session before the grant, so that it can be seen that the grant is what makes the difference. Sessions get and lose rights with their role.</summary>
    public static async Task<GrantProbe> BeginAsync(AwsClients clients, Role role, string grantId, CancellationToken cancellationToken)
    {
        AwsClients session;
        try
        {
            var request = new AssumeRoleRequest { RoleArn = role.Arn, RoleSessionName = SessionNames.OfProbe(grantId), DurationSeconds = ShortestSession };
            session = clients.With((await clients.SecurityToken().AssumeRoleAsync(request, cancellationToken).ConfigureAwait(false)).Credentials);
        }
        catch (Exception e) when (AwsFailure.Of(e).Kind == AwsFailureKind.AccessDenied)
        {
            return new GrantProbe(null, $"these credentials can't assume the role ({AwsFailure.Of(e).Message.TrimEnd('.')})", e);
        }

        var refusal = await AskAsync(session, cancellationToken).ConfigureAwait(false);
        for (var failures = 1; refusal is not null and not { Kind: AwsFailureKind.AccessDenied } && failures < MostFailures; failures++)
        {
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            refusal = await AskAsync(session, cancellationToken).ConfigureAwait(false);
        }

        return refusal is null ? new GrantProbe(session, "the role may do already what is asked for to see it (sts:DecodeAuthorizationMessage)")
            : refusal.Kind != AwsFailureKind.AccessDenied ? new GrantProbe(session, $"AWS does not answer what is asked for to see it ({refusal.Message.TrimEnd('.')})")
            : !IsForLackOfPermission(refusal) ? new GrantProbe(session, $"what is asked for to see it is refused for another reason ({refusal.Message.TrimEnd('.')})")
            : new GrantProbe(session, null);
    }

    /// <summary>Waits until the grant works.</summary>
    /// <returns>Why that could not be seen; null where it was.</returns>
    public async Task<string?> WaitAsync(CancellationToken cancellationToken)
    {
        if (_why is not null)
        {
            await Task.Delay(BlindPause, cancellationToken).ConfigureAwait(false);
            return _why;
        }

        var started = TimeProvider.System.GetTimestamp();
        AwsFailure? last = null;
        for (var (seen, failures) = (0, 0); seen < Enough;)
        {
            if (failures >= MostFailures || TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                // Without a network nothing else works either.
                await Task.Delay(failures < MostFailures || last?.Kind == AwsFailureKind.NetworkFailed ? TimeSpan.Zero : BlindPause, cancellationToken).ConfigureAwait(false);
                return $"{(failures >= MostFailures ? "AWS does not answer" : $"after {Patience.TotalSeconds:0} s it is still refused")} ({last?.Message.TrimEnd('.')})";
            }

            var refusal = await AskAsync(_session!, cancellationToken).ConfigureAwait(false);
            last = refusal ?? last;
            seen = refusal is null ? seen + 1 : refusal.Kind == AwsFailureKind.AccessDenied ? 0 : seen;
            failures = refusal is null or { Kind: AwsFailureKind.AccessDenied } ? 0 : refusal.Kind == AwsFailureKind.Throttled ? failures : failures + 1;
            if (refusal is { Kind: AwsFailureKind.AccessDenied } && !IsForLackOfPermission(refusal))
            {
                return $"it is refused for another reason ({refusal.Message.TrimEnd('.')})";
            }

            if (seen < Enough)
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }

        return null;
    }

    public void Dispose() => _session?.Dispose();

    /// <summary>What stands in the way; null where IAM lets the call pass, so that the service finds that the message is none.</summary>
    private static async Task<AwsFailure?> AskAsync(AwsClients session, CancellationToken cancellationToken)
    {
        try
        {
            await session.SecurityToken(asksOnce: true).DecodeAuthorizationMessageAsync(new DecodeAuthorizationMessageRequest { EncodedMessage = "TrailOps" }, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (InvalidAuthorizationMessageException)
        {
            return null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return AwsFailure.Of(e);
        }
    }

    /// <summary>Whether more permissions help: not against a boundary, an organisation's policy or a Deny.</summary>
    private static bool IsForLackOfPermission(AwsFailure refusal) =>
        !refusal.Message.Contains("explicit deny", StringComparison.OrdinalIgnoreCase)
        && !refusal.Message.Contains("permissions boundary", StringComparison.OrdinalIgnoreCase)
        && !refusal.Message.Contains("control policy", StringComparison.OrdinalIgnoreCase);
}
