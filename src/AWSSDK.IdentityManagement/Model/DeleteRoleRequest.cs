using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of DeleteRole. https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html</summary>
public class DeleteRoleRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    internal static readonly QueryStructure<DeleteRoleRequest> Shape = new QueryStructure<DeleteRoleRequest>()
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value);
}
