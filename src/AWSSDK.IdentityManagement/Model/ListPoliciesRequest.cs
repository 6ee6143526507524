using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of ListPolicies. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html</summary>
public class ListPoliciesRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>The token of the page that follows.</summary>
    public string? Marker { get; set; }

    /// <summary>Most items a page: 1 to 1000; 100 where not set. A page may have fewer though more follow.</summary>
    public int? MaxItems { get; set; }

    /// <summary>Whether only policies that are attached are listed.</summary>
    public bool? OnlyAttached { get; set; }

    /// <summary>Only what has a path that begins so.</summary>
    public string? PathPrefix { get; set; }

    /// <summary>How the policies must be used: as permissions or as boundary.</summary>
    public PolicyUsageType? PolicyUsageFilter { get; set; }

    /// <summary>Whose policies: of AWS, of the account, or all.</summary>
    public PolicyScopeType? Scope { get; set; }

    internal static readonly QueryStructure<ListPoliciesRequest> Shape = new QueryStructure<ListPoliciesRequest>()
        .Member("Marker", QueryScalar.Text, x => x.Marker, (x, value) => x.Marker = value)
        .Member("MaxItems", QueryScalar.Integer, x => x.MaxItems, (x, value) => x.MaxItems = value)
        .Member("OnlyAttached", QueryScalar.Boolean, x => x.OnlyAttached, (x, value) => x.OnlyAttached = value)
        .Member("PathPrefix", QueryScalar.Text, x => x.PathPrefix, (x, value) => x.PathPrefix = value)
        .Member("PolicyUsageFilter", QueryScalar.Enum(PolicyUsageType.FindValue), x => x.PolicyUsageFilter, (x, value) => x.PolicyUsageFilter = value)
        .Member("Scope", QueryScalar.Enum(PolicyScopeType.FindValue), x => x.Scope, (x, value) => x.Scope = value);
}
