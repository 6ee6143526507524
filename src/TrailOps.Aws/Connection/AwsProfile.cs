namespace TrailOps.Aws.Connection;

/// <summary>A profile: what the credentials file and the config file say about one name.</summary>
internal sealed class AwsProfile(string name, IReadOnlyDictionary<string, string> values)
{
    public string Name => name;

    /// <summary>All values; secrets are among them.</summary>
    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>A value; null where it is missing or empty.</summary>
    public string? this[string key] => values.GetValueOrDefault(key) is { Length: > 0 } value ? value : null;

    public bool HasKeys => this["aws_access_key_id"] is not null && this["aws_secret_access_key"] is not null;

    /// <summary>Whether it says anything about credentials, be it right or wrong.</summary>
    public bool IsAboutCredentials => CredentialKeys.Any(key => this[key] is not null);

    private static readonly string[] CredentialKeys =
    [
        "aws_access_key_id", "aws_secret_access_key", "role_arn", "sso_session", "sso_start_url", "credential_process", "web_identity_token_file", "login_session",
        "endpoint_name",
    ];
}
