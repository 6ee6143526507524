using Amazon.CloudTrail.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

/// <summary>The response of GetTrail.</summary>
public class GetTrailResponse : AmazonWebServiceResponse
{
    /// <summary>The trail.</summary>
    public Trail? Trail { get; set; }

    internal static readonly JsonStructure<GetTrailResponse> Shape = new JsonStructure<GetTrailResponse>()
        .Member("Trail", Trail.Shape, x => x.Trail, (x, value) => x.Trail = value);
}
