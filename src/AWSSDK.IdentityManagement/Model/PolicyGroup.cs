using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>A group that a managed policy is attached to.</summary>
public class PolicyGroup
{
    /// <summary>The group's id, which begins with AGPA.</summary>
    public string? GroupId { get; set; }

    /// <summary>The group's name.</summary>
    public string? GroupName { get; set; }

    internal static readonly QueryStructure<PolicyGroup> Shape = new QueryStructure<PolicyGroup>()
        .Member("GroupId", QueryScalar.Text, x => x.GroupId, (x, value) => x.GroupId = value)
        .Member("GroupName", QueryScalar.Text, x => x.GroupName, (x, value) => x.GroupName = value);
}
