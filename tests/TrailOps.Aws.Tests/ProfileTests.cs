using TrailOps.Aws.Connection;

namespace TrailOps.Aws.Tests;

/// <summary>Profiles of each kind, with real files.</summary>
public sealed class ProfileTests : IDisposable
{
    private readonly Place _place = new();
    private readonly Responder _sts;
    private Func<Asked, Answer> _answer = static asked => Sts.Session("ASIA" + asked.Form("RoleArn")!.Split('/')[1].ToUpperInvariant(), asked.Form("Action")!);

    public ProfileTests()
    {
        _sts = new Responder(asked => _answer(asked));
        _place.Variables["AWS_ENDPOINT_URL_STS"] = _sts.Url;
        _place.Write("credentials", "[base]\naws_access_key_id=AKIDBASE\naws_secret_access_key=s\n");
    }

    public void Dispose()
    {
        _sts.Dispose();
        _place.Dispose();
    }

    [Fact]
    public async Task A_chain_of_roles()
    {
        Config("""
            [profile top]
            role_arn = arn:aws-cn:iam::111122223333:role/top
            source_profile = middle
            external_id = ext
            duration_seconds = 1800
            role_session_name = me
            region = cn-north-1
            [profile middle]
            role_arn = arn:aws-cn:iam::111122223333:role/middle
            source_profile = base
            """);
        Assert.Equal("ASIATOP", await AccessKeyAsync("top"));
        Assert.Equal(["AKIDBASE", "ASIAMIDDLE"], _sts.Requests.Select(asked => asked.AccessKey));
        var last = _sts.Requests[1];
        Assert.Equal(("ext", "1800", "me"), (last.Form("ExternalId"), last.Form("DurationSeconds"), last.Form("RoleSessionName")));
        Assert.All(_sts.Requests, asked => Assert.Equal("cn-north-1", asked.SigningRegion));
        Assert.All(_sts.Requests, asked => Assert.Matches(@"\bTrailOps/\d+\.\d+\.\d+\b", asked.Headers["User-Agent"]));

        // Kept for the process: another cmdlet assumes nothing anew.
        Assert.Equal("ASIATOP", await AccessKeyAsync("top"));
        Assert.Equal(2, _sts.Requests.Count);
    }

    [Fact]
    public async Task A_session_that_ends_is_renewed()
    {
        Config("[profile short]\nrole_arn = arn:aws:iam::111122223333:role/short\nsource_profile = base\n");

        // Renewed a minute before its end: the first in about a second, the next in an hour.
        _answer = _ => Sts.Session($"ASIA{_sts.Requests.Count}", end: DateTime.UtcNow.AddSeconds(_sts.Requests.Count == 1 ? 62 : 3660));
        using var connection = await _place.OpenAsync(new() { ProfileName = "short", Region = "eu-west-1" });
        Assert.Equal("ASIA1", (await connection.Credentials.GetCredentialsAsync()).AccessKey);
        while ((await connection.Credentials.GetCredentialsAsync()).AccessKey == "ASIA1")
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(2, _sts.Requests.Count);
    }

    [Fact]
    public async Task A_role_whose_source_is_itself_takes_its_own_keys()
    {
        _place.Write("credentials", "[self]\naws_access_key_id=AKIDSELF\naws_secret_access_key=s\n");
        Config("[profile self]\nrole_arn=arn:aws:iam::111122223333:role/selfrole\nsource_profile=self\n");
        Assert.Equal("ASIASELFROLE", await AccessKeyAsync("self"));
        Assert.Equal("AKIDSELF", _sts.Requests.Single().AccessKey);
    }

    [Fact]
    public async Task An_mfa_code_is_asked_for_once()
    {
        Config("[profile mfa]\nrole_arn=arn:aws:iam::111122223333:role/mfa\nsource_profile=base\nmfa_serial=arn:aws:iam::111122223333:mfa/me\n");
        var asked = new List<string>();
        ConnectionUi.Current = ConnectionUi.None with
        {
            AskMfaCode = (serial, profile, _) =>
            {
                asked.Add($"{serial} {profile}");
                return Task.FromResult("123456");
            },
        };
        Assert.Equal("ASIAMFA", await AccessKeyAsync("mfa"));
        Assert.Equal("ASIAMFA", await AccessKeyAsync("mfa"));
        Assert.Equal(["arn:aws:iam::111122223333:mfa/me mfa"], asked);
        Assert.Equal(("arn:aws:iam::111122223333:mfa/me", "123456"), (_sts.Requests.Single().Form("SerialNumber"), _sts.Requests.Single().Form("TokenCode")));
    }

