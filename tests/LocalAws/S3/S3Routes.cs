using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

/// <summary>All operations of S3 that are here.</summary>
internal static class S3Routes
{
    private static readonly List<S3Route> All = [.. Buckets(), .. Configurations(), .. Listings(), .. Objects()];
    private static readonly HashSet<string> Asked = [.. All.Select(route => route.Query).OfType<string>()];

    /// <summary>How each operation is asked for.</summary>
    public static IReadOnlyList<S3Route> Requests => All;

    public static Operation? Find(AwsRequest request, S3Level level) => All.Find(route =>
        route.Method == request.Method && route.Level == level
        && (route.Header is null || request.Header(route.Header) is not null)
        && (route.Query is null ? !request.Query.Any(pair => Asked.Contains(pair.Key)) : request.HasQuery(route.Query)))?.Operation;

    private static IEnumerable<S3Route> Buckets() =>
    [
        Read("GET", S3Level.Service, null, "ListBuckets", BucketOperations.List, "s3:ListAllMyBuckets"),
        Write("PUT", S3Level.Bucket, null, "CreateBucket", BucketOperations.Create, BucketOperations.NeedsToCreate),
        Write("DELETE", S3Level.Bucket, null, "DeleteBucket", BucketOperations.Delete, OnBucket("s3:DeleteBucket")),
        Read("HEAD", S3Level.Bucket, null, "HeadBucket", BucketOperations.Head, "s3:ListBucket"),
        Read("GET", S3Level.Bucket, "location", "GetBucketLocation", BucketOperations.Location, "s3:GetBucketLocation"),
        Read("GET", S3Level.Bucket, "policy", "GetBucketPolicy", BucketPolicies.Get, "s3:GetBucketPolicy"),
        Write("PUT", S3Level.Bucket, "policy", "PutBucketPolicy", BucketPolicies.Put, OnBucket("s3:PutBucketPolicy")),
        Write("DELETE", S3Level.Bucket, "policy", "DeleteBucketPolicy", BucketPolicies.Delete, OnBucket("s3:DeleteBucketPolicy")),
        Read("GET", S3Level.Bucket, "policyStatus", "GetBucketPolicyStatus", BucketPolicies.Status, "s3:GetBucketPolicyStatus"),
        Read("GET", S3Level.Bucket, "acl", "GetBucketAcl", BucketAcl.Get, "s3:GetBucketAcl"),
        Write("PUT", S3Level.Bucket, "acl", "PutBucketAcl", BucketAcl.Put, OnBucket("s3:PutBucketAcl")),
    ];

    private static IEnumerable<S3Route> Configurations() => BucketConfigurations.Table.SelectMany(kind => new[]
    {
        Read("GET", S3Level.Bucket, kind.Subresource, $"Get{kind.Api}", call => BucketConfigurations.Get(call, kind), $"s3:Get{kind.Iam}", $"Get{kind.Event}"),
        kind.Root is null ? null : Write("PUT", S3Level.Bucket, kind.Subresource, $"Put{kind.Api}", call => BucketConfigurations.Put(call, kind), OnBucket($"s3:Put{kind.Iam}"), $"Put{kind.Event}"),
        kind.IsDeletable ? Write("DELETE", S3Level.Bucket, kind.Subresource, $"Delete{kind.DeleteApi}", call => BucketConfigurations.Delete(call, kind), OnBucket($"s3:Put{kind.Iam}"), $"Delete{kind.Event}") : null,
    }).OfType<S3Route>();

    private static IEnumerable<S3Route> Listings() =>
    [
        Data("GET", S3Level.Bucket, "list-type", "ListObjectsV2", ObjectListing.Version2, OnBucket("s3:ListBucket"), isReadOnly: true, eventName: "ListObjects"),
        Data("GET", S3Level.Bucket, "versions", "ListObjectVersions", VersionListing.Run, OnBucket("s3:ListBucketVersions"), isReadOnly: true),
        Data("GET", S3Level.Bucket, "uploads", "ListMultipartUploads", MultipartUploads.List, OnBucket("s3:ListBucketMultipartUploads"), isReadOnly: true),
        Data("GET", S3Level.Bucket, null, "ListObjects", ObjectListing.Version1, OnBucket("s3:ListBucket"), isReadOnly: true),

        // What may be deleted is looked at object by object.
        Data("POST", S3Level.Bucket, "delete", "DeleteObjects", ObjectDeletion.DeleteMany, _ => []),
    ];

