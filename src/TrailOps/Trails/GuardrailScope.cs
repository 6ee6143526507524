using System.Text.RegularExpressions;

namespace TrailOps;

/// <summary>What a guardrail is about: a trail with where it delivers to, and who alone may change these.</summary>
/// <param name="TrailARN">The trail's ARN.</param>
/// <param name="BucketName">The bucket that it delivers to.</param>
/// <param name="BreakGlass">Who may.</param>
internal sealed partial record GuardrailScope(string TrailARN, string BucketName, IReadOnlyList<BreakGlassPattern> BreakGlass)
{
    /// <summary>The ARN of the key that logs are encrypted with; null for none.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>The ARN of the log group that events go to as well; null for none.</summary>
    public string? LogGroupArn { get; init; }

    /// <summary>The ARN of the topic that deliveries are announced to; null for none.</summary>
    public string? TopicArn { get; init; }

    /// <summary>Whether it is a trail of the organisation: its account is the management account, which no service control policy binds.</summary>
    public bool IsOrganizationTrail { get; init; }

    public string Partition => Part(TrailARN, 1);

    public string AccountId => Part(TrailARN, 4);

    /// <summary>The accounts that are known to hold some of it and can be bound, the trail's first. An ARN of a bucket does not tell its account.</summary>
    public IEnumerable<string> Accounts => new[] { TrailARN, KmsKeyId, LogGroupArn, TopicArn }.OfType<string>().Select(arn => Part(arn, 4))
        .Concat(BreakGlass.Select(principal => principal.Account))
        .Where(account => account != "*" && !(IsOrganizationTrail && account == AccountId))
        .Distinct(StringComparer.Ordinal);

    /// <summary>The same, looked at.</summary>
    /// <exception cref="GuardrailException">Something is not what it should be.</exception>
    public GuardrailScope Checked()
    {
        Demand(TrailArn().IsMatch(TrailARN), GuardrailProblem.GuardrailTrailNotArn, TrailARN,
            $"'{TrailARN}' is no ARN of a trail, and nobody is asked for it. Give one such as arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit, or pipe what Get-AuditTrail puts out.");
        Demand(BucketName.Length > 0, GuardrailProblem.GuardrailBucketInvalid, TrailARN,
            $"The bucket of {TrailARN} is not told. Give its name with -BucketName, or pipe what Get-AuditTrail puts out.");
        Demand(Bucket().IsMatch(BucketName), GuardrailProblem.GuardrailBucketInvalid, BucketName,
            $"'{BucketName}' can't be the name of a bucket. Give the name alone, such as audit-logs, without s3:// and without a prefix.");
        Demand(KmsKeyId is null || KeyArn().IsMatch(KmsKeyId), GuardrailProblem.GuardrailKeyNotArn, KmsKeyId,
            $"'{KmsKeyId}' is no ARN of a key. An alias can be turned to another key, and an id does not tell the account: give the key's ARN, such as arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab, as the trail has it.");
        Demand(LogGroupArn is null || GroupArn().IsMatch(LogGroupArn), GuardrailProblem.GuardrailTargetNotArn, LogGroupArn,
            $"'{LogGroupArn}' is no ARN of a log group. Give one such as arn:aws:logs:eu-central-1:111122223333:log-group:audit:*, as the trail has it.");
        Demand(TopicArn is null || SnsArn().IsMatch(TopicArn), GuardrailProblem.GuardrailTargetNotArn, TopicArn,
            $"'{TopicArn}' is no ARN of a topic. Give one such as arn:aws:sns:eu-central-1:111122223333:audit, as the trail has it.");
        foreach (var arn in new[] { KmsKeyId, LogGroupArn, TopicArn }.OfType<string>().Concat(BreakGlass.Select(principal => principal.Text)))
        {
            Demand(Part(arn, 1) == Partition, GuardrailProblem.GuardrailPartitionsDiffer, arn,
                $"'{arn}' is of the partition {Part(arn, 1)}, and the trail {TrailARN} of {Partition}: neither reaches the other. Give one that begins with arn:{Partition}:.");
        }

        return this;
    }

    private static string Part(string arn, int number) => arn.Split(':', 6)[number];

    private static void Demand(bool holds, GuardrailProblem problem, string? item, string message)
    {
        if (!holds)
        {
            throw new GuardrailException(problem, item ?? "", message);
        }
    }

    [GeneratedRegex(@"\Aarn:aws(-[a-z]+)*:cloudtrail:[a-z0-9-]+:[0-9]{12}:trail/[A-Za-z0-9._-]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TrailArn();

    // Wider than new names may be: old buckets of us-east-1 have capitals and underscores.
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Bucket();

    [GeneratedRegex(@"\Aarn:aws(-[a-z]+)*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex KeyArn();

    [GeneratedRegex(@"\Aarn:aws(-[a-z]+)*:logs:[a-z0-9-]+:[0-9]{12}:log-group:[A-Za-z0-9_/.#-]+(:\*)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex GroupArn();

    [GeneratedRegex(@"\Aarn:aws(-[a-z]+)*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_.-]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SnsArn();
}
