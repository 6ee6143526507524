using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of StopLogging. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopLogging.html</summary>
public class StopLoggingRequest : AmazonCloudTrailRequest
{
    /// <summary>The trail's name.</summary>
    public string? Name { get; set; }

    internal static readonly JsonStructure<StopLoggingRequest> Shape = new JsonStructure<StopLoggingRequest>()
        .Member("Name", JsonScalar.Text, x => x.Name, (x, value) => x.Name = value);
}
