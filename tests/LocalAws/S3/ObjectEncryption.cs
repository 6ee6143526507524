using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.Kms;

namespace TrailOps.LocalAws.S3;

/// <summary>
/// The key of KMS that an object is encrypted with: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
/// Only what trails with a key deliver has one. Other objects show what the bucket's default encryption says, and ask for no key.
/// </summary>
/// <param name="KeyArn">The key.</param>
/// <param name="ContextName">What the writer added to the encryption context.</param>
/// <param name="ContextValue">Its value.</param>
internal sealed record ObjectEncryption(string KeyArn, string ContextName, string ContextValue)
{
    public const string Kms = "aws:kms";

    /// <summary>Whether the bucket's default encryption uses S3 Bucket Keys.</summary>
    public static bool HasBucketKey(Bucket bucket) =>
        bucket.Configurations.GetValueOrDefault("encryption")?.Contains("<BucketKeyEnabled>true</BucketKeyEnabled>", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Refuses a reader that may not decrypt the object, and all while the key can't be used.</summary>
    public static void Demand(Call call, Bucket bucket, ObjectVersion version)
    {
        if (version.Encryption is not { } encryption)
        {
            return;
        }

        if (KeyNames.Find(call.World, encryption.KeyArn) is not { } key)
        {
            throw Told(KmsErrors.NoKey(encryption.KeyArn));
        }

        if (Authorizer.Judge(call, call.Caller, encryption.Access(call, bucket, version, key)) is { } refusal)
        {
            throw S3Errors.AccessDenied(KmsErrors.DecryptSentence(refusal));
        }

        if (KmsErrors.Unusable(key) is { } problem)
        {
            throw Told(problem);
        }
    }

    // S3 asks KMS in the reader's name.
    private Access Access(Call call, Bucket bucket, ObjectVersion version, KmsKey key) => KmsNeeds.On(call, "kms:Decrypt", key,
    [
        .. KmsNeeds.Of(new Dictionary<string, string>
        {
            [ContextName] = ContextValue,
            ["aws:s3:arn"] = HasBucketKey(bucket) ? bucket.Arn : $"{bucket.Arn}/{version.Key}",
        }),
        KeyValuePair.Create<string, IReadOnlyList<string>>("kms:ViaService", [$"s3.{bucket.Region}.{World.Partition.DnsSuffix(bucket.Owner.Partition)}"]),
        KeyValuePair.Create<string, IReadOnlyList<string>>("aws:ViaAWSService", ["true"]),
    ]);

    private static AwsException Told(AwsException problem) => new($"KMS.{problem.Code}", problem.Message);
}
