using System.Xml.Linq;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

/// <summary>Access control lists: a bucket whose owner is enforced has none but the owner's.</summary>
internal static class BucketAcl
{
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";
    private static readonly string[] Canned = ["private", "public-read", "public-read-write", "authenticated-read", "aws-exec-read", "log-delivery-write", "bucket-owner-read", "bucket-owner-full-control"];

    /// <summary>Whom canned lists let in besides the owner: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl</summary>
    private static readonly Dictionary<string, (string Group, string Permissions)> Groups = new(StringComparer.Ordinal)
    {
        ["public-read"] = ("global/AllUsers", "READ"),
        ["public-read-write"] = ("global/AllUsers", "READ WRITE"),
        ["authenticated-read"] = ("global/AuthenticatedUsers", "READ"),
        ["log-delivery-write"] = ("s3/LogDelivery", "WRITE READ_ACP"),
    };

    public static AwsResponse Get(Call call)
    {
        var bucket = call.Bucket();
        List<XElement> grants = [Grant("CanonicalUser", new XElement("ID", bucket.Owner.CanonicalUserId), "FULL_CONTROL")];
        if (!IsEnforced(bucket) && Groups.TryGetValue(bucket.Configurations.GetValueOrDefault("acl") ?? "", out var granted))
        {
            grants.AddRange(granted.Permissions.Split(' ').Select(permission => Grant("Group", new XElement("URI", $"http://acs.amazonaws.com/groups/{granted.Group}"), permission)));
        }

        return S3Call.Answer(new XElement("AccessControlPolicy", S3Call.Owner(bucket.Owner), new XElement("AccessControlList", grants)));
    }

    public static AwsResponse Put(Call call)
    {
        var bucket = call.Bucket();
        var acl = call.Request.Header("x-amz-acl");
        if (IsEnforced(bucket) && acl is not ("private" or "bucket-owner-full-control"))
        {
            throw new AwsException("AccessControlListNotSupported", "The bucket does not allow ACLs");
        }

        if (!Canned.Contains(acl))
        {
            throw S3Errors.InvalidArgument("Only canned ACLs can be put here.");
        }

        if (acl!.StartsWith("public", StringComparison.Ordinal) && PublicAccess.Blocks(bucket, "BlockPublicAcls"))
        {
            throw S3Errors.AccessDenied($"User: {call.Caller.Arn} is not authorized to perform: s3:PutBucketAcl on resource: \"{bucket.Arn}\" because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.");
        }

        bucket.Configurations["acl"] = acl;
        return S3Call.Empty();
    }

    public static bool IsEnforced(Bucket bucket) => bucket.Configurations.GetValueOrDefault("ownershipControls")?.Contains("BucketOwnerEnforced", StringComparison.Ordinal) == true;

    private static XElement Grant(string type, XElement grantee, string permission) => new(
        "Grant",
        new XElement("Grantee", new XAttribute(XNamespace.Xmlns + "xsi", Instance), new XAttribute(Instance + "type", type), grantee),
        new XElement("Permission", permission));
}
