using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>An inline policy with its document.</summary>
public class PolicyDetail
{
    /// <summary>The policy. As the wire has it: JSON, URL-encoded by RFC 3986 (Uri.UnescapeDataString decodes it).</summary>
    public string? PolicyDocument { get; set; }

    /// <summary>The policy's name.</summary>
    public string? PolicyName { get; set; }

    internal static readonly QueryStructure<PolicyDetail> Shape = new QueryStructure<PolicyDetail>()
        .Member("PolicyDocument", QueryScalar.Text, x => x.PolicyDocument, (x, value) => x.PolicyDocument = value)
        .Member("PolicyName", QueryScalar.Text, x => x.PolicyName, (x, value) => x.PolicyName = value);
}
