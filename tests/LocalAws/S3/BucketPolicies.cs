using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.Iam;

namespace TrailOps.LocalAws.S3;

/// <summary>Bucket policies; S3 looks at them more strictly than IAM at its own.</summary>
internal static class BucketPolicies
{
    private const int MaxLength = 20_480;
    private static readonly string[] NotOnBuckets = ["Object", "MultipartUploadParts", "AbortMultipartUpload"];

    public static AwsResponse Get(Call call) => new(200, "application/json", Encoding.UTF8.GetBytes(Present(call)));

    public static AwsResponse Put(Call call)
    {
        var bucket = call.Bucket();
        var document = Encoding.UTF8.GetString(call.Request.Body);
        if (document.Length > MaxLength)
        {
            throw new AwsException("PolicyTooLarge", "Policy exceeds the maximum allowed size of 20480.");
        }

        if (PolicyCheck.Check(document, statement => Problem(call, bucket, statement)) is { } problem)
        {
            throw new AwsException("MalformedPolicy", problem.StartsWith("This policy contains invalid Json", StringComparison.Ordinal) ? "Policies must be valid JSON and the first byte must be '{'" : problem);
        }

        if (PublicAccess.Blocks(bucket, "BlockPublicPolicy") && PublicAccess.IsPublic(document))
        {
            throw S3Errors.AccessDenied($"User: {call.Caller.Arn} is not authorized to perform: s3:PutBucketPolicy on resource: \"{bucket.Arn}\" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.");
        }

        bucket.SetPolicy(document);
        return S3Call.Empty(204);
    }

    public static AwsResponse Delete(Call call)
    {
        call.Bucket().SetPolicy(null);
        return S3Call.Empty(204);
    }

    public static AwsResponse Status(Call call) =>
        S3Call.Answer(new XElement("PolicyStatus", new XElement("IsPublic", PublicAccess.IsPublic(Present(call)) ? "true" : "false")));

    private static string Present(Call call) =>
        call.Bucket().Policy ?? throw new AwsException("NoSuchBucketPolicy", "The bucket policy does not exist", 404) { Details = [("BucketName", call.Bucket().Name)] };

    private static string? Problem(Call call, Bucket bucket, JsonElement statement)
    {
        if (!statement.TryGetProperty("Principal", out var principal) && !statement.TryGetProperty("NotPrincipal", out principal))
        {
            return "Missing required field Principal";
        }

        if (PolicyCheck.WrongPrincipal(principal, arn => RoleOperations.Exists(call.World, arn)) is not null)
        {
            return "Invalid principal in policy";
        }

        if (!statement.TryGetProperty("Resource", out var resources) && !statement.TryGetProperty("NotResource", out resources))
        {
            return "Missing required field Resource";
        }

        var arns = PolicyCheck.Texts(resources).ToList();
        if (arns.Exists(arn => arn != bucket.Arn && !arn.StartsWith(bucket.Arn + "/", StringComparison.Ordinal) && !(arn.StartsWith(bucket.Arn, StringComparison.Ordinal) && arn.EndsWith('*'))))
        {
            return "Policy has invalid resource";
        }

        var actions = PolicyCheck.Texts(statement.TryGetProperty("Action", out var named) ? named : statement.GetProperty("NotAction")).ToList();
        if (actions.Exists(action => action != "*" && !action.StartsWith("s3:", StringComparison.OrdinalIgnoreCase)))
        {
            return "Policy has invalid action";
        }

        // Each action needs a resource of its kind.
        var hasBucket = arns.Exists(arn => !arn.Contains('/', StringComparison.Ordinal));
        var hasObjects = arns.Exists(arn => arn.Contains('/', StringComparison.Ordinal) || arn.EndsWith('*'));
        return actions.Exists(action => !action.Contains('*', StringComparison.Ordinal) && (IsOnObject(action) ? !hasObjects : !hasBucket)) ? "Action does not apply to any resource(s) in statement" : null;
    }

    private static bool IsOnObject(string action) =>
        NotOnBuckets.Any(word => action.Contains(word, StringComparison.OrdinalIgnoreCase)) && !action.Contains("BucketObjectLock", StringComparison.OrdinalIgnoreCase);
}
