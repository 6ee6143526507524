using TrailOps.Aws.Tests;

namespace TrailOps.Cmdlets.Tests;

/// <summary>The real variables of a real process.</summary>
public sealed class AwsEnvironmentTests
{
    [Theory]
    [InlineData("keys", "AKIDENV", "eu-west-1")]
    [InlineData("profile", "AKIDPROFILE", "eu-west-2")]
    [InlineData("default", "AKIDDEFAULT", "eu-west-3")]
    [InlineData("container", "AKIDCONTAINER", "eu-north-1")]
    [InlineData("sso", "ASIASSO", "eu-south-2")]
    [InlineData("proxy", "AKIDENV", "eu-west-1")]
    [InlineData("nothing", "AwsCredentialsNotFound", "")]
    public async Task Variables_files_and_containers(string name, string accessKey, string region)
    {
        using var service = new Responder(asked => asked.Path.StartsWith("/federation/credentials", StringComparison.Ordinal)
            ? new Answer(asked.Headers["x-amz-sso_bearer_token"] == Sts.Token ? 200 : 401, $$$"""{"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"{{{Sts.Secret}}}","sessionToken":"{{{Sts.Token}}}","expiration":{{{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds()}}}}}""", "application/json")
            : asked.Path.StartsWith("http://", StringComparison.Ordinal) && !asked.Headers.ContainsKey("Proxy-Authorization")
            ? new Answer(407, "", Headers: "Proxy-Authenticate: Basic realm=\"x\"\r\n")
            : asked.Path == "/creds"
            ? new Answer(200, $$"""{"AccessKeyId":"AKIDCONTAINER","SecretAccessKey":"{{Sts.Secret}}","Token":"{{Sts.Token}}","Expiration":"{{DateTime.UtcNow.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}}"}""", "application/json")
            : Sts.Identity());
        var home = Directory.CreateTempSubdirectory("trailops-home-");
        try
        {
            Directory.CreateDirectory(Path.Combine(home.FullName, ".aws"));
            File.WriteAllText(Path.Combine(home.FullName, ".aws", "config"), "[profile x]\nregion=eu-west-2\n" + (name is "keys" or "profile" or "default" ? "[default]\nregion=eu-west-3\n" : ""));
            File.WriteAllText(
                Path.Combine(home.FullName, ".aws", "credentials"),
                $"[x]\naws_access_key_id=AKIDPROFILE\naws_secret_access_key={Sts.Secret}\n" + (name is "keys" or "profile" or "default" ? $"[default]\naws_access_key_id=AKIDDEFAULT\naws_secret_access_key={Sts.Secret}\n" : ""));
            if (name == "sso")
            {
                // From bin/lib, in the module's own context; the file's name is the SHA-1 of the session's.
                var cache = Directory.CreateDirectory(Path.Combine(home.FullName, ".aws", "sso", "cache")).FullName;
                File.WriteAllText(Path.Combine(cache, "ee0bfd2552fbd840c02cc48b6e823320543c450f.json"), $$"""{"startUrl":"https://corp.awsapps.com/start","region":"eu-south-2","accessToken":"{{Sts.Token}}","expiresAt":"2999-01-01T00:00:00Z"}""");
                File.AppendAllText(
                    Path.Combine(home.FullName, ".aws", "config"),
                    "[profile corp]\nregion=eu-south-2\nsso_session=corp\nsso_account_id=111122223333\nsso_role_name=Admin\n[sso-session corp]\nsso_start_url=https://corp.awsapps.com/start\nsso_region=eu-south-2\n");
            }

            (string, string)[] variables =
            [
                ("HOME", home.FullName), ("USERPROFILE", home.FullName), ("AWS_EC2_METADATA_DISABLED", "true"), ("AWS_ENDPOINT_URL_STS", service.Url),
                .. name switch
                {
                    "keys" => new[] { ("AWS_ACCESS_KEY_ID", "AKIDENV"), ("AWS_SECRET_ACCESS_KEY", Sts.Secret), ("AWS_REGION", "eu-west-1"), ("AWS_PROFILE", "x") },
                    "proxy" => [("AWS_ACCESS_KEY_ID", "AKIDENV"), ("AWS_SECRET_ACCESS_KEY", Sts.Secret), ("AWS_REGION", "eu-west-1"), ("AWS_ENDPOINT_URL_STS", "http://sts.nowhere.invalid"), ("HTTP_PROXY", service.Url.Replace("//", "//me:p%40ss@", StringComparison.Ordinal))],
                    "sso" => [("AWS_PROFILE", "corp"), ("AWS_ENDPOINT_URL_SSO", service.Url)],
                    "profile" => [("AWS_PROFILE", "x")],
                    "container" => [("AWS_CONTAINER_CREDENTIALS_FULL_URI", service.Url + "/creds"), ("AWS_CONTAINER_AUTHORIZATION_TOKEN", Sts.Token), ("AWS_DEFAULT_REGION", "eu-north-1")],
                    _ => [],
                },
            ];
            await Child.RunAsync(typeof(AwsEnvironmentTests), nameof(In_a_child), accessKey.StartsWith("Aws", StringComparison.Ordinal) ? accessKey : "", variables);
        }
        finally
        {
            home.Delete(recursive: true);
        }

        if (region.Length > 0)
        {
            Assert.Equal((accessKey, region), (service.Requests[^1].AccessKey, service.Requests[^1].SigningRegion));
        }

        Assert.Equal(name == "proxy" ? ["http://sts.nowhere.invalid/ Basic bWU6cEBzcw=="] : [], service.Requests.Where(asked => asked.Headers.ContainsKey("Proxy-Authorization")).Select(asked => $"{asked.Path} {asked.Headers["Proxy-Authorization"]}"));
        Assert.All(service.Requests.Where(asked => asked.Path == "/creds"), asked => Assert.Equal(Sts.Token, asked.Headers["Authorization"]));
    }

    [Fact]
    public void In_a_child()
    {
        var error = Child.Current;
        using var aws = new AwsTestSession();
        var run = aws.Run("Get-ProbeIdentity");
        if (error.Length == 0)
        {
            run.Clean();
        }
        else
        {
            Assert.Equal($"{error},AwsProbe.GetProbeIdentityCommand", AwsCommonParametersTests.Error(run).FullyQualifiedErrorId);
            foreach (var (script, id, said) in new[]
            {
                ("-Region eu-west-1", "AwsCredentialsNotFound", "-AccessKey and -SecretKey, -ProfileName, -Credential, $StoredAWSCredentials, AWS_ACCESS_KEY_ID"),
                ("-AccessKey A -SecretKey s", "AwsRegionNotFound", "-Region, $StoredAWSRegion, -ProfileName (not given), AWS_REGION, AWS_DEFAULT_REGION, the profile 'default' in "),
            })
            {
                var missing = AwsCommonParametersTests.Error(aws.Run($"'a', 'b', 'c' | Get-ProbePage {script}"));
                Assert.Equal($"{id},AwsProbe.GetProbePageCommand", missing.FullyQualifiedErrorId);
                Assert.Contains(said, missing.Exception.Message, StringComparison.Ordinal);
            }
        }

        Assert.Contains("x", Complete.Texts(aws.Session, "Get-ProbeIdentity -ProfileName "));

        // The session's variables may change at any time.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIDLATER");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", Sts.Secret);
        aws.Run("Get-ProbeIdentity @at").Clean();
        Assert.Equal("AKIDLATER", aws.Service.Requests.Single().AccessKey);
    }
}
