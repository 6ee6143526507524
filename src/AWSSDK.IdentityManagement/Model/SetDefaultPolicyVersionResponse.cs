using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of SetDefaultPolicyVersion.</summary>
public class SetDefaultPolicyVersionResponse : AmazonWebServiceResponse
{
    internal static readonly QueryStructure<SetDefaultPolicyVersionResponse> Shape = new QueryStructure<SetDefaultPolicyVersionResponse>();
}
