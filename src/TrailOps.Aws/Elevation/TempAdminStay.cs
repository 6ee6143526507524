using System.Globalization;
using Amazon.IdentityManagement.Model;
using TrailOps.Aws.Connection;

namespace TrailOps.Aws;

/// <summary>One stay as admin: what is checked before, granted, kept up, and taken away again whatever happens.</summary>
/// <param name="clients">Those of who grants.</param>
/// <param name="identity">The role.</param>
/// <param name="request">The grant, and how long the work may take.</param>
/// <param name="renews">Whether the grant is prolonged for as long as the session lasts.</param>
internal sealed class TempAdminStay(AwsClients clients, RoleIdentity identity, TempAdminRequest request, bool renews)
{
    private const int Attempts = 3;

    /// <summary>Between attempts that the SDK has repeated already, with pauses of its own.</summary>
    private static readonly TimeSpan PauseAfter = TimeSpan.FromMilliseconds(200);

    /// <summary>AWS's default for a role's longest session.</summary>
    private static readonly TimeSpan UsualSession = TimeSpan.FromHours(1);

    /// <summary>The shortest that AWS makes.</summary>
    private static readonly TimeSpan ShortestSession = TimeSpan.FromMinutes(15);

    /// <summary>For the wait until the grant works, which takes a minute at most.</summary>
    private static readonly TimeSpan LongestSlack = TimeSpan.FromSeconds(90);

    /// <summary>Times of AWS's answers are whole seconds, and answers take their time.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan InTheAir = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestNotice = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestNotice = TimeSpan.FromMinutes(1);

    /// <summary>Who waits for the removal wants the shell back.</summary>
    private static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(20);

    private readonly TempAdminGrants _grants = new(clients);
    private readonly List<TempAdminGrant> _made = [];
    private readonly List<string> _over = [];
    private CallerIdentity? _caller;
    private Role? _role;
    private TimeSpan _longest;
    private bool _isInTheAir;
    private Task<Exception?>? _ending;

    /// <summary>The time by AWS's clock.</summary>
    public DateTime Now => clients.Now;

    public string RoleName => _role!.RoleName!;

    public string RoleArn => _role!.Arn!;

    /// <summary>The session for the work.</summary>
    public RoleSession? Session { get; private set; }

    /// <summary>The ids of the grants so far.</summary>
    public IReadOnlyList<string> GrantIds => [.. _over, .. _made.Select(grant => grant.Id)];

    /// <summary>Whether something may be left to take away.</summary>
    public bool HasGrants => _made.Count > 0;

