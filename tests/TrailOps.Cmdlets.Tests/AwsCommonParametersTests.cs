using System.Management.Automation;
using TrailOps.Aws.Tests;

namespace TrailOps.Cmdlets.Tests;

/// <summary>AWS.Tools' common parameters and session variables.</summary>
public sealed class AwsCommonParametersTests : IDisposable
{
    private readonly AwsTestSession _aws = new();

    public void Dispose() => _aws.Dispose();

    [Theory]
    [InlineData("AccessKey", "String", "AK")]
    [InlineData("SecretKey", "String", "SK SecretAccessKey")]
    [InlineData("SessionToken", "String", "ST")]
    [InlineData("ProfileName", "String", "StoredCredentials AWSProfileName")]
    [InlineData("ProfileLocation", "String", "AWSProfilesLocation ProfilesLocation")]
    [InlineData("Credential", "Object", "")]
    [InlineData("Region", "String[]", "RegionToCall")]
    [InlineData("EndpointUrl", "String", "")]
    public void Names_and_aliases_are_those_of_AWS_Tools(string name, string type, string aliases)
    {
        var parameter = ((CmdletInfo)_aws.Run("Get-Command Get-ProbeIdentity").Clean().Single().BaseObject).Parameters[name];
        Assert.Equal((type, aliases), (parameter.ParameterType.Name, string.Join(' ', parameter.Aliases)));
        var set = parameter.ParameterSets.Single().Value;
        Assert.Equal((ParameterAttribute.AllParameterSets, true, false, false), (parameter.ParameterSets.Single().Key, set.ValueFromPipelineByPropertyName, set.ValueFromPipeline, set.IsMandatory));
    }

    [Theory]
    [InlineData("'eu-west-1'", "eu-west-1")]
    [InlineData("([pscustomobject] @{ Region = 'eu-west-2'; Name = 'Europe (London)' })", "eu-west-2")]
    [InlineData("@{ Region = 'eu-west-3' }", "eu-west-3")]
    [InlineData("([pscustomobject] @{ SystemName = 'eu-north-1' })", "eu-north-1")]
    public void A_region_is_a_name_or_an_object(string region, string signedFor)
    {
        Assert.Equal($"{signedFor} arn:aws:iam::111122223333:user/tester", _aws.Run($"$aws.Region = {region}; Get-ProbeIdentity @aws").Clean().Single().ToString());
        Assert.Equal(signedFor, _aws.Service.Requests.Single().SigningRegion);
    }

    [Fact]
    public void What_is_no_region_is_said()
    {
        Assert.StartsWith("ParameterArgumentTransformationError", Error(_aws.Run("$aws.Region = 42; Get-ProbeIdentity @aws")).FullyQualifiedErrorId, StringComparison.Ordinal);
        var invalid = Error(_aws.Run("$aws.Region = 'frankfurt'; Get-ProbeIdentity @aws"));
        Assert.Equal("AwsRegionNotValid,AwsProbe.GetProbeIdentityCommand", invalid.FullyQualifiedErrorId);
        Assert.Equal("frankfurt", invalid.TargetObject);
    }

    [Fact]
    public void Several_regions_are_worked_in_side_by_side_or_refused()
    {
        var run = _aws.Run("$aws.Region = 'eu-central-1', 'us-east-1', 'us-gov-west-1'; Get-ProbeIdentity @aws");
        Assert.Equal(["eu-central-1", "us-east-1", "us-gov-west-1"], run.Clean().Select(line => line.ToString().Split(' ')[0]).Order());
        Assert.Equal(["eu-central-1", "us-east-1", "us-gov-west-1"], _aws.Service.Requests.Select(asked => asked.SigningRegion).Order());
        Assert.Equal("AwsRegionAmbiguous,AwsProbe.GetProbePageCommand", Error(_aws.Run("Get-ProbePage x @aws")).FullyQualifiedErrorId);
    }

    [Fact]
    public void Common_parameters_bind_by_property_name()
    {
        var run = _aws.Run("[pscustomobject] @{ AccessKey = 'AKIDONE'; SecretKey = $secret; Region = 'eu-west-1' }, [pscustomobject] @{ AccessKey = 'AKIDTWO'; SecretKey = $secret; Region = 'eu-west-2' } | Get-ProbeIdentity -EndpointUrl $aws.EndpointUrl");
        Assert.Equal(["eu-west-1", "eu-west-2"], run.Clean().Select(line => line.ToString().Split(' ')[0]));
        Assert.Equal(["AKIDONE", "AKIDTWO"], _aws.Service.Requests.Select(asked => asked.AccessKey));
    }

