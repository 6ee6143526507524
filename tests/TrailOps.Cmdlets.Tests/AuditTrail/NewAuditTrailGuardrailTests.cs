using System.Management.Automation;
using System.Text.Json.Nodes;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>How a guardrail is asked for, and what it can't be made of. What its documents stop is the engine's tests' affair.</summary>
public sealed class NewAuditTrailGuardrailTests : IDisposable
{
    private const string Trail = "arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit";
    private const string Key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private const string Group = "arn:aws:logs:eu-central-1:111122223333:log-group:audit:*";
    private const string Topic = "arn:aws:sns:eu-central-1:111122223333:audit";
    private const string BreakGlass = "arn:aws:iam::111122223333:role/BreakGlass";
    private const string Whole = "[pscustomobject] @{ Name = 'nonsense'; TrailARN = $trail; S3BucketName = 'audit-logs'; KmsKeyId = $key; CloudWatchLogsLogGroupArn = $group; SnsTopicARN = $topic }";

    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("$object | New-AuditTrailGuardrail -BreakGlassPrincipal $glass")]
    [InlineData("New-AuditTrailGuardrail $object -BreakGlassPrincipal $glass")]
    [InlineData("New-AuditTrailGuardrail -TrailARN $object -BreakGlassPrincipal $glass")]
    [InlineData("[TrailOps.AuditTrail]::new('audit', $trail, 'eu-central-1') | ForEach-Object { $_.S3BucketName = 'audit-logs'; $_.KmsKeyId = $key; $_.CloudWatchLogsLogGroupArn = $group; $_.SnsTopicARN = $topic; $_ } | New-AuditTrailGuardrail -BreakGlassPrincipal $glass")]
    [InlineData("New-AuditTrailGuardrail $trail audit-logs -KmsKeyId $key -CloudWatchLogsLogGroupArn $group -SnsTopicARN $topic -BreakGlassPrincipal $glass")]
    [InlineData("$trail | New-AuditTrailGuardrail -S3BucketName audit-logs -KmsKeyId $key -CloudWatchLogsLogGroupArn $group -SnsTopicARN $topic -BreakGlassPrincipal $glass, $glass")]
    [InlineData("New-AuditTrailGuardrail @{ TrailARN = $trail; BucketName = 'audit-logs'; KmsKeyId = $key } -CloudWatchLogsLogGroupArn $group -SnsTopicARN $topic -BreakGlassPrincipal ([pscustomobject] @{ RoleName = 'BreakGlass'; Arn = $glass })")]
    public void A_trail_by_ARN_and_object(string script)
    {
        var guard = Assert.Single(Run(script).Clean());
        Assert.Equal("TrailOps.AuditTrailGuardrail", guard.BaseObject.GetType().FullName);
        string[] members = ["TrailARN", "AccountId", "BucketName", "KmsKeyId", "CloudWatchLogsLogGroupArn", "SnsTopicARN"];
        Assert.Equal([Trail, "111122223333", "audit-logs", Key, Group, Topic], members.Select(guard.Value));
        Assert.Equal([BreakGlass], guard.Value<IEnumerable<string>>("BreakGlassPrincipal"));
        Assert.Equal((8, 1, 1), (Statements(guard, "ServiceControlPolicy"), Statements(guard, "BucketPolicyStatements"), Statements(guard, "KeyPolicyStatements")));
    }

    [Theory]
    [InlineData("New-AuditTrailGuardrail $trail audit-logs -BreakGlassPrincipal $glass")]
    [InlineData("[pscustomobject] @{ TrailARN = $trail; S3BucketName = 'audit-logs'; KmsKeyId = $null; SnsTopicARN = '' } | New-AuditTrailGuardrail -BreakGlassPrincipal $glass")]
    public void Without_key_log_group_and_topic(string script)
    {
        var guard = Assert.Single(Run(script).Clean());
        Assert.All(["KmsKeyId", "KeyPolicyStatements", "SnsTopicARN", "CloudWatchLogsLogGroupArn"], member => Assert.Null(guard.Value(member)));
        Assert.Equal(5, Statements(guard, "ServiceControlPolicy"));
    }

    [Fact]
    public void What_is_given_by_hand_counts() =>
        Assert.Equal(["other"], Run("$object | New-AuditTrailGuardrail -BucketName other -BreakGlassPrincipal $glass; ").Values("BucketName"));

    [Fact]
    public void One_trail_s_members_are_not_the_next_one_s()
    {
        var run = Run("$object, [pscustomobject] @{ TrailARN = $trail.Replace('audit', 'next'); S3BucketName = 'next' } | New-AuditTrailGuardrail -BreakGlassPrincipal $glass");
        Assert.Equal(["audit-logs", "next"], run.Values("BucketName"));
        Assert.Equal([Key, null], run.Values("KmsKeyId"));
    }

    [Theory]
    [InlineData("[pscustomobject] @{ TrailARN = $trail; S3BucketName = 'audit-logs'; IsOrganizationTrail = $true } | New-AuditTrailGuardrail -BreakGlassPrincipal $glass", "the management account")]
    [InlineData("[pscustomobject] @{ TrailARN = $trail; S3BucketName = 'audit-logs'; IsOrganizationTrail = $false } | New-AuditTrailGuardrail -BreakGlassPrincipal $glass", "to the account 111122223333")]
    public void An_organisation_s_trail_is_told(string script, string place) =>
        Assert.Contains(place, Assert.Single(Run(script).Clean()).Value<IEnumerable<string>>("AttachTo").First(), StringComparison.Ordinal);

    [Theory]
    [InlineData("'audit'", "GuardrailTrailNotArn", "Get-AuditTrail")]
    [InlineData("42", "GuardrailTrailNotArn", "no ARN of a trail")]
    [InlineData("[pscustomobject] @{ TrailARN = $trail }", "GuardrailBucketInvalid", "-BucketName")]
    [InlineData("[pscustomobject] @{ TrailARN = $trail; S3BucketName = 's3://audit-logs' }", "GuardrailBucketInvalid", "the name alone")]
    [InlineData("[pscustomobject] @{ TrailARN = $trail; S3BucketName = 'audit-logs'; KmsKeyId = 'alias/audit' }", "GuardrailKeyNotArn", "the key's ARN")]
    [InlineData("[pscustomobject] @{ TrailARN = $trail; S3BucketName = 'audit-logs'; SnsTopicARN = 'audit' }", "GuardrailTargetNotArn", "no ARN of a topic")]
    [InlineData("[pscustomobject] @{ TrailARN = $trail.Replace('arn:aws:', 'arn:aws-cn:'); S3BucketName = 'audit-logs' }", "GuardrailPartitionsDiffer", "begins with arn:aws-cn:")]
    public void A_bad_trail_is_one_error_and_the_others_come_out(string item, string id, string remedy)
    {
        var run = Run($"$bad = {item}; $object, $bad, $object | New-AuditTrailGuardrail -BreakGlassPrincipal $glass");
        Assert.Equal(2, run.Output.Count);
        var error = Assert.Single(run.Errors);
        Assert.Equal($"{id},TrailOps.Cmdlets.NewAuditTrailGuardrailCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(remedy, error.Exception.Message, StringComparison.Ordinal);
        Assert.NotNull(error.TargetObject);
        Assert.NotNull(Run($"$bad = {item}; $bad | New-AuditTrailGuardrail -BreakGlassPrincipal $glass -ErrorAction Stop").Exception);
    }

    [Theory]
    [InlineData("'*'", "BreakGlassTooWide", "arn:aws:iam::111122223333:role/BreakGlass")]
    [InlineData("'arn:aws:iam::111122223333:role/*'", "BreakGlassTooWide", "a path of their own")]
    [InlineData("$glass, 'arn:aws:sts::111122223333:assumed-role/Ops/ann'", "BreakGlassIsSession", "arn:aws:iam::111122223333:role/Ops")]
    [InlineData("'arn:aws:iam::111122223333:user/ann'", "BreakGlassNotRole", "no ARN of a role")]
    public void A_bad_principal_ends_it(string principal, string id, string remedy)
    {
        var run = Run($"$object, $object | New-AuditTrailGuardrail -BreakGlassPrincipal {principal}");
        Assert.Empty(run.Output);
        var error = AwsCommonParametersTests.Error(run);
        Assert.Equal($"{id},TrailOps.Cmdlets.NewAuditTrailGuardrailCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(remedy, error.Exception.Message, StringComparison.Ordinal);
        Assert.IsType<string>(error.TargetObject);
    }

    [Fact]
    public void Too_many_principals_are_an_error()
    {
        var error = Assert.Single(Run("$object | New-AuditTrailGuardrail -BreakGlassPrincipal (1..30 | ForEach-Object { \"$glass$_\" })").Errors);
        Assert.Equal(("GuardrailTooLarge,TrailOps.Cmdlets.NewAuditTrailGuardrailCommand", ErrorCategory.LimitsExceeded), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
    }

    [Theory]
    [InlineData("-BreakGlassPrincipal ([pscustomobject] @{ Name = 'x' })", "ParameterArgumentTransformationError")]
    [InlineData("-BreakGlassPrincipal @()", "ParameterArgumentValidationError")]
    [InlineData("-BreakGlassPrincipal ''", "ParameterArgumentValidationError")]
    public void There_has_to_be_a_principal(string arguments, string id) =>
        Assert.StartsWith(id, AwsCommonParametersTests.Error(Run($"New-AuditTrailGuardrail $object {arguments}")).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void The_evaluator_takes_its_documents()
    {
        const string All = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";
        var run = Run(
            """
            $guard = $object | New-AuditTrailGuardrail -BreakGlassPrincipal $glass
            foreach ($who in 'arn:aws:iam::111122223333:role/Admin', $glass) {
                Test-RolePolicy $all -Action cloudtrail:StopLogging -Resource $trail -PrincipalArn $who -ServiceControlPolicy $all, $guard.ServiceControlPolicy
                Test-RolePolicy $all -Action s3:DeleteObject -Resource arn:aws:s3:::audit-logs/a -PrincipalArn $who -ResourcePolicy $guard.BucketPolicyStatements
                Test-RolePolicy $all -Action kms:DisableKey -Resource $key -PrincipalArn $who -ResourcePolicy $guard.AddToKeyPolicy('{"Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"kms:*","Resource":"*"}}')
            }
            """,
            All);
        Assert.Equal(["False", "False", "False", "True", "True", "True"], run.Clean().Select(decision => $"{decision.Value("Allowed")}"));
    }

    [Fact]
    public void It_shows_as_a_list()
    {
        using var session = new Session(width: 120);
        var lines = session.Render($"New-AuditTrailGuardrail {Trail} audit-logs -BreakGlassPrincipal {BreakGlass}, {BreakGlass}2").Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.Contains("BucketName                : audit-logs", lines);
        Assert.Contains($"                            {BreakGlass}2", lines);
        Assert.Contains(lines, line => line.StartsWith("AttachTo                  : ServiceControlPolicy: to the account 111122223333", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("\"Sid\": \"GuardTrail\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("\"Sid\": \"TrailOpsGuardBucket\"", StringComparison.Ordinal));
    }

    private static int Statements(PSObject guard, string document) => JsonNode.Parse(guard.Value<string>(document))!["Statement"]!.AsArray().Count;

    private RunResult Run(string script, string? all = null) =>
        _session.Run($"$object = {Whole}; {script}", new { trail = Trail, key = Key, group = Group, topic = Topic, glass = BreakGlass, all });
}
