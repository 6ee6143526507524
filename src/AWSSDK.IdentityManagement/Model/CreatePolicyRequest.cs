using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of CreatePolicy. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html</summary>
public class CreatePolicyRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The description.</summary>
    public string? Description { get; set; }

    /// <summary>The path, from / to /.</summary>
    public string? Path { get; set; }

    /// <summary>The policy, as plain JSON.</summary>
    public string? PolicyDocument { get; set; }

    /// <summary>The policy's name.</summary>
    public string? PolicyName { get; set; }

    /// <summary>The tags.</summary>
    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly QueryStructure<CreatePolicyRequest> Shape = new QueryStructure<CreatePolicyRequest>()
        .Member("Description", QueryScalar.Text, x => x.Description, (x, value) => x.Description = value)
        .Member("Path", QueryScalar.Text, x => x.Path, (x, value) => x.Path = value)
        .Member("PolicyDocument", QueryScalar.Text, x => x.PolicyDocument, (x, value) => x.PolicyDocument = value)
        .Member("PolicyName", QueryScalar.Text, x => x.PolicyName, (x, value) => x.PolicyName = value)
        .Member("Tags", new QueryList<Tag>(Tag.Shape), x => x.Tags, (x, value) => x.Tags = value);
}
