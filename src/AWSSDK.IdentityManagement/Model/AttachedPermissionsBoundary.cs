using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The managed policy that bounds what a user or a role may do.</summary>
public class AttachedPermissionsBoundary
{
    /// <summary>The ARN of the managed policy.</summary>
    public string? PermissionsBoundaryArn { get; set; }

    /// <summary>How the boundary is kept: always a policy.</summary>
    public PermissionsBoundaryAttachmentType? PermissionsBoundaryType { get; set; }

    internal static readonly QueryStructure<AttachedPermissionsBoundary> Shape = new QueryStructure<AttachedPermissionsBoundary>()
        .Member("PermissionsBoundaryArn", QueryScalar.Text, x => x.PermissionsBoundaryArn, (x, value) => x.PermissionsBoundaryArn = value)
        .Member(
            "PermissionsBoundaryType",
            QueryScalar.Enum(PermissionsBoundaryAttachmentType.FindValue),
            x => x.PermissionsBoundaryType,
            (x, value) => x.PermissionsBoundaryType = value);
}
