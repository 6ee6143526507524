using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of ListEventDataStores. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListEventDataStores.html</summary>
public class ListEventDataStoresRequest : AmazonCloudTrailRequest
{
    /// <summary>How many stores a page has at most: 1 to 1000.</summary>
    public int? MaxResults { get; set; }

    /// <summary>The token of the page that follows.</summary>
    public string? NextToken { get; set; }

    internal static readonly JsonStructure<ListEventDataStoresRequest> Shape = new JsonStructure<ListEventDataStoresRequest>()
        .Member("MaxResults", JsonScalar.Integer, x => x.MaxResults, (x, value) => x.MaxResults = value)
        .Member("NextToken", JsonScalar.Text, x => x.NextToken, (x, value) => x.NextToken = value);
}
