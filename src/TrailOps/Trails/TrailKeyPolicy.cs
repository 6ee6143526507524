using TrailOps.Policies;

namespace TrailOps.Trails;

/// <summary>What the policy of a KMS key has to allow CloudTrail: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html.</summary>
internal static class TrailKeyPolicy
{
    private const string Service = "cloudtrail.amazonaws.com";
    private const string TrailContext = "kms:EncryptionContext:aws:cloudtrail:arn";

    /// <summary>The statements that the policy lacks, for a trail to encrypt with the key; none where it has them all.</summary>
    /// <param name="policy">The key's policy.</param>
    /// <param name="keyArn">The key.</param>
    /// <param name="delivery">The trail.</param>
    /// <param name="hasBucketKey">Whether the bucket has a bucket key, by which KMS is asked once and not for each log: then CloudTrail has to decrypt it.</param>
    /// <exception cref="PolicyDocumentException">The policy can't be read.</exception>
    public static IReadOnlyList<PolicyStatement> Missing(string policy, string keyArn, TrailDelivery delivery, bool hasBucketKey)
    {
        var judge = new PolicyJudge(new PolicySet { Resource = [new CompiledPolicy(PolicyDocument.ParseResourcePolicy(policy), "the key's policy")] });
        return [.. Needed(delivery, hasBucketKey).Where(need => judge.Judge(Request(need.Asked, keyArn, delivery)).Decision != PolicyDecision.Allowed).Select(need => need.Statement)];
    }

    private static IEnumerable<(string Asked, PolicyStatement Statement)> Needed(TrailDelivery delivery, bool hasBucketKey)
    {
        (string, string, string) source = ("StringEquals", "aws:SourceArn", delivery.TrailArn);
        yield return ("kms:GenerateDataKey", Allow("TrailOpsEncrypt", "kms:GenerateDataKey*", source, ("StringLike", TrailContext, $"arn:{delivery.Partition}:cloudtrail:*:{delivery.AccountId}:trail/*")));
        yield return ("kms:DescribeKey", Allow("TrailOpsDescribe", "kms:DescribeKey", source));
        if (hasBucketKey)
        {
            yield return ("kms:Decrypt", Allow("TrailOpsBucketKey", "kms:Decrypt", source));
        }
    }

    private static PolicyStatement Allow(string sid, string action, params (string, string, string)[] condition) =>
        new("Allow", [action], ["*"]) { Sid = sid, Principal = new PolicyPrincipal([("Service", Service)]), Condition = new PolicyCondition(condition) };

    private static PolicyRequest Request(string action, string keyArn, TrailDelivery delivery)
    {
        var context = new RequestContext();
        context.Set("aws:SecureTransport", "true");
        context.Set("aws:PrincipalIsAWSService", "true");
        context.Set("aws:PrincipalServiceName", Service);
        context.Set("aws:SourceArn", delivery.TrailArn);
        context.Set("aws:SourceAccount", delivery.AccountId);
        if (action != "kms:DescribeKey")
        {
            context.Set(TrailContext, delivery.TrailArn);
            context.Set("kms:EncryptionContextKeys", "aws:cloudtrail:arn");
        }

        return new PolicyRequest(action, keyArn) { Context = context, Principal = new RequestPrincipal(Service) };
    }
}
