using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>A role that a managed policy is attached to.</summary>
public class PolicyRole
{
    /// <summary>The role's id, which begins with AROA.</summary>
    public string? RoleId { get; set; }

    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    internal static readonly QueryStructure<PolicyRole> Shape = new QueryStructure<PolicyRole>()
        .Member("RoleId", QueryScalar.Text, x => x.RoleId, (x, value) => x.RoleId = value)
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value);
}
