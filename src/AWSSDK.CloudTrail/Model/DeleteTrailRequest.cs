using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of DeleteTrail. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DeleteTrail.html</summary>
public class DeleteTrailRequest : AmazonCloudTrailRequest
{
    /// <summary>The trail's name.</summary>
    public string? Name { get; set; }

    internal static readonly JsonStructure<DeleteTrailRequest> Shape = new JsonStructure<DeleteTrailRequest>()
        .Member("Name", JsonScalar.Text, x => x.Name, (x, value) => x.Name = value);
}
