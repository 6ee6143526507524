using System.Collections;
using System.Management.Automation;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Test-RolePolicy, as a script uses it.</summary>
public sealed class TestRolePolicyTests : IDisposable
{
    private const string Buckets = """{"Version":"2012-10-17","Statement":[{"Sid":"Look","Effect":"Allow","Action":["s3:ListBucket","s3:GetBucketTagging"],"Resource":"arn:aws:s3:::example"}]}""";
    private const string All = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";
    private const string Ec2 = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:*","Resource":"*"}}""";
    private const string Tagged = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:*","Resource":"*","Condition":{"StringEquals":{"aws:RequestTag/team":"a"}}}}""";
    private const string Denies = """{"Version":"2012-10-17","Statement":{"Sid":"Never","Effect":"Deny","Action":"s3:*","Resource":"*"}}""";

    private readonly Session _session = new();
    private readonly LogFolder _logs = new();

    public TestRolePolicyTests() => _logs.Add(
        new LogRecord("HeadBucket"),
        new LogRecord("PutBucketTagging"),
        new LogRecord("GetCallerIdentity", "sts.amazonaws.com"),
        new LogRecord("Invented", "s3.amazonaws.com"));

    public void Dispose()
    {
        _session.Dispose();
        _logs.Dispose();
    }

    [Theory]
    [InlineData("Get-RoleEvents -Path $logs")]
    [InlineData("Get-RoleEvents -Path $logs | ForEach-Object Json")]
    [InlineData("Get-RoleEvents -Path $logs | ForEach-Object { [pscustomobject] @{ CloudTrailEvent = $_.Json } }")]
    public void Events_are_tested_in_each_shape(string events)
    {
        var found = Run($"{events} | Test-RolePolicy $buckets").Clean();
        Assert.Equal(["Allowed", "ImplicitDeny", "Allowed", "Unknown"], found.Select(d => d.Value("Decision")!.ToString()));
        Assert.Equal([true, false, true, null], found.Select(d => d.Value("Allowed")));
        Assert.Equal(["s3:ListBucket", "s3:PutBucketTagging", null, null], found.Select(d => d.Value("Action")));
        Assert.Equal("Policy, statement 1 (Look)", Assert.Single(found[0].Value<IEnumerable>("DecidedBy").Cast<object>()).ToString());
        Assert.Equal("s3:PutBucketTagging on arn:aws:s3:::example", Assert.Single(found[1].Value<IEnumerable>("Missing").Cast<object>()).ToString());
        Assert.Equal("HeadBucket", PSObject.AsPSObject(found[0].Value("Event")!).Value("EventName"));
    }

    [Theory]
    [InlineData("$all s3:GetObject", "Allowed")]
    [InlineData("$all -Action s3:GetObject", "Allowed")]
    [InlineData("$all, $denies s3:GetObject", "ExplicitDeny")]
    [InlineData("$all s3:GetObject -PermissionsBoundary $ec2", "ImplicitDeny")]
    [InlineData("$all s3:GetObject -SessionPolicy $ec2", "ImplicitDeny")]
    [InlineData("$all s3:GetObject -ServiceControlPolicy $ec2, $all", "Allowed")]
    [InlineData("$all s3:GetObject -ServiceControlPolicy @($ec2), @($all)", "ImplicitDeny")]
    [InlineData("$all s3:GetObject -ServiceControlPolicy @($all), @($all, $denies)", "ExplicitDeny")]
    [InlineData("$ec2 s3:GetObject arn:aws:s3:::b/k -ResourcePolicy $bucket -PrincipalArn arn:aws:iam::111122223333:role/r", "Allowed")]
    [InlineData("$ec2 s3:GetObject arn:aws:s3:::b/k -ResourcePolicy $bucket -PrincipalArn arn:aws:iam::111122223333:role/other", "ImplicitDeny")]
    [InlineData("$ec2 s3:GetObject arn:aws:s3:::b/k -ResourcePolicy $bucket -PrincipalArn arn:aws:iam::111122223333:role/r -ResourceAccountId 444455556666", "ImplicitDeny")]
    [InlineData("$all s3:GetObject arn:aws:s3:::b/k -ResourceControlPolicy $rcp -PrincipalArn arn:aws:iam::111122223333:role/r", "ExplicitDeny")]
    [InlineData("$tagged ec2:RunInstances", "ImplicitDeny")]
    [InlineData("$tagged ec2:RunInstances -Context @{ 'AWS:requesttag/TEAM' = 'a' }", "Allowed")]
    [InlineData("$tagged ec2:RunInstances -Context @{ 'aws:RequestTag/team' = 'b', 'a' }", "Allowed")]
    [InlineData("$typed ec2:RunInstances -Context @{ flag = $true; number = 5; time = [datetime] '2026-11-25Z'; none = $null }", "Allowed")]
    [InlineData("@{ Version = '2012-10-17'; Statement = @{ Effect = 'Allow'; Action = 's3:*'; Resource = '*' } } s3:GetObject", "Allowed")]
    public void An_action_is_tested(string arguments, string decision) =>
        Assert.Equal(decision, Assert.Single(Run($"Test-RolePolicy {arguments}").Clean()).Value("Decision")!.ToString());

