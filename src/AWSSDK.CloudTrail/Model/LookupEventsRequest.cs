using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of LookupEvents. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html</summary>
public class LookupEventsRequest : AmazonCloudTrailRequest
{
    /// <summary>Only what is not newer than this.</summary>
    public DateTime? EndTime { get; set; }

    /// <summary>Insight events instead of management events; null for management events.</summary>
    public EventCategory? EventCategory { get; set; }

    /// <summary>What to look up by: at most one attribute. Null looks at every event.</summary>
    public List<LookupAttribute>? LookupAttributes { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Most events a page: 1 to 50; 50 where not set.</summary>
    public int? MaxResults { get; set; }

    /// <summary>The token of the page that follows.</summary>
    public string? NextToken { get; set; }

    /// <summary>Only what is not older than this.</summary>
    public DateTime? StartTime { get; set; }

    internal static readonly JsonStructure<LookupEventsRequest> Shape = new JsonStructure<LookupEventsRequest>()
        .Member("EndTime", JsonScalar.Timestamp, x => x.EndTime, (x, value) => x.EndTime = value)
        .Member("EventCategory", JsonScalar.Enum(EventCategory.FindValue), x => x.EventCategory, (x, value) => x.EventCategory = value)
        .Member("LookupAttributes", new JsonList<LookupAttribute>(LookupAttribute.Shape), x => x.LookupAttributes, (x, value) => x.LookupAttributes = value)
        .Member("MaxResults", JsonScalar.Integer, x => x.MaxResults, (x, value) => x.MaxResults = value)
        .Member("NextToken", JsonScalar.Text, x => x.NextToken, (x, value) => x.NextToken = value)
        .Member("StartTime", JsonScalar.Timestamp, x => x.StartTime, (x, value) => x.StartTime = value);
}
