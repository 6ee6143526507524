using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of PutRolePolicy.</summary>
public class PutRolePolicyResponse : AmazonWebServiceResponse
{
    internal static readonly QueryStructure<PutRolePolicyResponse> Shape = new QueryStructure<PutRolePolicyResponse>();
}
