using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>The request of StartLogging. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartLogging.html</summary>
public class StartLoggingRequest : AmazonCloudTrailRequest
{
    /// <summary>The trail's name.</summary>
    public string? Name { get; set; }

    internal static readonly JsonStructure<StartLoggingRequest> Shape = new JsonStructure<StartLoggingRequest>()
        .Member("Name", JsonScalar.Text, x => x.Name, (x, value) => x.Name = value);
}
