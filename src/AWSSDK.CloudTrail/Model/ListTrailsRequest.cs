using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of ListTrails. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListTrails.html</summary>
public class ListTrailsRequest : AmazonCloudTrailRequest
{
    /// <summary>The token of the page that follows.</summary>
    public string? NextToken { get; set; }

    internal static readonly JsonStructure<ListTrailsRequest> Shape = new JsonStructure<ListTrailsRequest>()
        .Member("NextToken", JsonScalar.Text, x => x.NextToken, (x, value) => x.NextToken = value);
}
