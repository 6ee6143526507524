using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.IdentityManagement.Query;

/// <summary>
/// Makes the HTTP request of an operation: POST /, a form with the operation's name, the version of the API and the members. AWSSDK.Core encodes it.
/// </summary>
internal sealed class QueryRequestMarshaller(string operation, IQueryStructure shape) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    private const string ApiVersion = "2010-05-08";

    /// <inheritdoc />
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = new DefaultRequest(input, "Amazon.IdentityManagement");
        request.Parameters.Add("Action", operation);
        request.Parameters.Add("Version", ApiVersion);
        shape.WriteObject(request.Parameters, input);
        return request;
    }
}
