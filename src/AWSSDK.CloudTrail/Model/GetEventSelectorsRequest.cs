using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of GetEventSelectors. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html</summary>
public class GetEventSelectorsRequest : AmazonCloudTrailRequest
{
    /// <summary>The trail's name or ARN.</summary>
    public string? TrailName { get; set; }

    internal static readonly JsonStructure<GetEventSelectorsRequest> Shape = new JsonStructure<GetEventSelectorsRequest>()
        .Member("TrailName", JsonScalar.Text, x => x.TrailName, (x, value) => x.TrailName = value);
}
