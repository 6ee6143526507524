using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of CreatePolicy.</summary>
public class CreatePolicyResponse : AmazonWebServiceResponse
{
    /// <summary>The policy.</summary>
    public ManagedPolicy? Policy { get; set; }

    internal static readonly QueryStructure<CreatePolicyResponse> Shape = new QueryStructure<CreatePolicyResponse>()
        .Member("Policy", ManagedPolicy.Shape, x => x.Policy, (x, value) => x.Policy = value);
}
