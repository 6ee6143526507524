using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of AttachRolePolicy.</summary>
public class AttachRolePolicyResponse : AmazonWebServiceResponse
{
    internal static readonly QueryStructure<AttachRolePolicyResponse> Shape = new QueryStructure<AttachRolePolicyResponse>();
}
