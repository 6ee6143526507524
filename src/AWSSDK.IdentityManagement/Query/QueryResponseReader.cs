using System.Net;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using TrailOps.ServiceClients;

namespace Amazon.IdentityManagement.Query;

/// <summary>
/// Makes an operation's response, or its exception, of the HTTP response: members in <c>GetRoleResult</c>, the request's id in <c>ResponseMetadata</c>.
/// </summary>
internal sealed class QueryResponseReader(string operation, IQueryStructure shape, params ServiceError[] errors) : XmlResponseUnmarshaller
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly string _root = operation + "Response";
    private readonly string _result = operation + "Result";

    /// <inheritdoc />
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        try
        {
            return Read(input.Stream);
        }
        catch (Exception e) when (e is XmlException or FormatException or OverflowException)
        {
            var requestId = input.ResponseData.GetHeaderValue("x-amzn-RequestId");
            throw new AmazonUnmarshallingException(requestId, lastKnownLocation: _root, input.ResponseBody, $"IAM's answer to {operation} can't be read.", e);
        }
    }

    /// <inheritdoc />
    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return ServiceError.ExceptionFor(error, input.GetResponseBodyBytes(), errors, other =>
            new AmazonIdentityManagementServiceException(other.Message, other.InnerException, other.Type, other.Code, other.RequestId, other.StatusCode));
    }

    private AmazonWebServiceResponse Read(Stream stream)
    {
        var response = (AmazonWebServiceResponse)shape.NewObject();
        using var reader = XmlReader.Create(stream, Settings);
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != _root)
        {
            throw new XmlException($"{_root} was expected, not {reader.LocalName}.");
        }

        reader.ReadChildren(child =>
        {
            if (child.LocalName == _result)
            {
                shape.ReadObject(child, response);
            }
            else if (child.LocalName == "ResponseMetadata")
            {
                response.ResponseMetadata = ReadMetadata(child);
            }
            else
            {
                child.Skip();
            }
        });
        return response;
    }

    private static ResponseMetadata ReadMetadata(XmlReader reader)
    {
        var metadata = new ResponseMetadata();
        reader.ReadChildren(child =>
        {
            if (child.LocalName == "RequestId")
            {
                metadata.RequestId = child.ReadElementContentAsString();
            }
            else
            {
                child.Skip();
            }
        });
        return metadata;
    }
}
