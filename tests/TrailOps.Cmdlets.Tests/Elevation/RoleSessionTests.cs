using System.Management.Automation;
using TrailOps.LocalAws.Sts;

namespace TrailOps.Cmdlets.Tests.Elevation;

public sealed class RoleSessionTests
{
    [Fact]
    public async Task A_session_works_as_a_credential_and_says_what_it_is()
    {
        await using var aws = await StartAsync(AwsUnderTest.Admin);
        var session = Assert.Single(aws.Run("New-RoleSession deployer rollout-42 @aws -SourceIdentity ann -OutVariable s").Clean());
        Assert.Equal("arn:aws:sts::111122223333:assumed-role/deployer/rollout-42", session.Value("AssumedRoleArn"));
        Assert.Equal(("arn:aws:iam::111122223333:role/ci/deployer", "deployer", "rollout-42", "ann", "us-east-1"), (session.Value("RoleArn"), session.Value("RoleName"), session.Value("SessionName"), session.Value("SourceIdentity"), session.Value("Region")));
        Assert.Equal(TimeSpan.FromHours(1), Round(session.Value<DateTime>("Expiration") - session.Value<DateTime>("StartTime")));
        Assert.Equal(DateTimeKind.Utc, session.Value<DateTime>("Expiration").Kind);
        aws.Run("$at = @{ Region = 'us-east-1'; EndpointUrl = $aws.EndpointUrl }; Get-TempAdmin deployer @at -Credential $s[0]").Clean();
        Assert.Equal("arn:aws:sts::111122223333:assumed-role/deployer/rollout-42", aws.Requests.Last().Principal);
    }