    [Theory]
    [InlineData("AccessKey = 'AKIDBOUND'; SecretKey = $secret; SessionToken = $token; Region = 'eu-west-2'")]
    [InlineData("AK = 'AKIDBOUND'; SK = $secret; ST = $token; RegionToCall = 'eu-west-2'")]
    [InlineData("AccessKey = 'AKIDBOUND'; SecretAccessKey = $secret; SessionToken = $token; Region = [pscustomobject] @{ Region = 'eu-west-2' }")]
    [InlineData("ProfileName = 'bound'; ProfileLocation = $file")]
    [InlineData("StoredCredentials = 'bound'; AWSProfilesLocation = $file")]
    [InlineData("AWSProfileName = 'bound'; ProfilesLocation = $file; Region = 'eu-west-2'")]
    [InlineData("Credential = @{ AccessKeyId = 'AKIDBOUND'; SecretAccessKey = $secret; SessionToken = $token }; Region = 'eu-west-2'")]
    public void Each_name_and_each_alias_binds_by_property_name(string properties)
    {
        var file = _aws.Write("credentials", $"[bound]\naws_access_key_id=AKIDBOUND\naws_secret_access_key={AwsTestSession.Secret}\naws_session_token={AwsTestSession.Token}\nregion=eu-west-2\n");
        _aws.Run($"[pscustomobject] @{{ {properties}; EndpointUrl = $aws.EndpointUrl }} | Get-ProbeIdentity", new { file }).Clean();
        var asked = _aws.Service.Requests.Single();
        Assert.Equal(("AKIDBOUND", AwsTestSession.Token, "eu-west-2"), (asked.AccessKey, asked.Headers["X-Amz-Security-Token"], asked.SigningRegion));
    }

    [Theory]
    [InlineData("'AKID'")]
    [InlineData("@{ AccessKeyId = 'AKID'; SecretAccessKey = 's' }")]
    public void None_binds_by_value(string item)
    {
        Assert.Equal(["InputObjectNotBound,AwsProbe.GetProbeIdentityCommand"], _aws.Run($"{item} | Get-ProbeIdentity @aws").ErrorIds);
        Assert.Empty(_aws.Service.Requests);
    }

    // Each becomes a part of the host that is called.
    [Theory]
    [InlineData("'eu-west-1', 'evil.example/'")]
    [InlineData("'eu-west-1', \"eu-west-2`n\"")]
    public void Each_of_several_regions_must_be_one(string regions)
    {
        Assert.Equal("AwsRegionNotValid,AwsProbe.GetProbeIdentityCommand", Error(_aws.Run($"$aws.Region = {regions}; Get-ProbeIdentity @aws")).FullyQualifiedErrorId);
        Assert.Empty(_aws.Service.Requests);
    }

    // Whatever is wrong with all records alike is said once, and before any call.
    [Theory]
    [InlineData("-ProfileName nowhere -Region eu-west-1", "AwsProfileNotFound")]
    [InlineData("-AccessKey AKID -Region eu-west-1", "AwsKeysIncomplete")]
    [InlineData("-Credential x -Region eu-west-1", "AwsCredentialNotUsable")]
    [InlineData("-AccessKey A -SecretKey s -Region frankfurt", "AwsRegionNotValid")]
    [InlineData("-AccessKey A -SecretKey s -Region eu-west-1 -EndpointUrl ftp://x", "AwsEndpointNotValid")]
    [InlineData("-ProfileName refused -ProfileLocation $file -Region eu-west-1", "AwsCredentialsFailed")]
    public void One_error_for_the_whole_pipeline(string parameters, string id)
    {
        using var sts = new Responder(_ => Sts.Error(403, "AccessDenied", "no"));
        var file = _aws.Write("credentials", $"[base]\naws_access_key_id=A\naws_secret_access_key=s\n[refused]\nrole_arn=arn:aws:iam::111122223333:role/{Guid.NewGuid()}\nsource_profile=base\nendpoint_url={sts.Url}\n");
        foreach (var ahead in new[] { "", "-Ahead" })
        {
            var run = _aws.Run($"'a', 'b', 'c' | Get-ProbePage {parameters} {ahead}", new { file });
            Assert.Equal($"{id},AwsProbe.GetProbePageCommand", Error(run).FullyQualifiedErrorId);
            Assert.Empty(run.Output);
        }

        Assert.True(sts.Requests.Count == (id == "AwsCredentialsFailed" ? 2 : 0));
        Assert.Empty(_aws.Service.Requests);
    }

    [Fact]
    public void Credentials_that_know_no_async_are_asked_as_well()
    {
        _aws.Run("Get-ProbeIdentity @at -Credential $c", new { c = new Plain() }).Clean();
        Assert.Equal("AKIDPLAIN", _aws.Service.Requests.Single().AccessKey);
    }

