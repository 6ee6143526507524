using System.ComponentModel;

namespace TrailOps;

/// <summary>A session of a role: credentials for a while. It can be given as <c>-Credential</c> to AWS.Tools' cmdlets and to those of this module. Times are in UTC.</summary>
/// <remarks>Its secrets are in no property, so no view, no log and no file has them: <see cref="GetCredential"/> tells them to who asks.</remarks>
[TypeConverter(typeof(RoleSessionConverter))]
public sealed class RoleSession
{
    internal RoleSession(string assumedRoleArn, string roleArn, string accessKeyId, string secretAccessKey, string sessionToken)
    {
        AssumedRoleArn = assumedRoleArn;
        RoleArn = roleArn;
        AccessKeyId = accessKeyId;
        SecretAccessKey = secretAccessKey;
        SessionToken = sessionToken;
    }

    /// <summary>The role's name.</summary>
    public string RoleName => ArnName.Of(RoleArn);

    /// <summary>The role's ARN.</summary>
    public string RoleArn { get; }

    /// <summary>The session's name, by which its events stand apart.</summary>
    public string SessionName => ArnName.Of(AssumedRoleArn);

    /// <summary>The session's ARN, which policies and events have.</summary>
    public string AssumedRoleArn { get; }

    /// <summary>The role's account.</summary>
    public string AccountId => RoleArn.Split(':')[4];

    /// <summary>The region that the session was made in, and that it works in where it becomes the environment.</summary>
    public string? Region { get; internal init; }

    /// <summary>Since when, by AWS's clock.</summary>
    public DateTime StartTime { get; internal init; }

    /// <summary>Until when.</summary>
    public DateTime Expiration { get; internal init; }

    /// <summary>Who stands behind the session, where it was said.</summary>
    public string? SourceIdentity { get; internal init; }

    /// <summary>The session's access key, which its events have. No secret.</summary>
    public string AccessKeyId { get; }

    // By these names AWS's SDKs, and this module's -Credential, look for them.
    internal string SecretAccessKey { get; }

    internal string SessionToken { get; }

    /// <summary>The session's secrets, for a tool that can't take the session itself.</summary>
    public RoleSessionCredential GetCredential() => new(AccessKeyId, SecretAccessKey, SessionToken, Expiration);

    /// <summary>The session's ARN.</summary>
    public override string ToString() => AssumedRoleArn;
}

/// <summary>What a role's session signs with: secrets.</summary>
/// <param name="AccessKeyId">The access key.</param>
/// <param name="SecretAccessKey">Its secret.</param>
/// <param name="SessionToken">The session's token.</param>
/// <param name="Expiration">Until when, in UTC.</param>
public sealed record RoleSessionCredential(string AccessKeyId, string SecretAccessKey, string SessionToken, DateTime Expiration)
{
    /// <summary>The access key alone.</summary>
    public override string ToString() => AccessKeyId;
}