    private static IEnumerable<S3Route> Objects() =>
    [
        Data("PUT", S3Level.Object, "partNumber", "UploadPart", MultipartUploads.Put, OnObject("s3:PutObject")),
        Data("POST", S3Level.Object, "uploads", "CreateMultipartUpload", MultipartUploads.Create, OnObject("s3:PutObject")),
        Data("POST", S3Level.Object, "uploadId", "CompleteMultipartUpload", MultipartUploads.Complete, OnObject("s3:PutObject")),
        Data("DELETE", S3Level.Object, "uploadId", "AbortMultipartUpload", MultipartUploads.Abort, OnObject("s3:AbortMultipartUpload")),
        Data("GET", S3Level.Object, "uploadId", "ListParts", MultipartUploads.ListParts, OnObject("s3:ListMultipartUploadParts"), isReadOnly: true),
        Data("GET", S3Level.Object, "retention", "GetObjectRetention", ObjectSettings.GetRetention, OnObject("s3:GetObjectRetention"), isReadOnly: true),
        Data("PUT", S3Level.Object, "retention", "PutObjectRetention", ObjectSettings.PutRetention, call => Retention.WithBypass(call, S3Needs.OnObject(call, "s3:PutObjectRetention"))),
        Data("GET", S3Level.Object, "legal-hold", "GetObjectLegalHold", ObjectSettings.GetLegalHold, OnObject("s3:GetObjectLegalHold"), isReadOnly: true),
        Data("PUT", S3Level.Object, "legal-hold", "PutObjectLegalHold", ObjectSettings.PutLegalHold, OnObject("s3:PutObjectLegalHold")),
        Data("GET", S3Level.Object, "tagging", "GetObjectTagging", ObjectSettings.GetTags, OnObject("s3:GetObjectTagging"), isReadOnly: true),
        Data("PUT", S3Level.Object, "tagging", "PutObjectTagging", ObjectSettings.PutTags, OnObject("s3:PutObjectTagging")),
        Data("DELETE", S3Level.Object, "tagging", "DeleteObjectTagging", ObjectSettings.DeleteTags, OnObject("s3:DeleteObjectTagging")),
        Data("PUT", S3Level.Object, null, "CopyObject", ObjectCopy.Run, ObjectCopy.Needs) with { Header = "x-amz-copy-source" },
        Data("PUT", S3Level.Object, null, "PutObject", ObjectWriting.Put, OnObject("s3:PutObject")),
        Data("GET", S3Level.Object, null, "GetObject", ObjectReading.Get, OnVersion("s3:GetObject"), isReadOnly: true),
        Data("HEAD", S3Level.Object, null, "HeadObject", ObjectReading.Get, OnVersion("s3:GetObject"), isReadOnly: true),
        Data("DELETE", S3Level.Object, null, "DeleteObject", ObjectDeletion.Delete, call => OnVersion("s3:DeleteObject")(call).SelectMany(access => Retention.WithBypass(call, access))),
    ];

    private static Func<Call, IEnumerable<Access>> OnBucket(string action) => call => [S3Needs.OnBucket(call, action)];

    private static Func<Call, IEnumerable<Access>> OnObject(string action) => call => [S3Needs.OnObject(call, action)];

    // A named version is another action: s3:GetObjectVersion.
    private static Func<Call, IEnumerable<Access>> OnVersion(string action) => call => [S3Needs.OnObject(call, call.Request.HasQuery("versionId") ? $"{action}Version" : action)];

    private static S3Route Read(string method, S3Level level, string? query, string name, Func<Call, AwsResponse> run, string action, string? eventName = null) =>
        Route(method, level, query, new Operation(name, run) { Needs = OnBucket(action), IsReadOnly = true, EventName = eventName });

    private static S3Route Write(string method, S3Level level, string? query, string name, Func<Call, AwsResponse> run, Func<Call, IEnumerable<Access>> needs, string? eventName = null) =>
        Route(method, level, query, new Operation(name, run) { Needs = needs, EventName = eventName });

    private static S3Route Data(string method, S3Level level, string? query, string name, Func<Call, AwsResponse> run, Func<Call, IEnumerable<Access>> needs, bool isReadOnly = false, string? eventName = null) =>
        Route(method, level, query, new Operation(name, run) { Needs = needs, IsReadOnly = isReadOnly, EventName = eventName, IsData = true });

    // Anyone may ask; the bucket's policy decides.
    private static S3Route Route(string method, S3Level level, string? query, Operation operation) => new(method, level, query, operation with
    {
        IsOpen = true,
        Needs = call => Needs(call, operation),
        Run = call =>
        {
            var response = operation.Run(call);
            S3Service.Identify(call, response);
            return response;
        },
    });

    private static IEnumerable<Access> Needs(Call call, Operation operation)
    {
        if (call.FindBucket() is { } bucket)
        {
            if (bucket.Region != call.Region && operation.Name is not ("GetBucketLocation" or "CreateBucket") && call.Signature is not null)
            {
                throw S3Errors.WrongRegion(bucket, call.Region);
            }

            if (bucket.IsRequesterPays && call.Caller.Account != bucket.Owner && call.Request.Header("x-amz-request-payer") != "requester")
            {
                throw S3Errors.AccessDenied();
            }

            if (call.Request.Header("x-amz-expected-bucket-owner") is { } expected && expected != bucket.Owner.Id)
            {
                throw S3Errors.AccessDenied();
            }
        }

        Checksums.Check(call, operation.Name);
        return operation.Needs(call);
    }
}