    [Theory]
    [InlineData("$global:StoredAWSCredentials = [pscustomobject] @{ AccessKeyId = 'AKIDSTORED'; SecretAccessKey = $secret }; $global:StoredAWSRegion = 'eu-west-3'; Get-ProbeIdentity -EndpointUrl $aws.EndpointUrl")]
    [InlineData("$StoredAWSCredentials = @{ AccessKey = 'AKIDSTORED'; SecretKey = $secret }; $StoredAWSRegion = [pscustomobject] @{ Region = 'eu-west-3' }; Get-ProbeIdentity -EndpointUrl $aws.EndpointUrl")]
    [InlineData("& { $script:StoredAWSCredentials = @{ AccessKey = 'AKIDSTORED'; SecretKey = $secret }; $script:StoredAWSRegion = 'eu-west-3'; & { Get-ProbeIdentity -EndpointUrl $aws.EndpointUrl } }")]
    [InlineData("$null = New-Module { $StoredAWSCredentials = @{ AccessKey = 'AKIDSTORED'; SecretKey = $secret }; $StoredAWSRegion = 'eu-west-3'; function Get-It($Url) { Get-ProbeIdentity -EndpointUrl $Url } }; Get-It $aws.EndpointUrl")]
    [InlineData("$StoredAWSCredentials = $null; & { $StoredAWSCredentials = @{ AccessKey = 'AKIDSTORED'; SecretKey = $secret }; $StoredAWSRegion = [pscustomobject] @{ SystemName = 'eu-west-3' }; Get-ProbeIdentity -EndpointUrl $aws.EndpointUrl }")]
    public void Session_variables_of_any_scope(string script)
    {
        Assert.StartsWith("eu-west-3 ", _aws.Run(script).Clean().Single().ToString(), StringComparison.Ordinal);
        Assert.Equal("AKIDSTORED", _aws.Service.Requests.Single().AccessKey);
    }

    [Theory]
    [InlineData("[pscustomobject] @{ AccessKeyId = 'AKIDOBJECT'; SecretAccessKey = $secret; SessionToken = $token; Expiration = [datetime]::UtcNow.AddHours(1) }")]
    [InlineData("@{ AccessKeyId = 'AKIDOBJECT'; SecretAccessKey = $secret; SessionToken = $token }")]
    [InlineData("@{ accesskeyid = [psobject]::AsPSObject('AKIDOBJECT'); SecretAccessKey = [psobject]::AsPSObject($secret); SessionToken = $token }")]
    [InlineData("[pscustomobject] @{ Credentials = [pscustomobject] @{ AccessKeyId = 'AKIDOBJECT'; SecretAccessKey = $secret; SessionToken = $token; Expiration = '2999-01-01T00:00:00+00:00' }; AssumedRoleUser = 'x' }")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize([pscustomobject] @{ AccessKeyId = 'AKIDOBJECT'; SecretAccessKey = $secret; SessionToken = $token }))")]
    public void Sessions_of_STS_are_credentials(string credential)
    {
        _aws.Run($"Get-ProbeIdentity @at -Credential ({credential})").Clean();
        var asked = _aws.Service.Requests.Single();
        Assert.Equal(("AKIDOBJECT", AwsTestSession.Token), (asked.AccessKey, asked.Headers["X-Amz-Security-Token"]));
    }

