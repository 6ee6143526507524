using System.Net;
using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using AwsClients.Tests.Harness;

namespace AwsClients.Tests;

/// <summary>Errors as services, proxies and emulators word them.</summary>
public class ErrorTests
{
    [Theory]
    [InlineData("""{"__type":"InvalidTimeRangeException","message":"Start is after end."}""", null, typeof(InvalidTimeRangeException), "InvalidTimeRangeException", "Start is after end.")]
    [InlineData("""{"__type":"com.amazonaws.cloudtrail.v20131101#InvalidTimeRangeException","Message":"Start is after end."}""", null, typeof(InvalidTimeRangeException), "InvalidTimeRangeException", "Start is after end.")]
    [InlineData("""{"Message":"m","__type":"InvalidNextTokenException:http://internal.amazon.com/coral/"}""", null, typeof(InvalidNextTokenException), "InvalidNextTokenException", "m")]
    [InlineData("""{"message":"m"}""", "InvalidLookupAttributesException:http://internal.amazon.com/coral/", typeof(InvalidLookupAttributesException), "InvalidLookupAttributesException", "m")]
    [InlineData("", "OperationNotPermittedException", typeof(OperationNotPermittedException), "OperationNotPermittedException", null)]
    // Not in the operation's model: the base exception with the code.
    [InlineData("""{"__type":"AccessDeniedException","Message":"User: arn:aws:iam::111122223333:user/u is not authorized"}""", null, typeof(AmazonCloudTrailException), "AccessDeniedException", "User: arn:aws:iam::111122223333:user/u is not authorized")]
    [InlineData("""{"__type":"TrailNotFoundException","message":"m"}""", null, typeof(AmazonCloudTrailException), "TrailNotFoundException", "m")]
    [InlineData("""{"__type":"NewerThanThisException","message":"m","more":{"__type":"x"}}""", null, typeof(AmazonCloudTrailException), "NewerThanThisException", "m")]
    [InlineData("""{"message":"m"}""", null, typeof(AmazonCloudTrailException), null, "m")]
    [InlineData("{", null, typeof(AmazonCloudTrailException), null, null)]
    [InlineData("", null, typeof(AmazonCloudTrailException), null, null)]
    public async Task CloudTrail(string body, string? header, Type type, string? code, string? message)
    {
        await using var server = new LoopbackServer(Reply.Json(body, 400, header is null ? [] : ["x-amzn-ErrorType: " + header]));
        using var client = Clients.CloudTrail(server);
        var error = await Assert.ThrowsAnyAsync<AmazonCloudTrailException>(() => client.LookupEventsAsync(new LookupEventsRequest(), TestContext.Current.CancellationToken));
        Assert.IsType(type, error);
        Assert.Equal(code, error.ErrorCode);
        Assert.Equal(message ?? error.Message, error.Message);
        Assert.NotEmpty(error.Message);
        Assert.Equal(Reply.RequestId, error.RequestId);
        Assert.Equal(HttpStatusCode.BadRequest, error.StatusCode);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("NoSuchEntity", 404, typeof(NoSuchEntityException))]
    [InlineData("LimitExceeded", 409, typeof(Amazon.IdentityManagement.Model.LimitExceededException))]
    [InlineData("MalformedPolicyDocument", 400, typeof(MalformedPolicyDocumentException))]
    [InlineData("UnmodifiableEntity", 400, typeof(UnmodifiableEntityException))]
    // Not in the operation's model: the base exception with the code.
    [InlineData("AccessDenied", 403, typeof(AmazonIdentityManagementServiceException))]
    [InlineData("InvalidClientTokenId", 403, typeof(AmazonIdentityManagementServiceException))]
    [InlineData("DeleteConflict", 409, typeof(AmazonIdentityManagementServiceException))]
    [InlineData("ValidationError", 400, typeof(AmazonIdentityManagementServiceException))]
    public async Task Iam(string code, int status, Type type)
    {
        await using var server = new LoopbackServer(Reply.XmlError(code, "The role with name tf &amp; ä cannot be found.", status));
        using var client = Clients.Iam(server);
        var error = await Assert.ThrowsAnyAsync<AmazonIdentityManagementServiceException>(() => client.PutRolePolicyAsync(new PutRolePolicyRequest(), TestContext.Current.CancellationToken));
        Assert.IsType(type, error);
        Assert.Equal(code, error.ErrorCode);
        Assert.Equal("The role with name tf & ä cannot be found.", error.Message);
        Assert.Equal(ErrorType.Sender, error.ErrorType);
        Assert.Equal(Reply.RequestId, error.RequestId);
        Assert.Equal((HttpStatusCode)status, error.StatusCode);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("", "The body is empty.")]
    [InlineData("<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>", "The body begins: <html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>")]
    [InlineData("Bad Gateway", "The body begins: Bad Gateway")]
    [InlineData("<html><br></html", "The body begins: <html><br></html")]
    public async Task A_proxy_s_error_is_the_service_s_base_exception_with_its_status(string body, string message)
    {
        await using var server = new LoopbackServer(new Reply(502, body, "text/html"));
        using var cloudTrail = Clients.CloudTrail(server, configure: c => c.MaxErrorRetry = 0);
        var error = await Assert.ThrowsAsync<AmazonCloudTrailException>(() => cloudTrail.DescribeTrailsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadGateway, error.StatusCode);
        Assert.StartsWith("HTTP status 502 (BadGateway) ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(message, error.Message, StringComparison.Ordinal);
        using var iam = Clients.Iam(server, configure: c => c.MaxErrorRetry = 0);
        var other = await Assert.ThrowsAsync<AmazonIdentityManagementServiceException>(() => iam.ListRolesAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadGateway, other.StatusCode);
        Assert.Equal(error.Message, other.Message);
    }

    [Fact]
    public async Task A_json_error_names_the_body_where_it_has_no_message()
    {
        await using var server = new LoopbackServer(Reply.Json("""{"__type":"ConflictException","Reason":"busy"}""", 400));
        using var client = Clients.CloudTrail(server);
        var error = await Assert.ThrowsAsync<ConflictException>(() => client.StopLoggingAsync(new StopLoggingRequest(), TestContext.Current.CancellationToken));
        Assert.Contains("ConflictException", error.Message, StringComparison.Ordinal);
        Assert.Contains("busy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_exception_keeps_what_it_is_made_of()
    {
        var cause = new InvalidOperationException("cause");
        var full = new NoSuchEntityException("m", cause, ErrorType.Sender, "NoSuchEntity", "id", HttpStatusCode.NotFound);
        Assert.Equal(("m", cause, ErrorType.Sender, "NoSuchEntity", "id", HttpStatusCode.NotFound), (full.Message, full.InnerException, full.ErrorType, full.ErrorCode, full.RequestId, full.StatusCode));
        Assert.Equal("m", new TrailNotFoundException("m", ErrorType.Receiver, "c", "id", HttpStatusCode.Conflict).Message);
        Assert.Same(cause, new TrailNotFoundException(cause).InnerException);
        Assert.Same(cause, new TrailNotFoundException("m", cause).InnerException);
        Assert.Equal("m", new TrailNotFoundException("m").Message);
    }
}
