using TrailOps.LocalAws.Signing;

namespace TrailOps.LocalAws.Http;

/// <summary>How the Query services tell that they don't know who asks.</summary>
internal static class QueryFaults
{
    public const string WrongSignature =
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

    public static AwsException Of(SignatureFault fault, string? detail) => fault switch
    {
        SignatureFault.Missing => new("MissingAuthenticationToken", "Request is missing Authentication Token", 403),
        SignatureFault.Incomplete => new("IncompleteSignature", detail ?? "The request signature does not conform to AWS standards.", 400),
        SignatureFault.UnknownKey => new("InvalidClientTokenId", "The security token included in the request is invalid.", 403),
        SignatureFault.WrongToken => new("InvalidClientTokenId", "The security token included in the request is invalid", 403),
        SignatureFault.ExpiredToken => new("ExpiredToken", "The security token included in the request is expired", 403),
        SignatureFault.Expired => new("SignatureDoesNotMatch", detail!, 403),
        SignatureFault.WrongScope => new("SignatureDoesNotMatch", detail!, 403),
        _ => new("SignatureDoesNotMatch", WrongSignature, 403),
    };
}
