using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>A role with its policies and instance profiles.</summary>
public class RoleDetail
{
    /// <summary>The ARN.</summary>
    public string? Arn { get; set; }

    /// <summary>The trust policy. As the wire has it: JSON, URL-encoded by RFC 3986 (Uri.UnescapeDataString decodes it).</summary>
    public string? AssumeRolePolicyDocument { get; set; }

    /// <summary>The managed policies attached.</summary>
    public List<AttachedPolicyType>? AttachedManagedPolicies { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>When it was made, UTC.</summary>
    public DateTime? CreateDate { get; set; }

    /// <summary>The instance profiles that hold the role.</summary>
    public List<InstanceProfile>? InstanceProfileList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The path, from / to /.</summary>
    public string? Path { get; set; }

    /// <summary>What bounds the permissions; null where nothing does.</summary>
    public AttachedPermissionsBoundary? PermissionsBoundary { get; set; }

    /// <summary>The role's id, which begins with AROA.</summary>
    public string? RoleId { get; set; }

    /// <summary>When and where it was last used.</summary>
    public RoleLastUsed? RoleLastUsed { get; set; }

    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    /// <summary>The inline policies.</summary>
    public List<PolicyDetail>? RolePolicyList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The tags.</summary>
    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly QueryStructure<RoleDetail> Shape = new QueryStructure<RoleDetail>()
        .Member("Arn", QueryScalar.Text, x => x.Arn, (x, value) => x.Arn = value)
        .Member("AssumeRolePolicyDocument", QueryScalar.Text, x => x.AssumeRolePolicyDocument, (x, value) => x.AssumeRolePolicyDocument = value)
        .Member(
            "AttachedManagedPolicies",
            new QueryList<AttachedPolicyType>(AttachedPolicyType.Shape),
            x => x.AttachedManagedPolicies,
            (x, value) => x.AttachedManagedPolicies = value)
        .Member("CreateDate", QueryScalar.Timestamp, x => x.CreateDate, (x, value) => x.CreateDate = value)
        .Member(
            "InstanceProfileList",
            new QueryList<InstanceProfile>(InstanceProfile.Shape),
            x => x.InstanceProfileList,
            (x, value) => x.InstanceProfileList = value)
        .Member("Path", QueryScalar.Text, x => x.Path, (x, value) => x.Path = value)
        .Member("PermissionsBoundary", AttachedPermissionsBoundary.Shape, x => x.PermissionsBoundary, (x, value) => x.PermissionsBoundary = value)
        .Member("RoleId", QueryScalar.Text, x => x.RoleId, (x, value) => x.RoleId = value)
        .Member("RoleLastUsed", RoleLastUsed.Shape, x => x.RoleLastUsed, (x, value) => x.RoleLastUsed = value)
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value)
        .Member("RolePolicyList", new QueryList<PolicyDetail>(PolicyDetail.Shape), x => x.RolePolicyList, (x, value) => x.RolePolicyList = value)
        .Member("Tags", new QueryList<Tag>(Tag.Shape), x => x.Tags, (x, value) => x.Tags = value);
}
