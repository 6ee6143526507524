using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Iam;

internal sealed class Role(AwsAccount account, string name, string path, DateTimeOffset created, EntityState state)
    : IamEntity(account, "role", "AROA", name, path, created, state)
{
    public string? Description { get; set; }

    /// <summary>Seconds.</summary>
    public int MaxSessionDuration { get; set; } = 3600;

    public DateTimeOffset? LastUsed { get; set; }

    public string? LastUsedRegion { get; set; }

    public bool IsServiceLinked => Path.StartsWith("/aws-service-role/", StringComparison.Ordinal);

    /// <summary>Roles that only AWS changes: service-linked ones and those of IAM Identity Center.</summary>
    public bool IsProtected => IsServiceLinked || Path.StartsWith("/aws-reserved/", StringComparison.Ordinal);
}
