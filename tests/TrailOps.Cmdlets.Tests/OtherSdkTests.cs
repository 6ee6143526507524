using System.Reflection;
using System.Runtime.Loader;
using TrailOps.Aws.Tests;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Life beside AWS.Tools: another build of AWSSDK.Core in the process, before ours or after, in the default context or in one of its own.</summary>
public sealed class OtherSdkTests
{
    [Theory]
    [InlineData("first")]
    [InlineData("after")]
    [InlineData("of its own")]
    public Task Another_SDK_in_the_process(string when) => Child.RunAsync(typeof(OtherSdkTests), nameof(In_a_child), when);

    [Fact]
    public void In_a_child()
    {
        var when = Child.Current;
        var other = when == "after" ? null : Load(when);
        using var aws = new AwsTestSession();
        aws.Run("Get-ProbePage before @aws").Clean();
        other ??= Load(when);

        var ours = AppDomain.CurrentDomain.GetAssemblies().Single(assembly => assembly.GetName().Name == "AWSSDK.Core" && assembly != other);
        Assert.Equal("TrailOps", AssemblyLoadContext.GetLoadContext(ours)!.Name);
        Assert.Equal(ours.GetName().Version, other.GetName().Version);

        // In: credentials of the other build, of each kind, plain and as AWS.Tools stores them.
        Assert.Equal("AKIDBASIC", Used(aws, Make(other, "BasicAWSCredentials", "AKIDBASIC", Sts.Secret)));
        Assert.Equal("AKIDSESSION", Used(aws, Make(other, "SessionAWSCredentials", "AKIDSESSION", Sts.Secret, Sts.Token)));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal("AKIDPROCESS", Used(aws, Make(other, "ProcessAWSCredentials", $$"""echo '{"Version":1,"AccessKeyId":"AKIDPROCESS","SecretAccessKey":"{{Sts.Secret}}"}'""")));
        }

        aws.Session.Runspace.SessionStateProxy.SetVariable("StoredAWSCredentials", new AWSPSCredentials(Make(other, "BasicAWSCredentials", "AKIDSTORED", Sts.Secret)));
        aws.Run("Get-ProbeIdentity @at").Clean();
        Assert.Equal("AKIDSTORED", aws.Service.Requests[^1].AccessKey);

        var anonymous = AwsCommonParametersTests.Error(aws.Run("Get-ProbeIdentity @at -Credential $c", new { c = Make(other, "AnonymousAWSCredentials") }));
        Assert.StartsWith("AwsCredential", anonymous.FullyQualifiedErrorId, StringComparison.Ordinal);

        // The SDK would look for STS's client by name, and find the other's.
        using var sts = new Responder(_ => Sts.Session("ASIAROLE"));
        var file = aws.Write("credentials", $"[base]\naws_access_key_id=A\naws_secret_access_key={Sts.Secret}\n[role]\nrole_arn=arn:aws:iam::111122223333:role/r\nsource_profile=base\nendpoint_url={sts.Url}\n");
        aws.Run("Get-ProbeIdentity @at -ProfileName role -ProfileLocation $file", new { file }).Clean();
        Assert.Equal("ASIAROLE", aws.Service.Requests[^1].AccessKey);

        SsoIsOurs(aws, when);

        // Out: a session for the other build, as PowerShell makes it of a -Credential.
        using var sessions = new Responder(asked => asked.Form("Action") == "AssumeRole" ? Sts.Session("ASIAOUT") : Sts.Identity());
        aws.Run("$aws.EndpointUrl = $url; $session = New-RoleSession arn:aws:iam::111122223333:role/r @aws", new { url = sessions.Url }).Clean();
        foreach (var build in new[] { other, ours })
        {
            var made = aws.Run("[Management.Automation.LanguagePrimitives]::ConvertTo($session, $type)", new { type = build.GetType("Amazon.Runtime.AWSCredentials") }).Clean().Single().BaseObject;
            Assert.Same(build, made.GetType().Assembly);
            var keys = made.GetType().GetMethod("GetCredentials")!.Invoke(made, null)!;
            Assert.Equal(["ASIAOUT", Sts.Secret, Sts.Token], new[] { "AccessKey", "SecretKey", "Token" }.Select(name => keys.GetType().GetProperty(name)!.GetValue(keys)));
        }

