using static TrailOps.Tests.Trails.GuardrailCases;

namespace TrailOps.Tests.Trails;

/// <summary>What a guardrail can't be made of, with the remedy.</summary>
public sealed class GuardrailInputTests
{
    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/BreakGlass", "111122223333")]
    [InlineData("arn:aws:iam::*:role/BreakGlass", "*")]
    [InlineData("arn:aws:iam::111122223333:role/break-glass/*", "111122223333")]
    [InlineData("arn:aws-cn:iam::111122223333:role/BreakGlass?", "111122223333")]
    [InlineData("arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_BreakGlass_*", "*")]
    [InlineData("arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_BreakGlass_0123456789abcdef", "111122223333")]
    [InlineData("arn:aws:iam::111122223333:role/ops.team+on-call@example,=_", "111122223333")]
    public void Roles_break_glass(string pattern, string account)
    {
        var parsed = BreakGlassPattern.Parse(pattern);
        Assert.Equal((pattern, account), (parsed.Text, parsed.Account));
    }

    [Theory]
    [InlineData("*", GuardrailProblem.BreakGlassTooWide, "everybody")]
    [InlineData("**", GuardrailProblem.BreakGlassTooWide, "everybody")]
    [InlineData("arn:aws:iam::111122223333:role/*", GuardrailProblem.BreakGlassTooWide, "begin with a wildcard")]
    [InlineData("arn:aws:iam::*:role/*", GuardrailProblem.BreakGlassTooWide, "begin with a wildcard")]
    [InlineData("arn:aws:iam::*:role/?*", GuardrailProblem.BreakGlassTooWide, "begin with a wildcard")]
    [InlineData("arn:aws:iam::*:role/*BreakGlass", GuardrailProblem.BreakGlassTooWide, "begin with a wildcard")]
    [InlineData("arn:aws:iam::111122223333:role/aws-reserved/*", GuardrailProblem.BreakGlassTooWide, "every permission set")]
    [InlineData("arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*", GuardrailProblem.BreakGlassTooWide, "every permission set")]
    [InlineData("arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_*", GuardrailProblem.BreakGlassTooWide, "AWSReservedSSO_BreakGlass_*")]
    [InlineData("arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_*", GuardrailProblem.BreakGlassTooWide, "every permission set")]
    [InlineData("arn:aws:iam::111122223333:role/a*", GuardrailProblem.BreakGlassTooWide, "every permission set")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/BreakGlass/ann", GuardrailProblem.BreakGlassIsSession, "arn:aws:iam::111122223333:role/BreakGlass, with the role's path")]
    [InlineData("arn:aws-cn:sts::111122223333:assumed-role/BreakGlass/*", GuardrailProblem.BreakGlassIsSession, "arn:aws-cn:iam::111122223333:role/BreakGlass")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Ops_0123456789abcdef/ann", GuardrailProblem.BreakGlassIsSession, "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_Ops_0123456789abcdef.")]
    [InlineData("arn:aws:iam::111122223333:user/ann", GuardrailProblem.BreakGlassNotRole, "no ARN of a role")]
    [InlineData("arn:aws:iam::111122223333:root", GuardrailProblem.BreakGlassNotRole, "no ARN of a role")]
    [InlineData("arn:aws:sts::111122223333:federated-user/ann", GuardrailProblem.BreakGlassNotRole, "no ARN of a role")]
    [InlineData("arn:aws:iam::1111:role/BreakGlass", GuardrailProblem.BreakGlassNotRole, "no ARN of a role")]
    [InlineData("arn:aws:iam::1111*:role/BreakGlass", GuardrailProblem.BreakGlassNotRole, "* for the account")]
    [InlineData("arn:*:iam::111122223333:role/BreakGlass", GuardrailProblem.BreakGlassNotRole, "no ARN of a role")]
    [InlineData("arn:aws:iam::111122223333:*", GuardrailProblem.BreakGlassNotRole, "no ARN of a role")]
    [InlineData("arn:aws:iam::111122223333:role/", GuardrailProblem.BreakGlassNotRole, "no ARN of a role")]
    [InlineData("arn:aws:iam::111122223333:role/break-glass/", GuardrailProblem.BreakGlassNotRole, "no ARN of a role")]
    [InlineData("arn:aws:iam::111122223333:role/${aws:username}", GuardrailProblem.BreakGlassNotRole, "no ARN of a role")]
    [InlineData("arn:aws:iam::111122223333:role/BreakGlass\n", GuardrailProblem.BreakGlassNotRole, "no ARN of a role")]
    [InlineData("BreakGlass", GuardrailProblem.BreakGlassNotRole, "arn:aws:iam::111122223333:role/BreakGlass")]
    [InlineData("111122223333", GuardrailProblem.BreakGlassNotRole, "no ARN of a role")]
    [InlineData("", GuardrailProblem.BreakGlassNotRole, "no ARN of a role")]
    public void Others_do_not(string pattern, object problem, string remedy)
    {
        var error = Assert.Throws<GuardrailException>(() => BreakGlassPattern.Parse(pattern));
        Assert.Equal((problem, pattern), (error.Problem, error.Item));
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audit", "audit-logs", null, null, null, GuardrailProblem.GuardrailTrailNotArn, "Get-AuditTrail")]
    [InlineData("arn:aws:cloudtrail:eu-central-1:111122223333:trail/*", "audit-logs", null, null, null, GuardrailProblem.GuardrailTrailNotArn, "no ARN of a trail")]
    [InlineData("arn:aws:cloudtrail:eu-central-1:111122223333:eventdatastore/a", "audit-logs", null, null, null, GuardrailProblem.GuardrailTrailNotArn, "no ARN of a trail")]
    [InlineData(Trail, "", null, null, null, GuardrailProblem.GuardrailBucketInvalid, "-BucketName")]
    [InlineData(Trail, "s3://audit-logs", null, null, null, GuardrailProblem.GuardrailBucketInvalid, "without s3://")]
    [InlineData(Trail, "audit-logs/prefix", null, null, null, GuardrailProblem.GuardrailBucketInvalid, "without a prefix")]
    [InlineData(Trail, "*", null, null, null, GuardrailProblem.GuardrailBucketInvalid, "the name alone")]
    [InlineData(Trail, "audit-logs", "arn:aws:kms:eu-central-1:111122223333:alias/audit", null, null, GuardrailProblem.GuardrailKeyNotArn, "alias can be turned")]
    [InlineData(Trail, "audit-logs", "1234abcd-12ab-34cd-56ef-1234567890ab", null, null, GuardrailProblem.GuardrailKeyNotArn, "give the key's ARN")]
    [InlineData(Trail, "audit-logs", "arn:aws:kms:eu-central-1:111122223333:key/*", null, null, GuardrailProblem.GuardrailKeyNotArn, "no ARN of a key")]
    [InlineData(Trail, "audit-logs", null, "audit", null, GuardrailProblem.GuardrailTargetNotArn, "no ARN of a log group")]
    [InlineData(Trail, "audit-logs", null, "arn:aws:logs:eu-central-1:111122223333:log-group:*", null, GuardrailProblem.GuardrailTargetNotArn, "no ARN of a log group")]
    [InlineData(Trail, "audit-logs", null, null, "audit", GuardrailProblem.GuardrailTargetNotArn, "no ARN of a topic")]
    [InlineData("arn:aws-cn:cloudtrail:cn-north-1:111122223333:trail/audit", "audit-logs", null, null, null, GuardrailProblem.GuardrailPartitionsDiffer, "begins with arn:aws-cn:")]
    [InlineData(Trail, "audit-logs", "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/a", null, null, GuardrailProblem.GuardrailPartitionsDiffer, "begins with arn:aws:")]
    public void A_trail_has_to_be_told_well(string trail, string bucket, string? key, string? group, string? topic, object problem, string remedy)
    {
        var scope = new GuardrailScope(trail, bucket, [BreakGlassPattern.Parse(BreakGlass)]) { KmsKeyId = key, LogGroupArn = group, TopicArn = topic };
        var error = Assert.Throws<GuardrailException>(() => AuditTrailGuardrail.Of(scope));
        Assert.Equal(problem, error.Problem);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
    }
}
