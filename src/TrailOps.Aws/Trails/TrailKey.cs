using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using TrailOps.Aws.Connection;
using TrailOps.Trails;

namespace TrailOps.Aws;

/// <summary>The KMS key that a trail encrypts with: looked at before anything is made, for CloudTrail only says that something is wrong with it.</summary>
internal static class TrailKey
{
    /// <summary>The key's ARN, or what the user called it where that could not be seen.</summary>
    /// <param name="clients">Those of the account that the key is asked of.</param>
    /// <param name="key">An id, an ARN, an alias, or an alias's ARN.</param>
    /// <param name="delivery">The trail.</param>
    /// <param name="bucketRegion">Where the bucket is, and the key has to be; null where that can't be seen.</param>
    /// <param name="hasBucketKey">Whether the bucket has a bucket key.</param>
    /// <param name="isForced">Whether what its policy seems to lack is only warned of.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="TrailException">CloudTrail could not use it.</exception>
    public static async Task<string> CheckAsync(AwsClients clients, string key, TrailDelivery delivery, string? bucketRegion, bool hasBucketKey, bool isForced, CancellationToken cancellationToken)
    {
        var region = key.Split(':') is ["arn", _, "kms", { Length: > 0 } told, ..] ? told : delivery.Region;
        if (bucketRegion is not null && region != bucketRegion)
        {
            throw Unusable(key, $"is in {region}, and the bucket {delivery.Bucket} in {bucketRegion}", "Give a key of the bucket's region, or the replica there of a multi-region key.");
        }

        var kms = clients.KeyManagementService(region);
        string? arn = null;
        try
        {
            var found = (await kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = key }, cancellationToken).ConfigureAwait(false)).KeyMetadata;
            arn = found.Arn;
            if (found.KeyState != KeyState.Enabled)
            {
                throw Unusable(key, $"is {found.KeyState}", "Enable it, or give another.");
            }

            if (found.KeySpec is { } spec && spec != KeySpec.SYMMETRIC_DEFAULT)
            {
                throw Unusable(key, $"is of the kind {spec}", "CloudTrail takes a symmetric key for encryption (SYMMETRIC_DEFAULT).");
            }

            if (found.KeyManager == KeyManagerType.AWS)
            {
                throw Unusable(key, "is one that AWS manages, whose policy can't let CloudTrail in", "Give a key that the account manages.");
            }

            var policy = (await kms.GetKeyPolicyAsync(new GetKeyPolicyRequest { KeyId = found.Arn, PolicyName = "default" }, cancellationToken).ConfigureAwait(false)).Policy;
            var missing = TrailKeyPolicy.Missing(policy, found.Arn, delivery, hasBucketKey);
            if (missing.Count == 0)
            {
                return arn;
            }

            var lacking = $"The policy of the key {key} does not let CloudTrail encrypt the logs of {delivery.TrailArn}.";
            if (!isForced)
            {
                throw new TrailException(TrailProblem.AuditTrailKeyPolicyIncomplete, $"{lacking} Nothing was changed. Add to it:{Environment.NewLine}{new PolicyDocument(missing).ToJson()}");
            }

            ConnectionUi.Current.Warning($"{lacking} With -Force it is tried all the same.");
            return arn;
        }
        catch (NotFoundException e)
        {
            throw Unusable(key, $"is not in {region}", "Check it; an id and an alias are looked for in the trail's account, of another account's key give the ARN.", e);
        }
        catch (AmazonKeyManagementServiceException e) when (AwsFailure.Of(e).Kind == AwsFailureKind.AccessDenied)
        {
            ConnectionUi.Current.Warning($"The key {key} could not be looked at (kms:DescribeKey, kms:GetKeyPolicy): whether CloudTrail may use it is seen when the trail is made. {AwsFailure.Of(e).Message}");
            return arn ?? key;
        }
        catch (PolicyDocumentException e)
        {
            ConnectionUi.Current.Warning($"The policy of the key {key} can't be read: whether CloudTrail may use it is seen when the trail is made. {e.Message}");
            return arn ?? key;
        }
    }

    private static TrailException Unusable(string key, string why, string remedy, Exception? cause = null) =>
        new(TrailProblem.AuditTrailKeyNotUsable, $"The key {key} {why}. Nothing was changed. {remedy}", cause);
}
