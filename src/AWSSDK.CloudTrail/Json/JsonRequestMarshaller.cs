using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.CloudTrail.Json;

/// <summary>Makes the HTTP request of an operation: POST /, the operation's name in X-Amz-Target, the members in a JSON body.</summary>
internal sealed class JsonRequestMarshaller(string operation, IJsonStructure shape) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    private const string TargetPrefix = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.";

    // The body is no HTML: only what JSON itself asks for is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc />
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, Options))
        {
            shape.WriteObject(writer, input);
        }

        var request = new DefaultRequest(input, "Amazon.CloudTrail")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = body.WrittenSpan.ToArray(),
        };
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        request.Headers["X-Amz-Target"] = TargetPrefix + operation;
        request.Headers["x-amz-api-version"] = "2013-11-01";
        return request;
    }
}
