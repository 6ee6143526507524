namespace TrailOps.Policies;

/// <summary>How a resource's policy came to name the principal; what is later says more.</summary>
internal enum PrincipalMatch
{
    None,

    /// <summary>By its account, which leaves it to the account's own policies.</summary>
    Account,

    /// <summary>By the role that its session is of.</summary>
    Role,

    /// <summary>By itself, or as everyone.</summary>
    Direct,
}

/// <summary>Who makes a request.</summary>
internal sealed class RequestPrincipal
{
    private const string ServiceLinked = ":role/aws-service-role/";

    private readonly bool _isPathUnknown;

    /// <summary>Takes a principal apart.</summary>
    /// <param name="text">An ARN of a user, a role, a session or an account's root, or a service's name.</param>
    /// <param name="roleArn">The role of a session, whose own ARN does not tell the role's path.</param>
    public RequestPrincipal(string text, string? roleArn = null)
    {
        Text = text;
        var parts = text.Split(':', ArnText.Colons + 1);
        if (parts is not ["arn", var partition, _, _, { Length: > 0 } account, var name])
        {
            return;
        }

        Account = account;
        Root = $"arn:{partition}:iam::{account}:root";
        IsRoot = name == "root";
        IsFederatedUser = name.StartsWith("federated-user/", StringComparison.Ordinal);
        RoleArn = roleArn ?? (name.Split('/') is ["assumed-role", var role, ..] ? $"arn:{partition}:iam::{account}:role/{role}" : name.StartsWith("role/", StringComparison.Ordinal) ? text : null);
        _isPathUnknown = roleArn is null && name.StartsWith("assumed-role/", StringComparison.Ordinal);
        IsServiceLinked = RoleArn?.Contains(ServiceLinked, StringComparison.Ordinal) == true;
    }

    public string Text { get; }

    /// <summary>The account; null for a service and other principals of none.</summary>
    public string? Account { get; }

    public string? Root { get; }

    public bool IsRoot { get; }

    /// <summary>Whether it is a session of GetFederationToken, which has no permissions without a session policy.</summary>
    public bool IsFederatedUser { get; }

    public string? RoleArn { get; }

    public bool IsServiceLinked { get; }

    /// <summary>How a list of principals names this one.</summary>
    public PrincipalMatch Match(PolicyPrincipal? named)
    {
        var best = PrincipalMatch.None;
        foreach (var (kind, values) in named ?? (IReadOnlyDictionary<string, IReadOnlyList<string>>)new Dictionary<string, IReadOnlyList<string>>())
        {
            foreach (var value in values)
            {
                var match = Match(kind, value);
                best = match > best ? match : best;
            }
        }

        return best;
    }

    private PrincipalMatch Match(string kind, string value) =>
        kind == PolicyPrincipal.Everyone || (kind == "AWS" && value == PolicyPrincipal.Everyone) || (value == Text && value != RoleArn) ? PrincipalMatch.Direct
        : kind != "AWS" ? PrincipalMatch.None
        : value == RoleArn || (_isPathUnknown && IsRoleOfPath(value)) ? PrincipalMatch.Role
        : Account is not null && (value == Account || value == Root) ? PrincipalMatch.Account
        : PrincipalMatch.None;

    /// <summary>Whether an ARN is that of the session's role, which is unique by its name, with some path.</summary>
    private bool IsRoleOfPath(string arn)
    {
        var name = RoleArn!.LastIndexOf('/') + 1;
        return arn.Length > RoleArn.Length && arn.StartsWith(RoleArn[..name], StringComparison.Ordinal) && arn.EndsWith(RoleArn[(name - 1)..], StringComparison.Ordinal);
    }
}
