using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of CreatePolicyVersion.</summary>
public class CreatePolicyVersionResponse : AmazonWebServiceResponse
{
    /// <summary>The version.</summary>
    public PolicyVersion? PolicyVersion { get; set; }

    internal static readonly QueryStructure<CreatePolicyVersionResponse> Shape = new QueryStructure<CreatePolicyVersionResponse>()
        .Member("PolicyVersion", PolicyVersion.Shape, x => x.PolicyVersion, (x, value) => x.PolicyVersion = value);
}
