namespace TrailOps.Aws.Connection;

/// <summary>What a profile says about IAM Identity Center.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="RoleName">The permission set.</param>
/// <param name="StartUrl">The portal.</param>
/// <param name="Region">The portal's region.</param>
/// <param name="Session">The name of the <c>sso-session</c> section; null in profiles of the older kind.</param>
internal sealed record SsoSettings(string AccountId, string RoleName, string StartUrl, string Region, string? Session);
