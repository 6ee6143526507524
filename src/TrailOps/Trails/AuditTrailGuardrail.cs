using TrailOps.Policies;

namespace TrailOps;

/// <summary>
/// Policies that keep everybody but a break-glass role, admins and a member account's root among them, from silencing a trail, from changing or forging its
/// evidence, and from becoming that role. They are documents: nothing is applied.
/// </summary>
public sealed record AuditTrailGuardrail
{
    /// <summary>What Organizations takes, white space included where a program sends it: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html</summary>
    internal const int Limit = 5_120;

    private AuditTrailGuardrail(GuardrailScope scope)
    {
        TrailARN = scope.TrailARN;
        AccountId = scope.AccountId;
        BucketName = scope.BucketName;
        KmsKeyId = scope.KmsKeyId;
        CloudWatchLogsLogGroupArn = scope.LogGroupArn;
        SnsTopicARN = scope.TopicArn;
        BreakGlassPrincipal = Indexable.Of<string>([.. scope.BreakGlass.Select(principal => principal.Text)]);
        var control = GuardrailStatements.ServiceControl(scope);
        var (compact, indented) = (control.ToJson(indented: false), control.ToJson());
        ServiceControlPolicySize = compact.Length;
        if (compact.Length > Limit)
        {
            throw new GuardrailException(GuardrailProblem.GuardrailTooLarge, scope.TrailARN,
                $"The service control policy of {scope.TrailARN} has {compact.Length} characters, and Organizations takes {Limit}. Give fewer break-glass principals: put the roles under a path of their own, and give that, such as arn:{scope.Partition}:iam::*:role/break-glass/*.");
        }

        ServiceControlPolicy = indented.Length > Limit ? compact : indented;
        BucketPolicyStatements = GuardrailStatements.Bucket(scope).ToJson();
        KeyPolicyStatements = scope.KmsKeyId is null ? null : GuardrailStatements.Key(scope).ToJson();
        ServiceControlPolicyAccount = Indexable.Of<string>([.. scope.Accounts]);
        AttachTo = Indexable.Of<string>([.. Places(scope.IsOrganizationTrail)]);
    }

    /// <summary>The trail.</summary>
    public string TrailARN { get; }

    /// <summary>The account that the trail belongs to.</summary>
    public string AccountId { get; }

    /// <summary>The bucket that the trail delivers to.</summary>
    public string BucketName { get; }

    /// <summary>The ARN of the key that its logs are encrypted with; null for none.</summary>
    public string? KmsKeyId { get; }

    /// <summary>The log group that its events go to as well; null for none.</summary>
    public string? CloudWatchLogsLogGroupArn { get; }

    /// <summary>The topic that its deliveries are announced to; null for none.</summary>
    public string? SnsTopicARN { get; }

    /// <summary>Who is not bound: the ARNs of roles, as patterns.</summary>
    public IReadOnlyList<string> BreakGlassPrincipal { get; }

    /// <summary>The service control policy as JSON. Where white space would make it too large to be sent as it is, it has none.</summary>
    public string ServiceControlPolicy { get; }

    /// <summary>The service control policy's characters without white space, of which there may be 5,120.</summary>
    public int ServiceControlPolicySize { get; }

    /// <summary>A policy document with the statements to add to the bucket's policy.</summary>
    public string BucketPolicyStatements { get; }

    /// <summary>A policy document with the statements to add to the key's policy; null without a key.</summary>
    public string? KeyPolicyStatements { get; }

    /// <summary>The accounts that need the service control policy, as far as the ARNs tell: not the bucket's, if it is another, nor a management account, which it would not bind.</summary>
    public IReadOnlyList<string> ServiceControlPolicyAccount { get; }

    /// <summary>Where each document goes, and who has to put it there.</summary>
    public IReadOnlyList<string> AttachTo { get; }

    /// <summary>The bucket's policy with the statements in it, in the place of those that an earlier guardrail left there.</summary>
    /// <param name="bucketPolicy">The policy that the bucket has, as JSON; null or nothing where it has none.</param>
    /// <exception cref="PolicyDocumentException">The text is no policy of a bucket.</exception>
    public string AddToBucketPolicy(string? bucketPolicy) => Add(bucketPolicy, BucketPolicyStatements);

    /// <summary>The key's policy with the statements in it, in the place of those that an earlier guardrail left there.</summary>
    /// <param name="keyPolicy">The policy that the key has, as JSON.</param>
    /// <exception cref="PolicyDocumentException">The text is no policy of a key.</exception>
    /// <exception cref="InvalidOperationException">The guardrail has no key.</exception>
    public string AddToKeyPolicy(string keyPolicy) =>
        Add(keyPolicy, KeyPolicyStatements ?? throw new InvalidOperationException($"The guardrail of {TrailARN} has no key. Make it with -KmsKeyId."));

    /// <summary>What it guards, and who is not bound.</summary>
    public override string ToString() =>
        $"{TrailARN}, bucket {BucketName}{(KmsKeyId is null ? "" : $", key {KmsKeyId}")}: for all but {string.Join(", ", BreakGlassPrincipal)}";

    /// <summary>Makes the documents.</summary>
    /// <exception cref="GuardrailException">They can't be made of what was given.</exception>
    internal static AuditTrailGuardrail Of(GuardrailScope scope) => new(scope.Checked());

    private static string Add(string? policy, string statements)
    {
        var added = PolicyDocument.ParseResourcePolicy(statements);
        if (string.IsNullOrWhiteSpace(policy))
        {
            return added.ToJson();
        }

        var there = PolicyDocument.ParseResourcePolicy(policy);
        var sids = added.Statement.Select(statement => statement.Sid).ToHashSet(StringComparer.Ordinal);
        return new PolicyDocument([.. there.Statement.Where(statement => statement.Sid is null || !sids.Contains(statement.Sid)), .. added.Statement])
        {
            Version = there.Version,
            Id = there.Id,
        }.ToJson();
    }

    private IEnumerable<string> Places(bool isOrganizationTrail)
    {
        yield return isOrganizationTrail
            ? $"ServiceControlPolicy: to the account of CloudTrail's delegated administrator, if there is one. It does not bind the management account {AccountId}, whose trail this is; other accounts can't change the trail anyway."
            : $"ServiceControlPolicy: to the account {AccountId}, or a unit above it. It does not bind an organisation's management account, nor service-linked roles.";
        yield return $"ServiceControlPolicy: to the account that owns the bucket {BucketName}, if it is another: its root can replace the bucket's policy, whatever that denies.";
        if (ServiceControlPolicyAccount.Where(account => account != AccountId).ToList() is { Count: > 0 } others)
        {
            yield return $"ServiceControlPolicy: to {string.Join(", ", others)}, which own the key, the log group, the topic or a break-glass role.";
        }

        if (BreakGlassPrincipal.Any(principal => principal.Contains("::*:", StringComparison.Ordinal)))
        {
            yield return "ServiceControlPolicy: to every account of the organisation, since a break-glass principal is of every account: where it is missing, such a role can be made.";
        }

        yield return $"BucketPolicyStatements: into the policy of the bucket {BucketName}, as a break-glass principal.";
        if (KmsKeyId is not null)
        {
            yield return $"KeyPolicyStatements: into the policy of the key {KmsKeyId}, as a break-glass principal; AWS KMS refuses it from others, who would lock themselves out.";
        }
    }
}
