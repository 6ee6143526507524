using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of PutRolePermissionsBoundary. https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html</summary>
public class PutRolePermissionsBoundaryRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The ARN of the managed policy that bounds the permissions.</summary>
    public string? PermissionsBoundary { get; set; }

    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    internal static readonly QueryStructure<PutRolePermissionsBoundaryRequest> Shape = new QueryStructure<PutRolePermissionsBoundaryRequest>()
        .Member("PermissionsBoundary", QueryScalar.Text, x => x.PermissionsBoundary, (x, value) => x.PermissionsBoundary = value)
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value);
}
