using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

/// <summary>S3's errors: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html</summary>
internal static class S3Errors
{
    public static AwsException AccessDenied(string message = "Access Denied") => new("AccessDenied", message, 403) { IsRefusal = true };

    public static AwsException NoSuchBucket(string name) => new("NoSuchBucket", "The specified bucket does not exist", 404) { Details = [("BucketName", name)] };

    public static AwsException NoSuchKey(string key) => new("NoSuchKey", "The specified key does not exist.", 404) { Details = [("Key", key)] };

    public static AwsException NoSuchVersion(string key, string version) =>
        new("NoSuchVersion", "The specified version does not exist.", 404) { Details = [("Key", key), ("VersionId", version)] };

    public static AwsException MalformedXml() => new("MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema");

    public static AwsException InvalidRequest(string message) => new("InvalidRequest", message);

    public static AwsException InvalidArgument(string message) => new("InvalidArgument", message);

    public static AwsException Precondition(string condition) =>
        new("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412) { Details = [("Condition", condition)] };

    /// <summary>The bucket is in another region: the error tells in which.</summary>
    public static AwsException WrongRegion(Bucket bucket, string asked)
    {
        var suffix = World.Partition.DnsSuffix(bucket.Owner.Partition);
        var error = asked == World.Partition.GlobalRegion(bucket.Owner.Partition)
            ? new AwsException("AuthorizationHeaderMalformed", $"The authorization header is malformed; the region '{asked}' is wrong; expecting '{bucket.Region}'") { Details = [("Region", bucket.Region)] }
            : new AwsException("PermanentRedirect", "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.", 301)
            {
                Details = [("Endpoint", $"{bucket.Name}.s3.{bucket.Region}.{suffix}"), ("Bucket", bucket.Name)],
            };
        error.Headers["x-amz-bucket-region"] = bucket.Region;
        return error;
    }
}
