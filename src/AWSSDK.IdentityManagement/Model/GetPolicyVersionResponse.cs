using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of GetPolicyVersion.</summary>
public class GetPolicyVersionResponse : AmazonWebServiceResponse
{
    /// <summary>The version.</summary>
    public PolicyVersion? PolicyVersion { get; set; }

    internal static readonly QueryStructure<GetPolicyVersionResponse> Shape = new QueryStructure<GetPolicyVersionResponse>()
        .Member("PolicyVersion", PolicyVersion.Shape, x => x.PolicyVersion, (x, value) => x.PolicyVersion = value);
}
