using System.Xml.Linq;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

/// <summary>
/// An account's own Block Public Access, which holds for all of its buckets. It is S3 Control's, at a path of its own:
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_PutPublicAccessBlock.html
/// </summary>
internal static class AccountPublicAccess
{
    private const string Path = "/v20180820/configuration/publicAccessBlock";
    private const string Root = "PublicAccessBlockConfiguration";
    private const string IdHeader = "x-amz-account-id";
    private static readonly XNamespace Space = "http://awss3control.amazonaws.com/doc/2018-08-20/";

    private static readonly Dictionary<string, Operation> Operations = new(StringComparer.Ordinal)
    {
        ["GET"] = Make("Get", Get, "s3:GetAccountPublicAccessBlock"),
        ["PUT"] = Make("Put", Put, "s3:PutAccountPublicAccessBlock"),
        ["DELETE"] = Make("Delete", Delete, "s3:PutAccountPublicAccessBlock"),
    };

    /// <summary>Whether a request is S3 Control's.</summary>
    public static bool Is(AwsRequest request) => request.RawPath == Path;

    public static Operation? Find(AwsRequest request) => Operations.GetValueOrDefault(request.Method);

    /// <summary>S3 Control has its error in an envelope.</summary>
    public static XElement Wrap(XElement error, string requestId)
    {
        XElement wrapped = new("ErrorResponse", error, new XElement("RequestId", requestId));
        return Named(wrapped);
    }

    private static Operation Make(string verb, Func<Call, AwsResponse> run, string action) => new($"{verb}PublicAccessBlock", run)
    {
        EventName = $"{verb}AccountPublicAccessBlock",
        IsReadOnly = verb == "Get",
        Needs = call => call.Request.Header(IdHeader) is { } id && id != call.Account.Id ? throw S3Errors.AccessDenied() : [new Access(action)],
    };

    private static AwsResponse Get(Call call) => call.Account.PublicAccessBlock is { } block
        ? new AwsResponse(200, "application/xml", System.Text.Encoding.UTF8.GetBytes(Named(XElement.Parse(block)).ToString(SaveOptions.DisableFormatting)))
        : throw new AwsException("NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found", 404) { Details = [("AccountId", call.Account.Id)] };

    private static AwsResponse Put(Call call)
    {
        var block = call.NeededXml(Root);
        if (block.Elements().Any(element => element.Value is not ("true" or "false")))
        {
            throw S3Errors.MalformedXml();
        }

        call.Account.PublicAccessBlock = block.ToString(SaveOptions.DisableFormatting);
        return S3Call.Empty(201);
    }

    private static AwsResponse Delete(Call call)
    {
        call.Account.PublicAccessBlock = null;
        return S3Call.Empty(204);
    }

    private static XElement Named(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = Space + element.Name.LocalName;
        }

        return root;
    }
}