    [Fact]
    public async Task Nobody_to_ask_for_an_mfa_code_is_an_error()
    {
        Config("[profile nobody]\nrole_arn=arn:aws:iam::111122223333:role/nobody\nsource_profile=base\nmfa_serial=GAHT12345678\n");
        Assert.Equal(ConnectionProblem.MfaNotPossible, (await ProblemAsync("nobody")).Problem);
        Assert.Empty(_sts.Requests);
    }

    [Fact]
    public async Task A_refused_role_is_told_with_AWS_code()
    {
        Config("[profile refused]\nrole_arn=arn:aws:iam::111122223333:role/refused\nsource_profile=base\n");
        _answer = _ => Sts.Error(403, "AccessDenied", "User: arn:aws:iam::111122223333:user/base is not authorized to perform: sts:AssumeRole");
        var e = await ProblemAsync("refused");
        Assert.Equal(ConnectionProblem.CredentialsFailed, e.Problem);
        Assert.Contains("'refused'", e.Message, StringComparison.Ordinal);
        Assert.Contains("AccessDenied: User: arn:aws:iam::111122223333:user/base", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_as_credential_source()
    {
        Config("[profile fromenv]\nrole_arn=arn:aws:iam::111122223333:role/fromenv\ncredential_source=Environment\n");
        Assert.Equal(ConnectionProblem.ProfileNotUsable, (await ProblemAsync("fromenv")).Problem);
        _place.Variables["AWS_ACCESS_KEY_ID"] = "AKIDENV";
        _place.Variables["AWS_SECRET_ACCESS_KEY"] = "s";
        Assert.Equal("ASIAFROMENV", await AccessKeyAsync("fromenv"));
        Assert.Equal("AKIDENV", _sts.Requests.Single().AccessKey);
    }

    [Fact]
    public async Task The_instance_as_credential_source_and_as_the_last_of_the_order()
    {
        using var metadata = new Responder(static asked => asked.Path switch
        {
            "/latest/api/token" => new Answer(200, "tok"),
            _ when asked.Headers.GetValueOrDefault("X-aws-ec2-metadata-token") != "tok" => new Answer(401, ""),
            "/latest/meta-data/iam/security-credentials/" => new Answer(200, "node"),
            "/latest/meta-data/iam/security-credentials/node" => new Answer(200, $$"""{"Code":"Success","AccessKeyId":"ASIANODE","SecretAccessKey":"s","Token":"t","Expiration":"{{DateTime.UtcNow.AddHours(6):yyyy-MM-ddTHH:mm:ssZ}}"}"""),
            "/latest/meta-data/placement/region" => new Answer(200, "eu-west-3"),
            _ => new Answer(404, ""),
        });
        _place.Variables["AWS_EC2_METADATA_DISABLED"] = "false";
        _place.Variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = metadata.Url;
        Config("[profile onnode]\nrole_arn=arn:aws:iam::111122223333:role/onnode\ncredential_source=Ec2InstanceMetadata\n");
        Assert.Equal("ASIAONNODE", await AccessKeyAsync("onnode"));
        Assert.Equal("ASIANODE", _sts.Requests.Single().AccessKey);
        using var connection = await _place.OpenAsync();
        Assert.Equal(("ASIANODE", "eu-west-3"), ((await connection.Credentials.GetCredentialsAsync()).AccessKey, connection.Clients.Region));
    }

    [Fact]
    public async Task A_web_identity_of_a_profile_and_of_variables()
    {
        var token = _place.Write("token", "eyJ.oidc.token\n");
        Config($"[profile web]\nrole_arn=arn:aws:iam::111122223333:role/web\nweb_identity_token_file={token}\nrole_session_name=pod\n");
        Assert.Equal("ASIAWEB", await AccessKeyAsync("web"));
        var asked = _sts.Requests.Single();
        Assert.Equal(("AssumeRoleWithWebIdentity", "eyJ.oidc.token", "pod", null), (asked.Form("Action"), asked.Form("WebIdentityToken"), asked.Form("RoleSessionName"), asked.AccessKey));

        _place.Variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = token;
        _place.Variables["AWS_ROLE_ARN"] = "arn:aws:iam::111122223333:role/pod";
        Assert.Equal("ASIAPOD", await AccessKeyAsync(null));
    }

    [Fact]
    public async Task A_credential_process()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is of sh.");
        Config($$"""
            [profile process]
            credential_process = printf '{"Version":1,"AccessKeyId":"AKIDPROCESS","SecretAccessKey":"s","SessionToken":"t"}' ; true
            [profile failing]
            credential_process = echo no such vault >&2 ; exit 3
            """);
        Assert.Equal("AKIDPROCESS", await AccessKeyAsync("process"));
        var e = await ProblemAsync("failing");
        Assert.Equal(ConnectionProblem.CredentialsFailed, e.Problem);
        Assert.Contains("no such vault", e.Message, StringComparison.Ordinal);
    }

    // What is not a role of another may be the end of a chain as well.
    [Theory]
    [InlineData("credential_process", "ASIAPROCESS")]
    [InlineData("web_identity_token_file", "ASIAPOD")]
    public async Task A_role_on_top_of_a_profile_of_each_kind(string kind, string signedBy)
    {
        Assert.SkipWhen(kind == "credential_process" && OperatingSystem.IsWindows(), "The command is of sh.");
        var bottom = kind == "credential_process"
            ? """credential_process = printf '{"Version":1,"AccessKeyId":"ASIAPROCESS","SecretAccessKey":"s","SessionToken":"t"}'"""
            : $"role_arn=arn:aws:iam::111122223333:role/pod\nweb_identity_token_file={_place.Write("token", "eyJ.oidc.token")}";
        Config($"[profile top]\nrole_arn=arn:aws:iam::111122223333:role/{kind}\nsource_profile=bottom\n[profile bottom]\n{bottom}\n");
        Assert.StartsWith("ASIA", await AccessKeyAsync("top"), StringComparison.Ordinal);
        Assert.Equal(signedBy, _sts.Requests[^1].AccessKey);
    }

    [Theory]
    [InlineData("role_arn=arn:aws:iam::1:role/x", "source_profile")]
    [InlineData("role_arn=arn:aws:iam::1:role/x\nsource_profile=nowhere", "'nowhere'")]
    [InlineData("role_arn=arn:aws:iam::1:role/x\nsource_profile=bad", "own source_profile")]
    [InlineData("role_arn=arn:aws:iam::1:role/x\nsource_profile=loop\n[profile loop]\nrole_arn=arn:aws:iam::1:role/y\nsource_profile=bad", "back to 'bad'")]
    [InlineData("role_arn=arn:aws:iam::1:role/x\nsource_profile=base\ncredential_source=Environment", "both")]
    [InlineData("role_arn=arn:aws:iam::1:role/x\nsource_profile=base\nduration_seconds=1h", "duration_seconds")]
    [InlineData("role_arn=arn:aws:iam::1:role/x\ncredential_source=Moon", "'Moon'")]
    [InlineData("role_arn=arn:aws:iam::1:role/x\ncredential_source=EcsContainer", "container")]
    [InlineData("sso_session=nowhere", "'nowhere'")]
    [InlineData("sso_start_url=https://x", "sso_account_id")]
    [InlineData("login_session=arn:aws:sts::1:assumed-role/x/y", "credential_process = aws configure export-credentials --profile bad")]
    [InlineData("role_arn=arn:aws:iam::1:role/x\nsource_profile=login\n[profile login]\nlogin_session=x", "'login' gives no credentials: it is of aws login")]
    [InlineData("role_arn=arn:aws:iam::1:role/x\nendpoint_name=corp\nuser_identity=me", "SAML")]
    [InlineData("aws_secret_access_key=s", "only one")]
    [InlineData("region=eu-west-1", "nothing about credentials")]
    public async Task What_is_wrong_with_a_profile_is_said(string text, string said)
    {
        Config($"[profile bad]\n{text}\n");
        var e = await ProblemAsync("bad");
        Assert.Equal(ConnectionProblem.ProfileNotUsable, e.Problem);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
        Assert.Empty(_sts.Requests);
    }

    private void Config(string text) => _place.Write("config", text);

    private async Task<string> AccessKeyAsync(string? profile)
    {
        using var connection = await _place.OpenAsync(new() { ProfileName = profile, NeedsRegion = false });
        return (await connection.Credentials.GetCredentialsAsync()).AccessKey;
    }

    private Task<ConnectionException> ProblemAsync(string profile) => Assert.ThrowsAsync<ConnectionException>(() => AccessKeyAsync(profile));
}
