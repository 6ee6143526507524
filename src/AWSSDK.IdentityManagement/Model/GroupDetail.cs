using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>A group with its policies.</summary>
public class GroupDetail
{
    /// <summary>The ARN.</summary>
    public string? Arn { get; set; }

    /// <summary>The managed policies attached.</summary>
    public List<AttachedPolicyType>? AttachedManagedPolicies { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>When it was made, UTC.</summary>
    public DateTime? CreateDate { get; set; }

    /// <summary>The group's id, which begins with AGPA.</summary>
    public string? GroupId { get; set; }

    /// <summary>The group's name.</summary>
    public string? GroupName { get; set; }

    /// <summary>The inline policies.</summary>
    public List<PolicyDetail>? GroupPolicyList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The path, from / to /.</summary>
    public string? Path { get; set; }

    internal static readonly QueryStructure<GroupDetail> Shape = new QueryStructure<GroupDetail>()
        .Member("Arn", QueryScalar.Text, x => x.Arn, (x, value) => x.Arn = value)
        .Member(
            "AttachedManagedPolicies",
            new QueryList<AttachedPolicyType>(AttachedPolicyType.Shape),
            x => x.AttachedManagedPolicies,
            (x, value) => x.AttachedManagedPolicies = value)
        .Member("CreateDate", QueryScalar.Timestamp, x => x.CreateDate, (x, value) => x.CreateDate = value)
        .Member("GroupId", QueryScalar.Text, x => x.GroupId, (x, value) => x.GroupId = value)
        .Member("GroupName", QueryScalar.Text, x => x.GroupName, (x, value) => x.GroupName = value)
        .Member("GroupPolicyList", new QueryList<PolicyDetail>(PolicyDetail.Shape), x => x.GroupPolicyList, (x, value) => x.GroupPolicyList = value)
        .Member("Path", QueryScalar.Text, x => x.Path, (x, value) => x.Path = value);
}
