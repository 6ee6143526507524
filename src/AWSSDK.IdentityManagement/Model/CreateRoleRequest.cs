using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of CreateRole. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html</summary>
public class CreateRoleRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The trust policy, as plain JSON.</summary>
    public string? AssumeRolePolicyDocument { get; set; }

    /// <summary>The description.</summary>
    public string? Description { get; set; }

    /// <summary>The longest session, in seconds: 3600 to 43200.</summary>
    public int? MaxSessionDuration { get; set; }

    /// <summary>The path, from / to /.</summary>
    public string? Path { get; set; }

    /// <summary>The ARN of the managed policy that bounds the permissions.</summary>
    public string? PermissionsBoundary { get; set; }

    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    /// <summary>The tags.</summary>
    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly QueryStructure<CreateRoleRequest> Shape = new QueryStructure<CreateRoleRequest>()
        .Member("AssumeRolePolicyDocument", QueryScalar.Text, x => x.AssumeRolePolicyDocument, (x, value) => x.AssumeRolePolicyDocument = value)
        .Member("Description", QueryScalar.Text, x => x.Description, (x, value) => x.Description = value)
        .Member("MaxSessionDuration", QueryScalar.Integer, x => x.MaxSessionDuration, (x, value) => x.MaxSessionDuration = value)
        .Member("Path", QueryScalar.Text, x => x.Path, (x, value) => x.Path = value)
        .Member("PermissionsBoundary", QueryScalar.Text, x => x.PermissionsBoundary, (x, value) => x.PermissionsBoundary = value)
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value)
        .Member("Tags", new QueryList<Tag>(Tag.Shape), x => x.Tags, (x, value) => x.Tags = value);
}
