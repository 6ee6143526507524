using Amazon.CloudTrail.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail;

/// <summary>The configuration of a client of CloudTrail.</summary>
public class AmazonCloudTrailConfig : ClientConfig
{
    private static readonly string OwnUserAgent =
        InternalSDKUtils.BuildUserAgentString("CloudTrail", typeof(AmazonCloudTrailConfig).Assembly.GetName().Version!.ToString(3));

    /// <summary>What the SDK's settings and the environment say.</summary>
    public AmazonCloudTrailConfig()
        : base(DefaultConfigurations.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "cloudtrail";
        EndpointProvider = new CloudTrailEndpointRules();
    }

    /// <summary>The service's id, which stands in the names of variables such as AWS_ENDPOINT_URL_CLOUDTRAIL.</summary>
    public static new string ServiceId => "CloudTrail";

    /// <inheritdoc />
    public override string RegionEndpointServiceName => "cloudtrail";

    /// <summary>The version of the API.</summary>
    public override string ServiceVersion => "2013-11-01";

    /// <inheritdoc />
    public override string UserAgent => OwnUserAgent;

    /// <inheritdoc />
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointParameterHandler.Determine(this, parameters);
}
