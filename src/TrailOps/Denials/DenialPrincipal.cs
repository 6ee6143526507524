namespace TrailOps.Denials;

/// <summary>Who was refused, in parts.</summary>
/// <param name="RoleName">The role's name.</param>
/// <param name="SessionName">The session's name.</param>
/// <param name="AccountId">The account.</param>
/// <param name="RoleArn">The role's ARN without its path, which sessions do not tell.</param>
internal readonly record struct DenialPrincipal(string? RoleName, string? SessionName, string? AccountId, string? RoleArn)
{
    public static DenialPrincipal Parse(string? principal)
    {
        var parts = principal?.Split(':', 6);
        if (parts is not ["arn", var partition, var service, _, var account, var name])
        {
            return new(null, null, IsAccount(principal) ? principal : null, null);
        }

        var names = name.Split('/', 3);
        var id = IsAccount(account) ? account : null;
        if (service == "sts" && names is ["assumed-role", var role, ..])
        {
            return new(role, names.Length > 2 ? names[2] : null, id, id is null ? null : $"arn:{partition}:iam::{account}:role/{role}");
        }

        return service == "iam" && names[0] == "role" ? new(name[(name.LastIndexOf('/') + 1)..], null, id, principal) : new(null, null, id, null);
    }

    private static bool IsAccount(string? text) => text is { Length: 12 } && text.All(char.IsAsciiDigit);
}