    /// <summary>Looks whether the role may be made admin, and whether a session can last as long as the work. Nothing is changed.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        _caller = await CallerIdentity.GetAsync(clients, null, cancellationToken).ConfigureAwait(false);
        _role = await _grants.FindAsync(identity, cancellationToken).ConfigureAwait(false);
        _longest = RoleSessions.LongestOf(_role.MaxSessionDuration is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : UsualSession, _caller);
        if (request.Duration > _longest)
        {
            throw RoleSessions.TooLong(RoleArn, request.Duration, RoleSessions.IsChained(_caller));
        }
    }

    /// <summary>Grants, waits until that works, and makes the session. What goes wrong before the grant leaves nothing.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        // The work has all the time that was asked for.
        var slack = Shorter(request.Duration, LongestSlack);
        var grant = await _grants.PlanAsync(_role!, request with { Duration = request.Duration + slack }, cancellationToken).ConfigureAwait(false);
        using var probe = await GrantProbe.BeginAsync(clients, _role!, grant.Id, cancellationToken).ConfigureAwait(false);
        if (probe.NotAssumable is { } cause)
        {
            throw RoleSessions.NotAssumable(RoleArn, _caller!.Arn, cause);
        }

        TempAdminMaking.Warn(_role!, grant);
        _made.Add(grant);
        _isInTheAir = true;
        await _grants.MakeAsync(RoleName, grant, cancellationToken).ConfigureAwait(false);
        _isInTheAir = false;
        if (await probe.WaitAsync(cancellationToken).ConfigureAwait(false) is { } why)
        {
            ConnectionUi.Current.Warning($"It could not be seen that the grant {grant.Id} of {RoleName} works: {why}. The work begins all the same; IAM may take some seconds.");
        }

        var known = RoleIdentity.TryParse(RoleArn, out var parsed) ? parsed : identity;
        var duration = renews ? _longest : request.Duration < ShortestSession ? ShortestSession : request.Duration;
        Session = await new RoleSessions(clients).NewAsync(known, _caller!, new RoleSessionRequest(SessionNames.OfWork(grant.Id)) { Duration = duration }, cancellationToken).ConfigureAwait(false);
        var until = grant.End < Session.Expiration ? grant.End : Session.Expiration;
        if (until + Tolerance < Now + request.Duration)
        {
            ConnectionUi.Current.Warning($"The work has less time than was asked for: the grant ends {grant.End:u} and the session {Session.Expiration:u}.");
        }
    }

    /// <summary>Watches the time while the work goes on: prolongs the grant where that is wanted, and says before it ends that it will.</summary>
    public async Task KeepAsync(Action<string> warn, CancellationToken cancellationToken)
    {
        // The next grant has to work before the last one ends, and IAM takes its time.
        var notice = Shorter(LongestNotice, Longer(request.Duration / 10, Shorter(ShortestNotice, request.Duration / 2)));
        try
        {
            while (true)
            {
                var (granted, session) = (_made.Max(grant => grant.End), Session!.Expiration);
                var end = granted < session ? granted : session;
                await DelayAsync(end - notice - Now, cancellationToken).ConfigureAwait(false);
                if (renews && granted < session && await RenewsAsync(end, session, warn, cancellationToken).ConfigureAwait(false))
                {
                    continue;
                }

                warn($"{(session < granted ? "The session of" : "The admin of")} {RoleName} ends {end:u}, in {Math.Max(0, (end - Now).TotalMinutes).ToString("0.#", CultureInfo.InvariantCulture)} minutes. What the work does after that is refused.");
                return;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The work is over.
        }
    }

    /// <summary>Takes away what was granted, trying again where it fails; who asks again meanwhile, since the pipeline was stopped, waits for the same.</summary>
    /// <returns>What it failed with in the end; null where nothing is left.</returns>
    public Task<Exception?> EndAsync() => _ending ??= EndOnceAsync();

    private async Task<Exception?> EndOnceAsync()
    {
        if (_isInTheAir)
        {
            // A request that was given up may still be on its way, and must not come after its removal.
            await Task.Delay(InTheAir).ConfigureAwait(false);
        }

        Exception? failure = null;
        foreach (var grant in _made.ToList())
        {
            try
            {
                await RemoveAsync(grant).ConfigureAwait(false);
                _made.Remove(grant);
            }
            catch (Exception e)
            {
                failure = e;
            }
        }

        return failure;
    }

    /// <summary>What is left on the role, and how to get rid of it.</summary>
    public string Left() => string.Join(' ', _made.Select(grant => grant.PolicyArn is { } arn
        ? $"The policy {arn} may still be attached to the role {RoleName}, and does not end by itself."
        : $"The role {RoleName} may still be admin by its policy {grant.PolicyName}, which ends by itself {grant.End:u}.")) + $" Run: Disable-TempAdmin {RoleName} -GrantId {string.Join(", ", _made.Select(grant => grant.Id))}";

    /// <summary>Makes the next grant; tries until the last one ends.</summary>
    private async Task<bool> RenewsAsync(DateTime end, DateTime session, Action<string> warn, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                // No longer than the session, which nobody can prolong.
                var next = await _grants.PlanAsync(_role!, request with { Duration = Shorter(session - Now, request.Duration) }, cancellationToken).ConfigureAwait(false);
                _made.Add(next);
                _isInTheAir = true;
                await _grants.MakeAsync(RoleName, next, cancellationToken).ConfigureAwait(false);
                _isInTheAir = false;
                await TidyAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                var pause = (end - Now) / 2;
                if (pause < Tolerance / 10)
                {
                    warn($"The admin of {RoleName} can't be prolonged: {AwsFailure.Of(e).Message}");
                    return false;
                }

                await DelayAsync(Shorter(pause, LongestPause), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A role has room for so many. What can't go now goes at the end.</summary>
    private async Task TidyAsync(CancellationToken cancellationToken)
    {
        foreach (var over in _made.Where(grant => grant.End <= Now).ToList())
        {
            try
            {
                await _grants.RemoveAsync(RoleName, over, cancellationToken).ConfigureAwait(false);
                _made.Remove(over);
                _over.Add(over.Id);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                ConnectionUi.Current.Verbose($"The grant {over.Id} of {RoleName}, which has ended, stays for now: {AwsFailure.Of(e).Message}");
            }
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static Task DelayAsync(TimeSpan pause, CancellationToken cancellationToken) => Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, cancellationToken);

    private async Task RemoveAsync(TempAdminGrant grant)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var enough = new CancellationTokenSource(LongestTry);
                await _grants.RemoveAsync(RoleName, grant, enough.Token).ConfigureAwait(false);
                return;
            }
            catch (Exception) when (attempt < Attempts)
            {
                await Task.Delay(PauseAfter * attempt).ConfigureAwait(false);
            }
        }
    }
}
