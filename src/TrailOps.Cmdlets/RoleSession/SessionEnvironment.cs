using System.Globalization;

namespace TrailOps.Cmdlets;

/// <summary>A session as the process's environment, where every AWS tool and SDK looks for credentials.</summary>
/// <remarks>https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html</remarks>
internal sealed class SessionEnvironment
{
    /// <summary>What would come before the session in some tool, or belongs to other credentials.</summary>
    private static readonly string[] InTheWay = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SECURITY_TOKEN"];

    private readonly Dictionary<string, string?> _before = [];

    private SessionEnvironment()
    {
    }

    /// <summary>From now on the process works as the session.</summary>
    public static SessionEnvironment Enter(RoleSession session)
    {
        var environment = new SessionEnvironment();
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
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    private void Set(string name, string? value)
    {
        _before[name] = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, value);
    }
}
