using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of UpdateAssumeRolePolicy.</summary>
public class UpdateAssumeRolePolicyResponse : AmazonWebServiceResponse
{
    internal static readonly QueryStructure<UpdateAssumeRolePolicyResponse> Shape = new QueryStructure<UpdateAssumeRolePolicyResponse>();
}