        Assert.Equal("False", aws.Run("$session -as [uri] -is [uri]").Clean().Single().ToString());
    }

    [Fact]
    public void Foreign_credentials_are_asked_at_each_call()
    {
        using var aws = new AwsTestSession();
        aws.Run("Get-ProbePage x @at -Credential $c -Pages 3", new { c = new Renewing() }).Clean();
        var keys = aws.Service.Requests.Select(asked => asked.AccessKey).ToList();
        Assert.Equal(3, keys.Distinct().Count());
        Assert.All(aws.Service.Requests, asked => Assert.Equal(Sts.Token, asked.Headers["X-Amz-Security-Token"]));
    }

    /// <summary>A token that has to be renewed first, so both clients of IAM Identity Center are needed: AWS.Tools.Common brings both.</summary>
    private static void SsoIsOurs(AwsTestSession aws, string when)
    {
        using var portal = new Responder(static asked => asked.Path == "/token"
            ? new Answer(200, """{"accessToken":"renewed","expiresIn":3600,"refreshToken":"more","tokenType":"Bearer"}""", "application/json")
            : new Answer(asked.Headers["x-amz-sso_bearer_token"] == "renewed" ? 200 : 401, $$$"""{"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"s","sessionToken":"t","expiration":{{{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds()}}}}}""", "application/json"));
        var home = Directory.CreateTempSubdirectory("trailops-home-");
        try
        {
            Environment.SetEnvironmentVariable("HOME", home.FullName);
            var cache = Directory.CreateDirectory(Path.Combine(home.FullName, ".aws", "sso", "cache")).FullName;
            File.WriteAllText(
                Path.Combine(cache, "ee0bfd2552fbd840c02cc48b6e823320543c450f.json"),
                """{"startUrl":"https://corp.awsapps.com/start","region":"eu-south-2","accessToken":"old","expiresAt":"2001-01-01T00:00:00Z","refreshToken":"again","clientId":"c","clientSecret":"s","registrationExpiresAt":"2999-01-01T00:00:00Z"}""");
            File.WriteAllText(
                Path.Combine(home.FullName, ".aws", "config"),
                $"[profile corp]\nsso_session=corp\nsso_account_id=111122223333\nsso_role_name=Admin\nendpoint_url={portal.Url}\n[sso-session corp]\nsso_start_url=https://corp.awsapps.com/start\nsso_region=eu-south-2\n");
            aws.Run("Get-ProbeIdentity @at -ProfileName corp").Clean();
        }
        finally
        {
            home.Delete(recursive: true);
        }

        Assert.Equal("ASIASSO", aws.Service.Requests[^1].AccessKey);
        Assert.Equal("/token", portal.Requests[0].Path);
        foreach (var name in new[] { "AWSSDK.SSO", "AWSSDK.SSOOIDC" })
        {
            var contexts = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly.GetName().Name == name).Select(assembly => AssemblyLoadContext.GetLoadContext(assembly)!.Name);
            Assert.Equal(new[] { when == "of its own" ? "AWS.Tools" : "Default", "TrailOps" }, contexts.Order());
        }
    }

    private static string? Used(AwsTestSession aws, object credential)
    {
        aws.Run("Get-ProbeIdentity @at -Credential $credential", new { credential }).Clean();
        return aws.Service.Requests[^1].AccessKey;
    }

    private static Assembly Load(string when)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "OtherSdk");
        var context = when == "of its own" ? new AssemblyLoadContext("AWS.Tools") : AssemblyLoadContext.Default;
        var core = context.LoadFromAssemblyPath(Path.Combine(folder, "AWSSDK.Core.dll"));
        foreach (var (name, client) in new[] { ("SecurityToken", "Amazon.SecurityToken.AmazonSecurityTokenServiceClient"), ("SSO", "Amazon.SSO.AmazonSSOClient"), ("SSOOIDC", "Amazon.SSOOIDC.AmazonSSOOIDCClient") })
        {
            Assert.NotNull(context.LoadFromAssemblyPath(Path.Combine(folder, $"AWSSDK.{name}.dll")).GetType(client));
        }

        return core;
    }

    private static object Make(Assembly sdk, string type, params object[] arguments) =>
        Activator.CreateInstance(sdk.GetType($"Amazon.Runtime.{type}", throwOnError: true)!, arguments)!;

    /// <summary>As AWS.Tools.Common has it: what matters is internal.</summary>
    private sealed class AWSPSCredentials(object credentials)
    {
        internal object Credentials => credentials;

        public override string ToString() => "my profile";
    }

    private sealed class Renewing
    {
        private int _count;

        public async Task<Keys> GetCredentialsAsync()
        {
            await Task.Yield();
            return new Keys($"AKID{++_count}", Sts.Secret, Sts.Token);
        }
    }

    private sealed record Keys(string AccessKey, string SecretKey, string Token);
}
