using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of TagRole. https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html</summary>
public class TagRoleRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    /// <summary>The tags.</summary>
    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly QueryStructure<TagRoleRequest> Shape = new QueryStructure<TagRoleRequest>()
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value)
        .Member("Tags", new QueryList<Tag>(Tag.Shape), x => x.Tags, (x, value) => x.Tags = value);
}
