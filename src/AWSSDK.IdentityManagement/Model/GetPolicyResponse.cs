using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of GetPolicy.</summary>
public class GetPolicyResponse : AmazonWebServiceResponse
{
    /// <summary>The policy.</summary>
    public ManagedPolicy? Policy { get; set; }

    internal static readonly QueryStructure<GetPolicyResponse> Shape = new QueryStructure<GetPolicyResponse>()
        .Member("Policy", ManagedPolicy.Shape, x => x.Policy, (x, value) => x.Policy = value);
}
