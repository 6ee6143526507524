using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of UntagRole. https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html</summary>
public class UntagRoleRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    /// <summary>The keys of the tags.</summary>
    public List<string>? TagKeys { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly QueryStructure<UntagRoleRequest> Shape = new QueryStructure<UntagRoleRequest>()
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value)
        .Member("TagKeys", new QueryList<string>(QueryScalar.Text), x => x.TagKeys, (x, value) => x.TagKeys = value);
}
