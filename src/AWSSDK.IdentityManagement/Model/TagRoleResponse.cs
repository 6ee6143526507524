using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of TagRole.</summary>
public class TagRoleResponse : AmazonWebServiceResponse
{
    internal static readonly QueryStructure<TagRoleResponse> Shape = new QueryStructure<TagRoleResponse>();
}
