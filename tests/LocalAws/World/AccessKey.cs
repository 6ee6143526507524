using TrailOps.LocalAws.Iam;
using TrailOps.LocalAws.Sts;

namespace TrailOps.LocalAws.World;

/// <summary>An access key and whose it is: the account's root user's where it has neither user nor role session.</summary>
internal sealed class AccessKey
{
    public required string Id { get; init; }

    public required string Secret { get; init; }

    public required AwsAccount Account { get; init; }

    public required DateTimeOffset Created { get; init; }

    public User? User { get; init; }

    /// <summary>Null: long-lived.</summary>
    public Session? Session { get; init; }

    public bool IsActive { get; set; } = true;

    /// <summary>The one part of it that a test may show.</summary>
    public override string ToString() => Id;
}
