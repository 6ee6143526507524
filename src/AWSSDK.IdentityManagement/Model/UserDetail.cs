using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>A user with its policies and groups.</summary>
public class UserDetail
{
    /// <summary>The ARN.</summary>
    public string? Arn { get; set; }

    /// <summary>The managed policies attached.</summary>
    public List<AttachedPolicyType>? AttachedManagedPolicies { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>When it was made, UTC.</summary>
    public DateTime? CreateDate { get; set; }

    /// <summary>The names of the user's groups.</summary>
    public List<string>? GroupList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The path, from / to /.</summary>
    public string? Path { get; set; }

    /// <summary>What bounds the permissions; null where nothing does.</summary>
    public AttachedPermissionsBoundary? PermissionsBoundary { get; set; }

    /// <summary>The tags.</summary>
    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The user's id, which begins with AIDA.</summary>
    public string? UserId { get; set; }

    /// <summary>The user's name.</summary>
    public string? UserName { get; set; }

    /// <summary>The inline policies.</summary>
    public List<PolicyDetail>? UserPolicyList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly QueryStructure<UserDetail> Shape = new QueryStructure<UserDetail>()
        .Member("Arn", QueryScalar.Text, x => x.Arn, (x, value) => x.Arn = value)
        .Member(
            "AttachedManagedPolicies",
            new QueryList<AttachedPolicyType>(AttachedPolicyType.Shape),
            x => x.AttachedManagedPolicies,
            (x, value) => x.AttachedManagedPolicies = value)
        .Member("CreateDate", QueryScalar.Timestamp, x => x.CreateDate, (x, value) => x.CreateDate = value)
        .Member("GroupList", new QueryList<string>(QueryScalar.Text), x => x.GroupList, (x, value) => x.GroupList = value)
        .Member("Path", QueryScalar.Text, x => x.Path, (x, value) => x.Path = value)
        .Member("PermissionsBoundary", AttachedPermissionsBoundary.Shape, x => x.PermissionsBoundary, (x, value) => x.PermissionsBoundary = value)
        .Member("Tags", new QueryList<Tag>(Tag.Shape), x => x.Tags, (x, value) => x.Tags = value)
        .Member("UserId", QueryScalar.Text, x => x.UserId, (x, value) => x.UserId = value)
        .Member("UserName", QueryScalar.Text, x => x.UserName, (x, value) => x.UserName = value)
        .Member("UserPolicyList", new QueryList<PolicyDetail>(PolicyDetail.Shape), x => x.UserPolicyList, (x, value) => x.UserPolicyList = value);
}
