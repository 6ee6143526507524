using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Events;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.Signing;

namespace TrailOps.LocalAws.S3;

/// <summary>S3: https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html</summary>
internal sealed class S3Service : IAwsService
{
    private const string IdHeader = "x-amz-id-2";

    public string Name => "s3";

    public string EventSource => "s3.amazonaws.com";

    public bool SignsLikeS3 => true;

    public Operation? Find(AwsRequest request)
    {
        if (AccountPublicAccess.Is(request))
        {
            return AccountPublicAccess.Find(request);
        }

        var target = S3Target.Of(request);
        var level = target.Bucket.Length == 0 ? S3Level.Service : target.Key.Length == 0 ? S3Level.Bucket : S3Level.Object;
        return S3Routes.Find(request, level);
    }

    public string NameOf(AwsRequest request) => Find(request)?.Name ?? "";

    public AwsException UnknownOperation(AwsRequest request) => new("NotImplemented", "A header you provided implies functionality that is not implemented", 501);

    public AwsException Throttled() => new("SlowDown", "Please reduce your request rate.", 503);

    public AwsException Unauthenticated(SignatureFault fault, string? detail) => fault switch
    {
        SignatureFault.Missing => S3Errors.AccessDenied(),
        SignatureFault.Incomplete => new("AuthorizationHeaderMalformed", $"The authorization header is malformed; {detail}"),
        SignatureFault.UnknownKey => new("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403) { Details = [("AWSAccessKeyId", detail ?? "")] },
        SignatureFault.WrongToken => new("InvalidToken", "The provided token is malformed or otherwise invalid."),
        SignatureFault.ExpiredToken => new("ExpiredToken", "The provided token has expired."),
        SignatureFault.Expired when detail is null => S3Errors.AccessDenied("Request has expired"),
        SignatureFault.Expired => new("RequestTimeTooSkewed", "The difference between the request time and the current time is too large.", 403)
        {
            Details = [("RequestTime", detail!.Split(' ')[0]), ("ServerTime", detail.Split(' ')[1]), ("MaxAllowedSkewMilliseconds", "900000")],
        },
        SignatureFault.WrongScope => new("AuthorizationHeaderMalformed", $"The authorization header is malformed; {detail}"),
        SignatureFault.WrongBodyHash => new("XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.")
        {
            Details = [("ClientComputedContentSHA256", detail!.Split(' ')[0]), ("S3ComputedContentSHA256", detail.Split(' ')[1])],
        },
        _ => new("SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided. Check your key and signing method.", 403) { Details = [("AWSAccessKeyId", detail ?? "")] },
    };

    /// <summary>Reasons are told within the account; to others it is only "Access Denied".</summary>
    public AwsException Refused(Call call, Refusal refusal) =>
        S3Errors.AccessDenied(refusal.IsCrossAccount || refusal.Caller.Account is null ? "Access Denied" : refusal.Sentence);

    public AwsResponse Error(Call call, AwsException error)
    {
        XElement root = new(
            "Error",
            new XElement("Code", error.Code),
            new XElement("Message", error.Message),
            error.Details.Select(detail => new XElement(detail.Name, detail.Value)),
            new XElement("RequestId", call.RequestId),
            new XElement("HostId", HostId(call)));
        if (AccountPublicAccess.Is(call.Request))
        {
            root = AccountPublicAccess.Wrap(root, call.RequestId);
        }

        var hasBody = call.Request.Method != "HEAD" && error.Status != 304;
        AwsResponse response = new(error.Status, "application/xml", hasBody ? Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{root.ToString(SaveOptions.DisableFormatting)}") : ReadOnlyMemory<byte>.Empty);
        Identify(call, response);
        return response;
    }

    /// <summary>The ids that every answer of S3 has.</summary>
    public static void Identify(Call call, AwsResponse response)
    {
        response.Headers["x-amz-request-id"] = call.RequestId;
        response.Headers[IdHeader] = HostId(call);
        if (call.FindBucket() is { } bucket && call.Request.Method == "HEAD" && call.Target().Key.Length == 0)
        {
            response.Headers["x-amz-bucket-region"] = bucket.Region;
        }
    }

    public JsonObject? EventParameters(Call call)
    {
        var target = call.Target();
        JsonObject parameters = [];
        if (target.Bucket.Length > 0)
        {
            parameters["bucketName"] = target.Bucket;
        }

        parameters["Host"] = call.Request.Host;
        if (target.Key.Length > 0)
        {
            parameters["key"] = target.Key;
        }

        foreach (var (name, value) in call.Request.Query.Where(pair => !pair.Key.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase)))
        {
            parameters[name] = value;
        }

        if (target.Key.Length == 0 && call.Request.Method == "PUT")
        {
            AddBody(parameters, call);
        }

        return parameters;
    }

    public IEnumerable<EventResource> EventResources(Call call)
    {
        var target = call.Target();
        call.AdditionalEventData = new JsonObject
        {
            ["SignatureVersion"] = "SigV4",
            ["CipherSuite"] = "TLS_AES_128_GCM_SHA256",
            ["bytesTransferredIn"] = call.Request.Body.Length,
            ["AuthenticationMethod"] = call.Signature is { IsPresigned: true } ? "QueryString" : "AuthHeader",
            [IdHeader] = HostId(call),
        };
        if (call.FindBucket() is not { } bucket)
        {
            yield break;
        }

        call.OtherAccount = bucket.Owner.Id;
        if (call.Operation!.IsData)
        {
            yield return new EventResource("AWS::S3::Object", $"{bucket.Arn}/{target.Key}", $"{bucket.Arn}/{target.Key}");
        }

        yield return new EventResource("AWS::S3::Bucket", bucket.Name, bucket.Arn, bucket.Owner.Id);
    }

    private static string HostId(Call call) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"localaws/{call.RequestId}/{call.RequestId}"));

    private static void AddBody(JsonObject parameters, Call call)
    {
        try
        {
            if (call.Request.HasQuery("policy"))
            {
                parameters["bucketPolicy"] = JsonNode.Parse(call.Request.Body);
            }
            else if (call.Xml() is { } xml)
            {
                parameters[xml.Name.LocalName] = Json(xml);
            }
        }
        catch (Exception error) when (error is AwsException or JsonException)
        {
            // What can't be read is not recorded; the answer has said so.
            parameters["body"] = "";
        }
    }

    // As records have it: elements that come several times are a list.
    private static JsonNode Json(XElement element) => !element.HasElements
        ? JsonValue.Create(element.Value)
        : new JsonObject(element.Elements().GroupBy(child => child.Name.LocalName, StringComparer.Ordinal).Select(group =>
            KeyValuePair.Create(group.Key, group.Count() == 1 ? Json(group.First()) : (JsonNode?)new JsonArray([.. group.Select(Json)]))));
}
