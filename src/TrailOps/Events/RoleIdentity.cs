using System.Diagnostics.CodeAnalysis;

namespace TrailOps;

/// <summary>
/// A role as somebody names it: by its name, by its ARN, or by the ARN of one of its sessions. A name stands for the role of that name
/// in any account and under any path; an ARN for that one role.
/// </summary>
/// <remarks>
/// Names are compared without case, since an account can't hold two that differ by case alone
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html); the path in an ARN is compared with it.
/// </remarks>
public sealed record RoleIdentity
{
    private RoleIdentity(string name, string? partition, string? accountId, string? path)
    {
        Name = name;
        Partition = partition;
        AccountId = accountId;
        Path = path;
    }

    /// <summary>The role's name.</summary>
    public string Name { get; }

    /// <summary>The partition of the role, such as aws-cn, where an ARN told it.</summary>
    internal string? Partition { get; }

    /// <summary>The account of the role, where an ARN told it.</summary>
    public string? AccountId { get; }

    /// <summary>The role's path with its slashes, where a role's ARN told it; a session's ARN does not.</summary>
    public string? Path { get; }

    /// <summary>The same role as its sessions name it: events do not always tell the path.</summary>
    internal RoleIdentity WithoutPath => new(Name, Partition, AccountId, null);

    /// <summary>Understands a role name or an ARN.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RoleIdentity? role)
    {
        role = null;
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        if (!text.StartsWith("arn:", StringComparison.Ordinal))
        {
            role = IsName(text) ? new RoleIdentity(text, null, null, null) : null;
            return role is not null;
        }

        var parts = text.Split(':', 6);
        if (parts.Length < 6 || parts[4].Length == 0)
        {
            return false;
        }

        var resource = parts[5].Split('/');
        role = (parts[2], resource) switch
        {
            ("iam", ["role", .. var path, var name]) when IsName(name) => new RoleIdentity(name, parts[1], parts[4], "/" + string.Concat(path.Select(p => p + "/"))),
            ("sts", ["assumed-role", var name, ..]) when IsName(name) => new RoleIdentity(name, parts[1], parts[4], null),
            _ => null,
        };
        return role is not null;
    }

    /// <summary>The name, or the ARN's parts that count.</summary>
    public override string ToString() => AccountId is null ? Name : $"{AccountId}:role{Path ?? "/…/"}{Name}";

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '+' or '=' or ',' or '.' or '@' or '-');
}
