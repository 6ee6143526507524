using System.Text.Json;
using System.Text.RegularExpressions;

namespace TrailOps.PolicyOracle;

/// <summary>How a resource policy names a principal; the later the stronger.</summary>
internal enum OracleNaming
{
    None,
    Account,
    Role,
    Direct,
}

/// <summary>Who asks.</summary>
internal sealed class OraclePrincipal
{
    private static readonly Regex OfAccount = new(
        @"\Aarn:(?<partition>[^:]+):(iam::(?<account>[0-9]{12}):(?<kind>root|user/.+|role/.+)|"
        + @"sts::(?<account>[0-9]{12}):(?<kind>assumed-role/(?<role>[^/]+)/.+|federated-user/.+))\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private static readonly Regex ServiceLinked = new(@"\Aarn:[^:]+:iam::[^:]*:role/aws-service-role/", RegexOptions.CultureInvariant);

    private readonly string _name;
    private readonly string? _partition;
    private readonly string? _role;

    public OraclePrincipal(OracleRequest request)
    {
        _name = request.Principal;
        _role = request.RoleArn;
        var match = OfAccount.Match(_name);
        if (!match.Success)
        {
            return;
        }

        Account = match.Groups["account"].Value;
        _partition = match.Groups["partition"].Value;
        var kind = match.Groups["kind"].Value;
        IsRoot = kind == "root";
        IsFederatedUser = kind.StartsWith("federated-user/", StringComparison.Ordinal);
        if (kind.StartsWith("role/", StringComparison.Ordinal))
        {
            _role ??= _name;
        }
        else if (match.Groups["role"].Success)
        {
            _role ??= $"arn:{_partition}:iam::{Account}:role/{match.Groups["role"].Value}";
        }
    }

    /// <summary>Null: a service, a federated or a canonical user.</summary>
    public string? Account { get; }

    public bool IsRoot { get; }

    public bool IsFederatedUser { get; }

    public bool IsServiceLinkedRole => _role is not null && ServiceLinked.IsMatch(_role);

    /// <summary>How a Principal or NotPrincipal element names this principal.</summary>
    public OracleNaming NamedBy(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return element.GetString() == "*" ? OracleNaming.Direct : OracleNaming.None;
        }

        return element.ValueKind != JsonValueKind.Object
            ? OracleNaming.None
            : element.EnumerateObject()
                .SelectMany(type => OracleStatement.Texts(type.Value).Select(name => NamedBy(type.Name, name)))
                .DefaultIfEmpty(OracleNaming.None)
                .Max();
    }

    private OracleNaming NamedBy(string type, string name)
    {
        if (type != "AWS")
        {
            return type is "Service" or "Federated" or "CanonicalUser" && Account is null && name == _name ? OracleNaming.Direct : OracleNaming.None;
        }

        if (name == "*")
        {
            return OracleNaming.Direct;
        }

        if (Account is null)
        {
            return OracleNaming.None;
        }

        if (name == Account || name == $"arn:{_partition}:iam::{Account}:root")
        {
            return OracleNaming.Account;
        }

        // Before the principal itself: a principal may be a role's own ARN.
        if (name == _role)
        {
            return OracleNaming.Role;
        }

        return name == _name ? OracleNaming.Direct : OracleNaming.None;
    }
}
