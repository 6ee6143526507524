using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Iam;

internal sealed class User(AwsAccount account, string name, string path, DateTimeOffset created, EntityState state)
    : IamEntity(account, "user", "AIDA", name, path, created, state)
{
    /// <summary>A virtual MFA device's secret by its serial number.</summary>
    public Dictionary<string, byte[]> MfaDevices { get; } = new(StringComparer.Ordinal);
}
