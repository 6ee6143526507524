using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of ListPublicKeys. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html</summary>
public class ListPublicKeysRequest : AmazonCloudTrailRequest
{
    /// <summary>Only what is not newer than this.</summary>
    public DateTime? EndTime { get; set; }

    /// <summary>The token of the page that follows.</summary>
    public string? NextToken { get; set; }

    /// <summary>Only what is not older than this.</summary>
    public DateTime? StartTime { get; set; }

    internal static readonly JsonStructure<ListPublicKeysRequest> Shape = new JsonStructure<ListPublicKeysRequest>()
        .Member("EndTime", JsonScalar.Timestamp, x => x.EndTime, (x, value) => x.EndTime = value)
        .Member("NextToken", JsonScalar.Text, x => x.NextToken, (x, value) => x.NextToken = value)
        .Member("StartTime", JsonScalar.Timestamp, x => x.StartTime, (x, value) => x.StartTime = value);
}
