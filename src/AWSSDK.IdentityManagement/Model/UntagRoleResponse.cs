using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of UntagRole.</summary>
public class UntagRoleResponse : AmazonWebServiceResponse
{
    internal static readonly QueryStructure<UntagRoleResponse> Shape = new QueryStructure<UntagRoleResponse>();
}
