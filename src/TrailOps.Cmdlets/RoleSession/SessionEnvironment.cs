using System.Globalization;
using System.Management.Automation.Runspaces;

namespace TrailOps.Cmdlets;

/// <summary>A session as the process's environment, where every AWS tool and SDK looks for credentials.</summary>
/// <remarks>https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html</remarks>
internal sealed class SessionEnvironment
{
    /// <summary>What would come before the session in some tool, or belongs to other credentials.</summary>
    private static readonly string[] InTheWay =
        ["AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SECURITY_TOKEN", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME", "AWS_ACCOUNT_ID"];

    private static readonly object Gate = new();
    private static readonly Stack<SessionEnvironment> Entered = new();

    private readonly Dictionary<string, string?> _before = [];
    private readonly Guid _runspace;

    private SessionEnvironment(Guid runspace) => _runspace = runspace;

    /// <summary>Whether a script in another runspace has entered one and not left it: the process has one environment, and who entered it would work as somebody else.</summary>
    public static bool IsTaken
    {
        get
        {
            lock (Gate)
            {
                return Entered.TryPeek(out var last) && last._runspace != Here;
            }
        }
    }

    private static Guid Here => Runspace.DefaultRunspace?.InstanceId ?? Guid.Empty;

    /// <summary>From now on the process works as the session, until that is left.</summary>
    /// <returns>Null where another runspace has entered one meanwhile.</returns>
    public static SessionEnvironment? TryEnter(RoleSession session)
    {
        lock (Gate)
        {
            if (IsTaken)
            {
                return null;
            }

            var entered = Make(session);
            Entered.Push(entered);
            return entered;
        }
    }

    /// <summary>The process works as the session, for good.</summary>
    public static SessionEnvironment Make(RoleSession session)
    {
        var environment = new SessionEnvironment(Here);
        foreach (var name in InTheWay)
        {
            environment.Set(name, null);
        }

        environment.Set("AWS_ACCESS_KEY_ID", session.AccessKeyId);
        environment.Set("AWS_SECRET_ACCESS_KEY", session.SecretAccessKey);
        environment.Set("AWS_SESSION_TOKEN", session.SessionToken);
        environment.Set("AWS_CREDENTIAL_EXPIRATION", session.Expiration.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        if (session.Region is { } region)
        {
            environment.Set("AWS_REGION", region);
            environment.Set("AWS_DEFAULT_REGION", region);
        }

        return environment;
    }

    /// <summary>All as it was before.</summary>
    public void Leave()
    {
        lock (Gate)
        {
            foreach (var (name, value) in _before)
            {
                Environment.SetEnvironmentVariable(name, value);
            }

            _ = Entered.TryPop(out _);
        }
    }

    private void Set(string name, string? value)
    {
        _before[name] = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, value);
    }
}
