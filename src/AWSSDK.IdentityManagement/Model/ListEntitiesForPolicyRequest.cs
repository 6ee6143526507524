using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>The request of ListEntitiesForPolicy. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html</summary>
public class ListEntitiesForPolicyRequest : AmazonIdentityManagementServiceRequest
{
    /// <summary>Only entities of this kind.</summary>
    public EntityType? EntityFilter { get; set; }

    /// <summary>The token of the page that follows.</summary>
    public string? Marker { get; set; }

    /// <summary>Most items a page: 1 to 1000; 100 where not set. A page may have fewer though more follow.</summary>
    public int? MaxItems { get; set; }

    /// <summary>Only what has a path that begins so.</summary>
    public string? PathPrefix { get; set; }

    /// <summary>The ARN of the managed policy.</summary>
    public string? PolicyArn { get; set; }

    /// <summary>How the policies must be used: as permissions or as boundary.</summary>
    public PolicyUsageType? PolicyUsageFilter { get; set; }

    internal static readonly QueryStructure<ListEntitiesForPolicyRequest> Shape = new QueryStructure<ListEntitiesForPolicyRequest>()
        .Member("EntityFilter", QueryScalar.Enum(EntityType.FindValue), x => x.EntityFilter, (x, value) => x.EntityFilter = value)
        .Member("Marker", QueryScalar.Text, x => x.Marker, (x, value) => x.Marker = value)
        .Member("MaxItems", QueryScalar.Integer, x => x.MaxItems, (x, value) => x.MaxItems = value)
        .Member("PathPrefix", QueryScalar.Text, x => x.PathPrefix, (x, value) => x.PathPrefix = value)
        .Member("PolicyArn", QueryScalar.Text, x => x.PolicyArn, (x, value) => x.PolicyArn = value)
        .Member("PolicyUsageFilter", QueryScalar.Enum(PolicyUsageType.FindValue), x => x.PolicyUsageFilter, (x, value) => x.PolicyUsageFilter = value);
}
