using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>A managed policy that is attached to something.</summary>
public class AttachedPolicyType
{
    /// <summary>The ARN of the managed policy.</summary>
    public string? PolicyArn { get; set; }

    /// <summary>The policy's name.</summary>
    public string? PolicyName { get; set; }

    internal static readonly QueryStructure<AttachedPolicyType> Shape = new QueryStructure<AttachedPolicyType>()
        .Member("PolicyArn", QueryScalar.Text, x => x.PolicyArn, (x, value) => x.PolicyArn = value)
        .Member("PolicyName", QueryScalar.Text, x => x.PolicyName, (x, value) => x.PolicyName = value);
}
