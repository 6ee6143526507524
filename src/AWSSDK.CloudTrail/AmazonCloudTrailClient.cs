using Amazon.CloudTrail.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail;

/// <summary>A client of CloudTrail. Thread-safe; one for a region is enough.</summary>
public partial class AmazonCloudTrailClient : AmazonServiceClient, IAmazonCloudTrail
{
    private static readonly ServiceMetadata Metadata = new("CloudTrail");
    private CloudTrailPaginatorFactory? _paginators;

    /// <summary>A client with the credentials and the region of the environment.</summary>
    public AmazonCloudTrailClient()
        : this(new AmazonCloudTrailConfig())
    {
    }

    /// <summary>A client with the credentials of the environment.</summary>
    public AmazonCloudTrailClient(RegionEndpoint? region)
        : this(new AmazonCloudTrailConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A client with the credentials of the environment.</summary>
    public AmazonCloudTrailClient(AmazonCloudTrailConfig config)
        : base(config)
    {
    }

    /// <summary>A client with the region of the environment.</summary>
    public AmazonCloudTrailClient(AWSCredentials? credentials)
        : this(credentials, new AmazonCloudTrailConfig())
    {
    }

    /// <summary>A client.</summary>
    public AmazonCloudTrailClient(AWSCredentials? credentials, RegionEndpoint? region)
        : this(credentials, new AmazonCloudTrailConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A client.</summary>
    public AmazonCloudTrailClient(AWSCredentials? credentials, AmazonCloudTrailConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <summary>A client with a pair of keys and the region of the environment.</summary>
    public AmazonCloudTrailClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonCloudTrailConfig())
    {
    }

    /// <summary>A client with a pair of keys.</summary>
    public AmazonCloudTrailClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint? region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonCloudTrailConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A client with a pair of keys.</summary>
    public AmazonCloudTrailClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonCloudTrailConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig)
    {
    }

    /// <summary>A client with a session's keys and the region of the environment.</summary>
    public AmazonCloudTrailClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonCloudTrailConfig())
    {
    }

    /// <summary>A client with a session's keys.</summary>
    public AmazonCloudTrailClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint? region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonCloudTrailConfig { RegionEndpoint = region })
    {
    }

    /// <summary>A client with a session's keys.</summary>
    public AmazonCloudTrailClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonCloudTrailConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig)
    {
    }

    /// <inheritdoc />
    public ICloudTrailPaginatorFactory Paginators => _paginators ??= new CloudTrailPaginatorFactory(this);

    /// <inheritdoc />
    protected override IServiceMetadata ServiceMetadata => Metadata;

    /// <inheritdoc />
    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        ((ClientConfig)Config).DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    /// <inheritdoc />
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => pipeline.UseEndpointRules();
}
