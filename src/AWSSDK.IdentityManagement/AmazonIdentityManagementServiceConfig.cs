using Amazon.IdentityManagement.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement;

/// <summary>The configuration of a client of IAM.</summary>
public class AmazonIdentityManagementServiceConfig : ClientConfig
{
    private static readonly string OwnUserAgent =
        InternalSDKUtils.BuildUserAgentString("IAM", typeof(AmazonIdentityManagementServiceConfig).Assembly.GetName().Version!.ToString(3));

    /// <summary>What the SDK's settings and the environment say.</summary>
    public AmazonIdentityManagementServiceConfig()
        : base(DefaultConfigurations.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "iam";
        // IAM is in one region of a partition: without a region it is AWS's first partition.
        RegionEndpoint = FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false) ?? RegionEndpoint.USEast1;
        EndpointProvider = new IamEndpointRules();
    }

    /// <summary>The service's id, which stands in the names of variables such as AWS_ENDPOINT_URL_IAM.</summary>
    public static new string ServiceId => "IAM";

    /// <inheritdoc />
    public override string RegionEndpointServiceName => "iam";

    /// <summary>The version of the API.</summary>
    public override string ServiceVersion => "2010-05-08";

    /// <inheritdoc />
    public override string UserAgent => OwnUserAgent;

    /// <inheritdoc />
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointParameterHandler.Determine(this, parameters);
}
