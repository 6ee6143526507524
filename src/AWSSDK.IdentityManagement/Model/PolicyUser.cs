using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>A user that a managed policy is attached to.</summary>
public class PolicyUser
{
    /// <summary>The user's id, which begins with AIDA.</summary>
    public string? UserId { get; set; }

    /// <summary>The user's name.</summary>
    public string? UserName { get; set; }

    internal static readonly QueryStructure<PolicyUser> Shape = new QueryStructure<PolicyUser>()
        .Member("UserId", QueryScalar.Text, x => x.UserId, (x, value) => x.UserId = value)
        .Member("UserName", QueryScalar.Text, x => x.UserName, (x, value) => x.UserName = value);
}
