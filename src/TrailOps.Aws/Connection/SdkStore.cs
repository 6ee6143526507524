using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Internal.Settings;

namespace TrailOps.Aws.Connection;

/// <summary>The encrypted store of the AWS SDK, in which Set-AWSCredential -StoreAs keeps profiles on Windows.</summary>
internal static class SdkStore
{
    public static bool IsAvailable => OperatingSystem.IsWindows() && UserCrypto.IsUserCryptAvailable;

    public static IEnumerable<string> Names() => new NetSDKCredentialsFile().ListProfileNames();

    /// <summary>A profile by its name, in the words of the credentials file; null where there is none.</summary>
    public static AwsProfile? Find(string name)
    {
        if (!new NetSDKCredentialsFile().TryGetProfile(name, out var profile))
        {
            return null;
        }

        var options = profile.Options;
        var values = new (string Key, string? Value)[]
        {
            ("aws_access_key_id", options.AccessKey),
            ("aws_secret_access_key", options.SecretKey),
            ("aws_session_token", options.Token),
            ("role_arn", options.RoleArn),
            ("source_profile", options.SourceProfile),
            ("credential_source", options.CredentialSource),
            ("external_id", options.ExternalID),
            ("mfa_serial", options.MfaSerial),
            ("role_session_name", options.RoleSessionName),
            ("credential_process", options.CredentialProcess),
            ("web_identity_token_file", options.WebIdentityTokenFile),
            ("sso_account_id", options.SsoAccountId),
            ("sso_region", options.SsoRegion),
            ("sso_role_name", options.SsoRoleName),
            ("sso_session", options.SsoSession),
            ("sso_start_url", options.SsoStartUrl),
            ("endpoint_name", options.EndpointName),
            ("region", profile.Region?.SystemName),
        };
        return new AwsProfile(name, values.Where(value => !string.IsNullOrEmpty(value.Value)).ToDictionary(value => value.Key, value => value.Value!, StringComparer.Ordinal));
    }
}