    [Fact]
    public async Task It_binds_to_the_events_of_the_session()
    {
        await using var aws = await StartAsync(AwsUnderTest.Admin);
        aws.Run("$mine = New-RoleSession deployer @aws; $other = New-RoleSession deployer @aws; $at = @{ Region = 'us-east-1'; EndpointUrl = $aws.EndpointUrl }").Clean();
        aws.Run("Get-TempAdmin deployer @at -Credential $mine; $null = Get-AuditTrail @at -Credential $other").Clean();
        var events = aws.Run("$mine | Get-RoleEvents @aws").Clean();
        Assert.Equal(["GetRole", "GetRolePolicy", "ListAttachedRolePolicies", "ListRolePolicies"], events.Select(e => (string)e.Value("EventName")!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Its_secrets_are_told_to_who_asks_and_to_nobody_else()
    {
        await using var aws = await StartAsync(AwsUnderTest.Admin);
        var run = aws.Run("$s = New-RoleSession deployer @aws -Verbose -Debug; $s; \"$s\"; $s.PSObject.Properties.Name; [Management.Automation.PSSerializer]::Serialize($s, 5)");
        var names = run.Output.Skip(2).Select(o => o.ToString()).ToList();
        Assert.DoesNotContain("SecretAccessKey", names);
        Assert.DoesNotContain("SessionToken", names);
        var secrets = aws.Server.World.Secrets().ToList();
        Assert.DoesNotContain(run.Output, o => secrets.Exists(secret => o.ToString()!.Contains(secret, StringComparison.Ordinal)));
        Assert.Equal("True", Assert.Single(aws.Run("$k = $s.GetCredential(); $k.AccessKeyId -eq $s.AccessKeyId -and $k.SecretAccessKey.Length -gt 20 -and $k.SessionToken.Length -gt 20 -and \"$k\" -eq $s.AccessKeyId").Clean()).ToString());
    }

    [Fact]
    public async Task In_a_job_its_credential_works_and_the_session_itself_says_so()
    {
        await using var aws = await StartAsync(AwsUnderTest.Admin);
        aws.Run("function Copy-ByJob($item) { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($item)) }; $s = New-RoleSession deployer mine @aws; $at = @{ EndpointUrl = $aws.EndpointUrl }").Clean();
        aws.Run("$null = Get-TempAdmin deployer -Credential (Copy-ByJob $s.GetCredential()) @at").Clean();
        Assert.EndsWith("/mine", aws.Requests.Last().Principal, StringComparison.Ordinal);
        var error = Assert.Single(aws.Run("Get-TempAdmin deployer -Credential (Copy-ByJob $s) @at").Errors);
        Assert.StartsWith("AwsCredentialNotUsable", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("GetCredential()", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_is_over_is_no_credential()
    {
        await using var aws = await StartAsync();
        aws.Server.World.Clock.Ahead = TimeSpan.FromMinutes(-4);
        aws.Run("$s = New-RoleSession deployer @aws -Duration 00:15:00").Clean();
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(16));
        var error = Assert.Single(aws.Run("Get-TempAdmin deployer -Credential $s -EndpointUrl $aws.EndpointUrl").Errors);
        Assert.StartsWith("AwsExpiredToken", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AsEnvironment_makes_it_the_process_s() => await Child.RunAsync(typeof(RoleSessionTests), nameof(As_environment_in_a_child), "x");

    [Fact]
    public async Task As_environment_in_a_child()
    {
        _ = Child.Current;
        await using var aws = await StartAsync(AwsUnderTest.Admin);
        Environment.SetEnvironmentVariable("AWS_PROFILE", "somebody");
        Environment.SetEnvironmentVariable("AWS_SECURITY_TOKEN", "old");
        aws.Run("$null = New-RoleSession deployer for-all @aws -AsEnvironment | Select-Object -First 1").Clean();
        Assert.Equal((null, null, "us-east-1", "us-east-1"), (Environment.GetEnvironmentVariable("AWS_PROFILE"), Environment.GetEnvironmentVariable("AWS_SECURITY_TOKEN"), Environment.GetEnvironmentVariable("AWS_REGION"), Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION")));
        Assert.Matches("^[0-9-]{10}T[0-9:]{8}Z$", Environment.GetEnvironmentVariable("AWS_CREDENTIAL_EXPIRATION"));
        aws.Run("Get-TempAdmin deployer -EndpointUrl $aws.EndpointUrl").Clean();
        Assert.EndsWith("/for-all", aws.Requests.Last().Principal, StringComparison.Ordinal);
        Assert.Contains("$StoredAWSCredentials is set", Assert.Single(aws.Run("$StoredAWSCredentials = @{ AccessKeyId = 'AKIDX'; SecretAccessKey = 's' }; New-RoleSession deployer @aws -AsEnvironment").Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Duration 02:00:00", "MaxSessionDuration")]
    [InlineData("-Duration 02:00:00 -Credential $chain", "one hour at most")]
    public async Task Too_long_a_session_is_an_error_that_says_why(string arguments, string why)
    {
        await using var aws = await StartAsync();
        aws.Server.World.Account.AddRole("first", policy: AwsUnderTest.Admin);
        await aws.Root().QueryAsync("iam", "CreateRole", ("RoleName", "long"), ("MaxSessionDuration", "43200"), ("AssumeRolePolicyDocument", TrailOps.LocalAws.Tests.Harness.Policies.Trust("""{"AWS":"111122223333"}""")));
        aws.Run("$chain = New-RoleSession first @aws; $at = @{ EndpointUrl = $aws.EndpointUrl }; $long = New-RoleSession long @aws -Duration 12:00:00").Clean();
        var run = aws.Run(arguments.Contains("chain", StringComparison.Ordinal) ? $"New-RoleSession long @at {arguments}" : $"New-RoleSession deployer @aws {arguments}");
        var error = Assert.Single(run.Errors);
        Assert.Equal("RoleSessionTooLong,TrailOps.Cmdlets.NewRoleSessionCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(why, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("-Duration 00:14:59")]
    [InlineData("-Duration 12:00:01")]
    [InlineData("-SessionName 'a b'")]
    [InlineData("-SessionName x")]
    [InlineData("-SessionName \"ab`n\"")]
    [InlineData("-SessionName TrailOps-Probe-abcdefghij")]
    [InlineData("-SessionName ('x' * 65)")]
    [InlineData("-TokenCode 12345")]
    [InlineData("-PolicyArn @()")]
    public async Task What_AWS_would_not_take_is_refused_here(string arguments)
    {
        await using var aws = await StartAsync();
        Assert.Equal("ParameterArgumentValidationError,TrailOps.Cmdlets.NewRoleSessionCommand", Assert.Single(aws.Run($"New-RoleSession deployer @aws {arguments}").ErrorIds));
        Assert.Empty(aws.Asked);
    }

    [Fact]
    public async Task A_role_that_can_not_be_assumed_is_an_error_that_says_what_is_needed()
    {
        await using var aws = await StartAsync();
        aws.Server.World.Account.AddRole("closed", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}""");
        var run = aws.Run("'closed', 'arn:aws:iam::444455556666:role/deployer', 'deployer' | New-RoleSession @aws");
        Assert.Equal(["RoleNotAssumable", "RoleNotAssumable"], run.ErrorIds.Select(id => id.Split(',')[0]));
        Assert.Equal(ErrorCategory.PermissionDenied, run.Errors[0].CategoryInfo.Category);
        Assert.Contains("trust policy", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("user/operator", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Equal("deployer", Assert.Single(run.Output).Value("RoleName"));
    }

    [Fact]
    public async Task Who_may_not_look_up_the_role_assumes_it_by_its_plain_ARN()
    {
        await using var aws = await StartAsync();
        aws.Server.World.Account.AddRole("plain");
        aws.SetKeys(aws.Server.World.Account.AddUser("worker", TrailOps.LocalAws.Tests.Harness.Policies.Allow("sts:AssumeRole")));
        Assert.Single(aws.Run("New-RoleSession plain @aws").Clean());
        Assert.Single(aws.Run("New-RoleSession arn:aws:iam::111122223333:role/ci/deployer @aws").Clean());
        Assert.Equal(["GetCallerIdentity", "AssumeRole"], aws.Asked.TakeLast(2));
    }

    [Fact]
    public async Task Tags_policies_and_the_external_id_go_with_it()
    {
        await using var aws = await StartAsync(AwsUnderTest.Admin);
        aws.Server.World.Account.AddRole("tagged", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":["sts:AssumeRole","sts:TagSession"],"Condition":{"StringEquals":{"aws:RequestTag/team":"orders","sts:ExternalId":"ext-1"}}}}""", AwsUnderTest.Admin);
        aws.Run("$s = New-RoleSession tagged @aws -Tag @{ team = 'orders'; stage = 1 } -ExternalId ext-1 -PolicyArn arn:aws:iam::aws:policy/ReadOnlyAccess").Clean();
        Assert.Equal("RoleNotAssumable", Assert.Single(aws.Run("New-RoleSession tagged @aws -Tag @{ team = 'other' } -ExternalId ext-1").ErrorIds).Split(',')[0]);

        // Narrowed: it may look, and do nothing.
        Assert.Contains("AwsAccessDenied", Assert.Single(aws.Run("Enable-TempAdmin deployer -NoWait -Confirm:$false -Credential $s -EndpointUrl $aws.EndpointUrl").ErrorIds), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_MFA_code_goes_with_it()
    {
        await using var aws = await StartAsync();
        aws.Server.World.Account.AddRole("guarded", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}}""");
        var device = await aws.Root().QueryAsync("iam", "CreateVirtualMFADevice", ("VirtualMFADeviceName", "phone"));
        var (serial, secret) = (device.Descendants("SerialNumber").Single().Value, Base32(System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(device.Descendants("Base32StringSeed").Single().Value))));
        string Code(int steps = 0) => Mfa.Code(secret, aws.Server.World.Clock.UtcNow.AddSeconds(30 * steps));
        await aws.Root().QueryAsync("iam", "EnableMFADevice", ("UserName", "operator"), ("SerialNumber", serial), ("AuthenticationCode1", Code(-1)), ("AuthenticationCode2", Code()));
        Assert.Equal("RoleNotAssumable", Assert.Single(aws.Run("New-RoleSession guarded @aws").ErrorIds).Split(',')[0]);
        Assert.Single(aws.Run("New-RoleSession guarded @aws -SerialNumber $serial -TokenCode $code", new { serial, code = Code() }).Clean());
    }

    [Theory]
    [InlineData("-SerialNumber arn:aws:iam::111122223333:mfa/phone")]
    [InlineData("-TokenCode 123456")]
    public async Task Half_an_MFA_is_refused_here(string arguments)
    {
        await using var aws = await StartAsync();
        Assert.Equal("MfaIncomplete,TrailOps.Cmdlets.NewRoleSessionCommand", Assert.Single(aws.Run($"New-RoleSession deployer @aws {arguments}").ErrorIds));
        Assert.Empty(aws.Asked);
    }

    private static byte[] Base32(string text)
    {
        List<byte> bytes = [];
        var (buffer, bits) = (0, 0);
        foreach (var letter in text.TrimEnd('='))
        {
            (buffer, bits) = ((buffer << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), bits + 5);
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
            }
        }

        return [.. bytes];
    }

    private static TimeSpan Round(TimeSpan time) => TimeSpan.FromMinutes(Math.Round(time.TotalMinutes));

    private static async Task<LocalAwsSession> StartAsync(string? policy = null)
    {
        var aws = await LocalAwsSession.StartAsync();
        aws.Server.World.Account.AddRole("deployer", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":["sts:AssumeRole","sts:SetSourceIdentity","sts:TagSession"]}}""", policy, path: "/ci/");
        return aws;
    }
}
