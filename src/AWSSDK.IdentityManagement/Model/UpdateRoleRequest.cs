using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of UpdateRole. https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html</summary>
public class UpdateRoleRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The description.</summary>
    public string? Description { get; set; }

    /// <summary>The longest session, in seconds: 3600 to 43200.</summary>
    public int? MaxSessionDuration { get; set; }

    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    internal static readonly QueryStructure<UpdateRoleRequest> Shape = new QueryStructure<UpdateRoleRequest>()
        .Member("Description", QueryScalar.Text, x => x.Description, (x, value) => x.Description = value)
        .Member("MaxSessionDuration", QueryScalar.Integer, x => x.MaxSessionDuration, (x, value) => x.MaxSessionDuration = value)
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value);
}
