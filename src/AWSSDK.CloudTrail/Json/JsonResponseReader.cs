using System.Buffers;
using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using TrailOps.ServiceClients;

namespace Amazon.CloudTrail.Json;

/// <summary>Makes an operation's response, or its exception, of the HTTP response.</summary>
internal sealed class JsonResponseReader(IJsonStructure shape, params ServiceError[] errors) : JsonResponseUnmarshaller
{
    private const int SmallestBuffer = 64 * 1024;
    private const int LargestFirstBuffer = 16 * 1024 * 1024;

    /// <inheritdoc />
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        // A page of events may hold texts of 256 KB. In one pooled buffer each becomes a string at once, and nothing else is allocated.
        // One byte more than announced, so that the end is seen without growing.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(input.ResponseData.ContentLength + 1, SmallestBuffer, LargestFirstBuffer));
        try
        {
            var length = ReadAll(input.Stream, ref buffer);
            if (length == 0)
            {
                return (AmazonWebServiceResponse)shape.NewObject();
            }

            var reader = new Utf8JsonReader(buffer.AsSpan(0, length));
            reader.Read();
            return (AmazonWebServiceResponse)shape.ReadObject(ref reader);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc />
    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return ServiceError.ExceptionFor(error, input.GetResponseBodyBytes(), errors, other =>
            new AmazonCloudTrailException(other.Message, other.InnerException, other.Type, other.Code, other.RequestId, other.StatusCode));
    }

    private static int ReadAll(Stream stream, ref byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0)
            {
                return length;
            }

            length += read;
            if (length == buffer.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(checked(length * 2));
                buffer.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
        }
    }
}
