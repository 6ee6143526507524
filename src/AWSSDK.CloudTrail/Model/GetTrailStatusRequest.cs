using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of GetTrailStatus. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html</summary>
public class GetTrailStatusRequest : AmazonCloudTrailRequest
{
    /// <summary>The trail's name.</summary>
    public string? Name { get; set; }

    internal static readonly JsonStructure<GetTrailStatusRequest> Shape = new JsonStructure<GetTrailStatusRequest>()
        .Member("Name", JsonScalar.Text, x => x.Name, (x, value) => x.Name = value);
}
