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

        // Out: a session for the other build.
        var module = AppDomain.CurrentDomain.GetAssemblies().Single(assembly => assembly.GetName().Name == "TrailOps.Cmdlets");
        var make = module.GetType("TrailOps.Cmdlets.OutgoingCredentials")!.GetMethod("Make")!;
        foreach (var build in new[] { other, ours })
        {
            var made = make.Invoke(null, [build.GetType("Amazon.Runtime.AWSCredentials"), "AKIDOUT", "s", "t"])!;
            Assert.Same(build, made.GetType().Assembly);
            var keys = made.GetType().GetMethod("GetCredentials")!.Invoke(made, null)!;
            Assert.Equal(["AKIDOUT", "s", "t"], new[] { "AccessKey", "SecretKey", "Token" }.Select(name => keys.GetType().GetProperty(name)!.GetValue(keys)));
        }

        Assert.IsType<InvalidCastException>(Assert.Throws<TargetInvocationException>(() => make.Invoke(null, [typeof(string), "a", "b", "c"])).InnerException);
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
        var sts = context.LoadFromAssemblyPath(Path.Combine(folder, "AWSSDK.SecurityToken.dll"));
        Assert.NotNull(sts.GetType("Amazon.SecurityToken.AmazonSecurityTokenServiceClient"));
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
