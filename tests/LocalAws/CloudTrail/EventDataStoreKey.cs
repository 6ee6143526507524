using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.Kms;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>
/// The key of an event data store. CloudTrail names no trail to KMS there, so what a key's policy allows for a trail alone is not allowed here:
/// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html#create-kms-key-policy-for-cloudtrail-encrypt-eds
/// </summary>
internal static class EventDataStoreKey
{
    private static readonly string[] Needed = ["kms:GenerateDataKey", "kms:Decrypt"];

    /// <summary>The ARN of a key that a store may be given.</summary>
    public static string Check(EventDataStore store, string name)
    {
        var world = store.Account.World;
        var arn = KeyNames.Arn(store.Account, store.Region, name) ?? throw new AwsException("InvalidKmsKeyIdException", $"The KMS key {name} is not valid.");
        if (KeyNames.Find(world, arn) is not { } key || key.Region != store.Region)
        {
            throw new AwsException("KmsKeyNotFoundException", $"The KMS key {name} does not exist, or it is not in the region of the event data store.");
        }

        // "After you associate an event data store with a KMS key, the KMS key cannot be removed or changed"; with which error, is not documented.
        if (store.Key is { } before && before != key.Arn)
        {
            throw new AwsException("InvalidParameterException", "The KMS key of an event data store cannot be removed or changed.");
        }

        if (KmsErrors.Unusable(key) is { } problem)
        {
            throw new AwsException("KmsException", problem.Message);
        }

        Dictionary<string, IReadOnlyList<string>> context = new(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:CurrentTime"] = [RequestContext.Time(world.Clock.UtcNow)],
            ["aws:SecureTransport"] = ["true"],
            ["aws:PrincipalIsAWSService"] = ["true"],
            ["aws:PrincipalServiceName"] = ["cloudtrail.amazonaws.com"],
        };
        return Needed.All(action => TrailBucket.May(new Access(action, key.Arn) { ResourcePolicy = key.EnforcedPolicy, ResourceAccount = key.Account.Id }, context))
            ? key.Arn
            : throw new AwsException("InsufficientEncryptionPolicyException", $"Insufficient permissions to access KMS key {key.Arn}.");
    }
}
