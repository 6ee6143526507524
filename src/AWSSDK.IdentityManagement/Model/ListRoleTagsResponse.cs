using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of ListRoleTags.</summary>
public class ListRoleTagsResponse : AmazonWebServiceResponse
{
    /// <summary>Whether another page follows.</summary>
    public bool? IsTruncated { get; set; }

    /// <summary>The token of the page that follows.</summary>
    public string? Marker { get; set; }

    /// <summary>The tags.</summary>
    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly QueryStructure<ListRoleTagsResponse> Shape = new QueryStructure<ListRoleTagsResponse>()
        .Member("IsTruncated", QueryScalar.Boolean, x => x.IsTruncated, (x, value) => x.IsTruncated = value)
        .Member("Marker", QueryScalar.Text, x => x.Marker, (x, value) => x.Marker = value)
        .Member("Tags", new QueryList<Tag>(Tag.Shape), x => x.Tags, (x, value) => x.Tags = value);
}