    [Fact]
    public void Missing_names_the_keys_that_would_decide()
    {
        var missing = Assert.Single(Run("(Test-RolePolicy $tagged ec2:RunInstances).Missing").Clean());
        Assert.Equal("IdentityPolicy ImplicitDeny", $"{missing.Value("PolicyType")} {missing.Value("Decision")}");
        Assert.Equal("aws:RequestTag/team", Assert.Single(missing.Value<IEnumerable>("ContextKeys").Cast<object>()));
    }

    [Fact]
    public void Policies_come_from_the_pipeline_and_are_one_together()
    {
        Assert.Equal("ExplicitDeny", Assert.Single(Run("$all, $denies | Test-RolePolicy -Action s3:GetObject").Clean()).Value("Decision")!.ToString());
        Assert.Equal(["Allowed", "Allowed"], Run("$all | Test-RolePolicy -Action s3:GetObject, s3:PutObject").Clean().Select(d => d.Value("Decision")!.ToString()));
    }

    [Fact]
    public void A_wildcard_stands_for_the_catalogue_s_actions()
    {
        var found = Run("Test-RolePolicy $buckets -Action 's3:GetBucketT*', s3:ListBucket -Resource arn:aws:s3:::example").Clean();
        Assert.Equal(["s3:GetBucketTagging", "s3:ListBucket"], found.Select(d => d.Value("Action")));
        Assert.All(found, d => Assert.Equal(true, d.Value("Allowed")));
    }

    [Fact]
    public void Lines_of_a_file_are_one_policy() =>
        Assert.Equal(true, Assert.Single(Run("Test-RolePolicy ($all -replace ',', \",`n\" -split \"`n\") s3:GetObject").Clean()).Value("Allowed"));

    [Fact]
    public void A_role_policy_says_whose_it_is() => Assert.Equal(
        true,
        Assert.Single(Run("Test-RolePolicy (Get-RoleEvents -Path $logs -EventName HeadBucket | ConvertTo-RolePolicy) s3:GetObject arn:aws:s3:::b/k -ResourcePolicy ($bucket -replace 'role/r', 'role/deployer')").Clean()).Value("Allowed"));

    [Fact]
    public void A_decision_comes_out_as_soon_as_its_event_comes_in()
    {
        var run = Run("""
            $seen = 0
            Get-RoleEvents -Path $logs | ForEach-Object { $script:seen++; $_ } | Test-RolePolicy $buckets | Select-Object -First 1
            $script:seen
            """);
        Assert.Equal("1", run.Clean()[1].ToString());
    }

