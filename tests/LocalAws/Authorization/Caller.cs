using TrailOps.LocalAws.Iam;
using TrailOps.LocalAws.Sts;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Authorization;

/// <summary>Who asks. Without an account: an anonymous one, or an AWS service.</summary>
internal sealed record Caller
{
    public static Caller Anonymous { get; } = new() { Arn = "*", UserId = "anonymous" };

    public AwsAccount? Account { get; init; }

    public AccessKey? Key { get; init; }

    public required string Arn { get; init; }

    public required string UserId { get; init; }

    /// <summary>Set where CloudTrail acts for a trail.</summary>
    public string? Service { get; init; }

    public User? User => Key?.User;

    public Session? Session => Key?.Session;

    public Role? Role => Session?.Role;

    public bool IsRoot => Account is not null && User is null && Role is null;

    public IamEntity? Entity => (IamEntity?)Role ?? User;

    /// <summary>As <c>aws:PrincipalArn</c> has it: a role's for its sessions.</summary>
    public string PrincipalArn => Role?.Arn ?? Arn;

    public static Caller Of(AccessKey key)
    {
        var account = key.Account;
        if (key.Session?.Role is { } role)
        {
            return new Caller
            {
                Account = account,
                Key = key,
                Arn = $"arn:{account.Partition}:sts::{account.Id}:assumed-role/{role.Name}/{key.Session.Name}",
                UserId = $"{role.Id}:{key.Session.Name}",
            };
        }

        return new Caller { Account = account, Key = key, Arn = key.User?.Arn ?? account.Arn, UserId = key.User?.Id ?? account.Id };
    }

    public static Caller OfService(string service) => new() { Arn = service, UserId = service, Service = service };

    /// <summary>Somebody with a token of an identity provider.</summary>
    public static Caller OfWebIdentity(AwsAccount account, string issuer, string subject) =>
        new() { Arn = $"arn:{account.Partition}:iam::{account.Id}:oidc-provider/{issuer}", UserId = $"{issuer}:{subject}" };
}
