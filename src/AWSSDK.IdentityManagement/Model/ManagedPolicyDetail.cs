using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>A managed policy with its versions.</summary>
public class ManagedPolicyDetail
{
    /// <summary>The ARN.</summary>
    public string? Arn { get; set; }

    /// <summary>To how many users, groups and roles it is attached.</summary>
    public int? AttachmentCount { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime? CreateDate { get; set; }

    /// <summary>The version that counts, such as <c>v1</c>.</summary>
    public string? DefaultVersionId { get; set; }

    /// <summary>The description.</summary>
    public string? Description { get; set; }

    /// <summary>Whether it can be attached.</summary>
    public bool? IsAttachable { get; set; }

    /// <summary>The path, from / to /.</summary>
    public string? Path { get; set; }

    /// <summary>For how many users and roles it is the permissions boundary.</summary>
    public int? PermissionsBoundaryUsageCount { get; set; }

    /// <summary>The policy's id, which begins with ANPA.</summary>
    public string? PolicyId { get; set; }

    /// <summary>The policy's name.</summary>
    public string? PolicyName { get; set; }

    /// <summary>The versions with their documents.</summary>
    public List<PolicyVersion>? PolicyVersionList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>When its default version last changed, UTC.</summary>
    public DateTime? UpdateDate { get; set; }

    internal static readonly QueryStructure<ManagedPolicyDetail> Shape = new QueryStructure<ManagedPolicyDetail>()
        .Member("Arn", QueryScalar.Text, x => x.Arn, (x, value) => x.Arn = value)
        .Member("AttachmentCount", QueryScalar.Integer, x => x.AttachmentCount, (x, value) => x.AttachmentCount = value)
        .Member("CreateDate", QueryScalar.Timestamp, x => x.CreateDate, (x, value) => x.CreateDate = value)
        .Member("DefaultVersionId", QueryScalar.Text, x => x.DefaultVersionId, (x, value) => x.DefaultVersionId = value)
        .Member("Description", QueryScalar.Text, x => x.Description, (x, value) => x.Description = value)
        .Member("IsAttachable", QueryScalar.Boolean, x => x.IsAttachable, (x, value) => x.IsAttachable = value)
        .Member("Path", QueryScalar.Text, x => x.Path, (x, value) => x.Path = value)
        .Member(
            "PermissionsBoundaryUsageCount",
            QueryScalar.Integer,
            x => x.PermissionsBoundaryUsageCount,
            (x, value) => x.PermissionsBoundaryUsageCount = value)
        .Member("PolicyId", QueryScalar.Text, x => x.PolicyId, (x, value) => x.PolicyId = value)
        .Member("PolicyName", QueryScalar.Text, x => x.PolicyName, (x, value) => x.PolicyName = value)
        .Member("PolicyVersionList", new QueryList<PolicyVersion>(PolicyVersion.Shape), x => x.PolicyVersionList, (x, value) => x.PolicyVersionList = value)
        .Member("UpdateDate", QueryScalar.Timestamp, x => x.UpdateDate, (x, value) => x.UpdateDate = value);
}