    [Theory]
    [InlineData("'default'", "a text")]
    [InlineData("([pscredential]::new('AKID', (& { $s = [securestring]::new(); $s.AppendChar('x'); $s })))", "PSCredential")]
    [InlineData("([pscustomobject] @{ AccessKeyId = 'AKID' })", "AccessKeyId")]
    [InlineData("@{ AccessKeyId = 'AKID'; SecretAccessKey = $secret; SessionToken = $token; Expiration = [datetime]::UtcNow.AddMinutes(-1) }", "ended")]
    public void Other_objects_are_refused_with_what_to_give(string credential, string said)
    {
        var error = Error(_aws.Run($"Get-ProbeIdentity @at -Credential {credential}"));
        Assert.Equal("AwsCredentialNotUsable,AwsProbe.GetProbeIdentityCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(said, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_aws.Service.Requests);
    }

    [Fact]
    public void Profiles_of_a_given_file_work_and_complete()
    {
        var file = _aws.Write("my credentials", "[dev]\naws_access_key_id=AKIDDEV\naws_secret_access_key=s\nregion=eu-south-1\n[devices]\n[prod]\n");
        _aws.Run("Get-ProbeIdentity -ProfileName dev -ProfileLocation $file -EndpointUrl $aws.EndpointUrl", new { file }).Clean();
        Assert.Equal(("AKIDDEV", "eu-south-1"), (_aws.Service.Requests.Single().AccessKey, _aws.Service.Requests.Single().SigningRegion));
        Assert.Subset(Complete.Texts(_aws.Session, $"Get-ProbeIdentity -ProfileLocation '{file}' -ProfileName d").ToHashSet(), new HashSet<string> { "dev", "devices" });
        Assert.DoesNotContain("dev", Complete.Texts(_aws.Session, $"Get-ProbeIdentity -ProfileLocation '{file}x' -ProfileName d"));
        _aws.Session.Location = Path.GetDirectoryName(file)!;
        Assert.Contains("devices", Complete.Texts(_aws.Session, "Get-ProbeIdentity -ProfilesLocation './my credentials' -ProfileName d"));
        _aws.Run("Get-ProbeIdentity -ProfileName dev -ProfileLocation './my credentials' -EndpointUrl $aws.EndpointUrl").Clean();
        Assert.Equal("AKIDDEV", _aws.Service.Requests[^1].AccessKey);
        Assert.Contains("cn-north-1", Complete.Texts(_aws.Session, "Get-ProbeIdentity -Region cn-"));

        var missing = Error(_aws.Run("Get-ProbeIdentity -ProfileName tset -ProfileLocation $file @at", new { file }));
        Assert.Equal(("AwsProfileNotFound,AwsProbe.GetProbeIdentityCommand", ErrorCategory.ObjectNotFound, "tset"), (missing.FullyQualifiedErrorId, missing.CategoryInfo.Category, missing.TargetObject));
    }

    [Fact]
    public void An_mfa_code_comes_through_the_host()
    {
        using var sts = new Responder(_ => Sts.Session("ASIAMFA"));
        var file = _aws.Write("credentials", $"""
            [base]
            aws_access_key_id=AKIDBASE
            aws_secret_access_key=s
            [mfa]
            role_arn=arn:aws:iam::111122223333:role/{Guid.NewGuid()}
            source_profile=base
            mfa_serial=GAHT12345678
            endpoint_url={sts.Url}
            """);
        const string Script = "Get-ProbeIdentity -ProfileName mfa -ProfileLocation $file @at";
        var nobody = Error(_aws.Run(Script, new { file }));
        Assert.Equal(("AwsMfaNotPossible,AwsProbe.GetProbeIdentityCommand", ErrorCategory.AuthenticationError), (nobody.FullyQualifiedErrorId, nobody.CategoryInfo.Category));
        Assert.Contains("GAHT12345678", nobody.Exception.Message, StringComparison.Ordinal);

        var prompts = new List<string>();
        _aws.Session.Typed = (message, _) =>
        {
            prompts.Add(message);
            var code = new System.Security.SecureString();
            "654321".ToList().ForEach(code.AppendChar);
            return code;
        };
        _aws.Run(Script, new { file }).Clean();
        _aws.Run(Script, new { file }).Clean();
        Assert.Contains("'mfa'", Assert.Single(prompts), StringComparison.Ordinal);
        Assert.Equal("654321", sts.Requests.Single().Form("TokenCode"));
        Assert.Equal(["ASIAMFA", "ASIAMFA"], _aws.Service.Requests.Select(asked => asked.AccessKey));
    }

    [Fact]
    public void Verbose_says_whose_credentials_and_whose_region()
    {
        var run = _aws.Run("Get-ProbeIdentity @aws -Verbose");
        Assert.Contains("Credentials of -AccessKey and -SecretKey; region eu-central-1 of -Region.", run.Verbose);
        Assert.Contains(_aws.Run("$DebugPreference = 'Continue'; Get-ProbeIdentity @aws").Debug, line => line.StartsWith("GetCallerIdentity at http://127.0.0.1", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_that_PowerShell_would_read_otherwise_are_completed_in_quotes()
    {
        var file = _aws.Write("odd", "[profile two words]\n[it's]\n[$home]\n[@me]\n[me@corp;x]\n[plain/name+1]\n");
        Assert.Equal(["'$home'", "'@me'", "'it''s'", "'me@corp;x'", "'two words'", "plain/name+1"], Complete.Texts(_aws.Session, $"Get-ProbeIdentity -ProfileLocation '{file}' -ProfileName ").Order(StringComparer.Ordinal).Intersect(
            ["'$home'", "'@me'", "'it''s'", "'me@corp;x'", "'two words'", "plain/name+1"]));
    }

    private sealed class Plain
    {
        public Keys GetCredentials() => new("AKIDPLAIN", "s", null);
    }

    private sealed record Keys(string AccessKey, string SecretKey, string? Token);

    internal static ErrorRecord Error(RunResult run) => run.Exception?.ErrorRecord ?? Assert.Single(run.Errors);
}