    [Fact]
    public void The_role_in_a_profile_may_be_told_later()
    {
        const string Events = """
            $run = @{ eventSource = 'ec2.amazonaws.com'; eventName = 'RunInstances'; eventID = '1'; awsRegion = 'eu-central-1'; recipientAccountId = '111122223333'
                requestParameters = @{ instancesSet = @{ items = @(@{ imageId = 'ami-0123456789abcdef0' }) }; iamInstanceProfile = @{ name = 'app' } }
                userIdentity = @{ type = 'AssumedRole'; arn = 'arn:aws:sts::111122223333:assumed-role/deployer/s' } }
            $add = @{ eventSource = 'iam.amazonaws.com'; eventName = 'AddRoleToInstanceProfile'; eventID = '2'; awsRegion = 'us-east-1'; recipientAccountId = '111122223333'
                requestParameters = @{ instanceProfileName = 'app'; roleName = 'app-role' }
                userIdentity = @{ type = 'AssumedRole'; arn = 'arn:aws:sts::111122223333:assumed-role/deployer/s' } }
            $policy = $run, $add | ConvertTo-RolePolicy -WarningAction SilentlyContinue
            """;
        Assert.Equal(["AddRoleToInstanceProfile True", "RunInstances True"], Run(Events + "; $run, $add | Test-RolePolicy $policy | ForEach-Object { \"$($_.Event.EventName) $($_.Allowed)\" }").Clean().Select(o => o.ToString()));
        Assert.Equal("Unknown", Assert.Single(Run(Events + "; $run | Test-RolePolicy $policy").Clean()).Value("Decision")!.ToString());
    }

    [Theory]
    [InlineData("'{}' s3:GetObject", "PolicyNotReadable", "{}")]
    [InlineData("'./none.json' s3:GetObject", "PolicyNotReadable", "./none.json")]
    [InlineData("$all s3:GetObject -ResourcePolicy $all", "PolicyNotReadable", All)]
    [InlineData("$all s3:GetObject -Context @{ 1 = 2 }", "ContextNotReadable", "1")]
    [InlineData("$all s3:GetObject -Context @{ a = @{ b = 1 } }", "ContextNotReadable", "a")]
    [InlineData("$all s3:GetObject -PrincipalArn nobody", "PrincipalNotReadable", "nobody")]
    [InlineData("$all 's3:Nothing*'", "IamActionNotFound", "s3:Nothing*")]
    public void A_wrong_argument_is_an_error_that_names_it(string arguments, string id, string target)
    {
        var error = Assert.Single(Run($"Test-RolePolicy {arguments}").Errors);
        Assert.Equal((id + ",TrailOps.Cmdlets.TestRolePolicyCommand", target), (error.FullyQualifiedErrorId, error.TargetObject?.ToString()));
    }

    [Fact]
    public void A_malformed_policy_is_told_with_its_place_and_with_what_IAM_says() => Assert.Equal(
        "A policy can't be read: Statement 1 (Sid A), Action has 'GetObject' without a service's prefix.",
        Assert.Single(Run("""Test-RolePolicy '{"Statement":{"Sid":"A","Effect":"Allow","Action":"GetObject","Resource":"*"}}' s3:GetObject""").Errors).ToString().Split(" Write ")[0]);

    [Fact]
    public void Unknown_operators_and_actions_are_warned_of()
    {
        var run = Run("""Test-RolePolicy '{"Statement":{"Effect":"Allow","Action":"s3:GetObjcet","Resource":"*","Condition":{"StringMatches":{"a":"b"}}}}' s3:GetObject""");
        Assert.Collection(
            run.Warnings,
            warning => Assert.StartsWith("Statement 1 of Policy has the condition operator 'StringMatches', which IAM does not know", warning, StringComparison.Ordinal),
            warning => Assert.EndsWith("Did you mean 's3:GetObject'?", warning, StringComparison.Ordinal));
        Assert.Equal(false, Assert.Single(run.Output).Value("Allowed"));
    }

    private RunResult Run(string script) => _session.Run(script, new
    {
        logs = _logs.Root,
        buckets = Buckets,
        all = All,
        ec2 = Ec2,
        tagged = Tagged,
        denies = Denies,
        typed = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"flag":"true"},"NumericEquals":{"number":"5"},"DateEquals":{"time":"2026-11-25T00:00:00Z"},"Null":{"none":"true"}}}}""",
        bucket = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/r"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}}""",
        rcp = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}""",
    });
}
