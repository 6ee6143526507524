using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>
/// The request of DeleteRolePermissionsBoundary. https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html
/// </summary>
public class DeleteRolePermissionsBoundaryRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    internal static readonly QueryStructure<DeleteRolePermissionsBoundaryRequest> Shape = new QueryStructure<DeleteRolePermissionsBoundaryRequest>()
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value);
}
