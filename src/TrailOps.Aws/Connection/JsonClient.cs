using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using Amazon.Util.Internal;
using TrailOps.ServiceClients;

namespace TrailOps.Aws.Connection;

/// <summary>A client without types of its own: operations by their names, JSON in and out. All else is AWSSDK.Core's, as with the others.</summary>
internal sealed class JsonClient<TService>(AWSCredentials credentials, JsonClientConfig<TService> config) : AmazonServiceClient(credentials, config)
    where TService : IJsonService
{
    private static readonly ServiceMetadata Metadata = new(TService.Id);

    private static readonly InvokeOptions Options = new() { RequestMarshaller = new Marshaller(), ResponseUnmarshaller = new Unmarshaller() };

    /// <inheritdoc />
    protected override IServiceMetadata ServiceMetadata => Metadata;

    /// <summary>One call.</summary>
    /// <param name="operation">As the API calls it.</param>
    /// <param name="parameters">What it takes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<JsonElement> AskAsync(string operation, JsonObject parameters, CancellationToken cancellationToken) =>
        (await InvokeAsync<JsonAnswer>(new JsonRequest(operation, parameters), Options, cancellationToken).ConfigureAwait(false)).Body;

    /// <summary>The items of a list in all its pages.</summary>
    /// <param name="operation">As the API calls it.</param>
    /// <param name="parameters">What it takes, besides the token.</param>
    /// <param name="list">The name of the list.</param>
    /// <param name="token">The name of the token, in questions and answers.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<JsonElement> ListAsync(string operation, JsonObject parameters, string list, string token, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? next = ""; next is not null;)
        {
            var page = await AskAsync(operation, next.Length == 0 ? parameters : With(parameters, token, next), cancellationToken).ConfigureAwait(false);
            foreach (var item in page.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray().ToList() : [])
            {
                yield return item;
            }

            next = page.Text(token) is { Length: > 0 } more ? more : null;
        }
    }

    /// <inheritdoc />
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => pipeline.UseEndpointRules();

    private static JsonObject With(JsonObject parameters, string name, string value)
    {
        var all = parameters.DeepClone().AsObject();
        all[name] = value;
        return all;
    }

    private sealed class Marshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var asked = (JsonRequest)input;
            var request = new DefaultRequest(input, TService.Id) { HttpMethod = "POST", ResourcePath = "/", Content = JsonSerializer.SerializeToUtf8Bytes(asked.Parameters) };
            request.Headers["Content-Type"] = $"application/x-amz-json-{TService.Protocol}";
            request.Headers["X-Amz-Target"] = $"{TService.Target}.{asked.Operation}";
            request.Headers["x-amz-api-version"] = TService.Version;
            return request;
        }
    }

    private sealed class Unmarshaller : JsonResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
        {
            using var document = JsonDocument.Parse(input.Stream);
            return new JsonAnswer { Body = document.RootElement.Clone() };
        }

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var reader = new StreamingUtf8JsonReader(input.Stream);
            var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
            error.InnerException = innerException;
            error.StatusCode = statusCode;
            return ServiceError.ExceptionFor(error, input.GetResponseBodyBytes(), [], other => new AmazonServiceException(other.Message, other.InnerException, other.Type, other.Code, other.RequestId, other.StatusCode));
        }
    }
}

/// <summary>The configuration of such a client.</summary>
internal sealed class JsonClientConfig<TService> : ClientConfig
    where TService : IJsonService
{
    private static readonly string OwnUserAgent = InternalSDKUtils.BuildUserAgentString(TService.Id, typeof(AmazonServiceClient).Assembly.GetName().Version!.ToString(3));

    public JsonClientConfig()
        : base(DefaultConfigurations.Provider)
    {
        ServiceId = TService.Id;
        AuthenticationServiceName = TService.Host;
        EndpointProvider = new Rules();
    }

    /// <inheritdoc />
    public override string RegionEndpointServiceName => TService.Host;

    /// <inheritdoc />
    public override string ServiceVersion => TService.Version;

    /// <inheritdoc />
    public override string UserAgent => OwnUserAgent;

    /// <inheritdoc />
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => EndpointParameterHandler.Determine(this, parameters);

    private sealed class Rules : EndpointRules
    {
        protected override Endpoint Resolve(string region, Partition partition, bool fips, bool dualStack)
        {
            var suffix = DnsSuffix(partition, fips, dualStack);
            var named = fips && !(region is "us-gov-east-1" or "us-gov-west-1" && !(dualStack && TService.NamesFipsOfGovCloud));
            return new Endpoint($"https://{TService.Host}{(named ? "-fips" : "")}.{region}.{suffix}");
        }
    }
}

/// <summary>A call.</summary>
internal sealed class JsonRequest(string operation, JsonObject parameters) : AmazonWebServiceRequest
{
    public string Operation => operation;

    public JsonObject Parameters => parameters;
}

/// <summary>Its answer.</summary>
internal sealed class JsonAnswer : AmazonWebServiceResponse
{
    public JsonElement Body { get; init; }
}

/// <summary>Reads answers.</summary>
internal static class JsonElementExtensions
{
    /// <summary>A member that is text; null where it is not there.</summary>
    public static string? Text(this JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    /// <summary>A member that is a list; empty where it is not there.</summary>
    public static IReadOnlyList<JsonElement> List(this JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Array ? [.. member.EnumerateArray()] : [];
}
