using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of GetRolePolicy.</summary>
public class GetRolePolicyResponse : AmazonWebServiceResponse
{
    /// <summary>The policy. As the wire has it: JSON, URL-encoded by RFC 3986 (Uri.UnescapeDataString decodes it).</summary>
    public string? PolicyDocument { get; set; }

    /// <summary>The policy's name.</summary>
    public string? PolicyName { get; set; }

    /// <summary>The role's name, without its path.</summary>
    public string? RoleName { get; set; }

    internal static readonly QueryStructure<GetRolePolicyResponse> Shape = new QueryStructure<GetRolePolicyResponse>()
        .Member("PolicyDocument", QueryScalar.Text, x => x.PolicyDocument, (x, value) => x.PolicyDocument = value)
        .Member("PolicyName", QueryScalar.Text, x => x.PolicyName, (x, value) => x.PolicyName = value)
        .Member("RoleName", QueryScalar.Text, x => x.RoleName, (x, value) => x.RoleName = value);
}
