using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of GetTrail. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrail.html</summary>
public class GetTrailRequest : AmazonCloudTrailRequest
{
    /// <summary>The trail's name.</summary>
    public string? Name { get; set; }

    internal static readonly JsonStructure<GetTrailRequest> Shape = new JsonStructure<GetTrailRequest>()
        .Member("Name", JsonScalar.Text, x => x.Name, (x, value) => x.Name = value);
}
