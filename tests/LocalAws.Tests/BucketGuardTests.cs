using System.Xml.Linq;
using TrailOps.LocalAws.S3;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>What guards a trail's bucket: who owns it, where it is, what is locked in it, and its life cycle.</summary>
public sealed class BucketGuardTests
{
    /// <summary>All operations on a bucket or in it, as S3 reads requests.</summary>
    public static TheoryData<string, string> Operations() =>
        [.. S3Routes.Requests.Where(route => route.Level != S3Level.Service && route.Operation.Name != "CreateBucket").Select(route => (route.Method, Path(route)))];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Each_operation_looks_who_owns_the_bucket(string method, string path)
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team/k", "1");
        (string, string)[] copies = path == "/bucket-of-team/copy" ? [("x-amz-copy-source", "/bucket-of-team/k")] : [];
        var error = await Assert.ThrowsAsync<AwsError>(() => root.S3Async(new HttpMethod(method), path, "", [.. copies, ("x-amz-expected-bucket-owner", "999988887777")]));
        Assert.Equal(403, error.Status);
        Assert.Equal(method == "HEAD" ? "" : "AccessDenied", error.Code);

        // The right owner is no obstacle: what is said then is about the request itself.
        var other = await Record.ExceptionAsync(() => root.S3Async(new HttpMethod(method), path, "", [.. copies, ("x-amz-expected-bucket-owner", "111122223333")]));
        Assert.NotEqual(403, (other as AwsError)?.Status);
    }

    [Fact]
    public async Task A_copy_looks_who_owns_its_source()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team/k", "1");
        Task CopyAsync(string owner) => root.S3Async(HttpMethod.Put, "/bucket-of-team/copy", "", ("x-amz-copy-source", "/bucket-of-team/k"), ("x-amz-source-expected-bucket-owner", owner));
        Assert.Equal(("AccessDenied", 403), await CodeAsync(CopyAsync("999988887777")));
        await CopyAsync("111122223333");
    }

    [Theory]
    [InlineData("owner", "eu-west-1", 200)]
    [InlineData("owner", "eu-north-1", 301)]
    [InlineData("owner", "us-east-1", 400)]
    [InlineData("nobody", "eu-west-1", 403)]
    [InlineData("stranger", "eu-west-1", 403)]
    [InlineData("expects another", "eu-west-1", 403)]
    public async Task HEAD_tells_a_bucket_s_region_to_everyone(string who, string region, int status)
    {
        await using var server = await LocalAwsServer.StartAsync();
        server.World.Account.AddBucket("bucket-of-team", "eu-west-1");
        var keys = who switch
        {
            "nobody" => server.World.Account.AddUser("nobody"),
            "stranger" => server.World.AddAccount("444455556666").AddUser("eve", Policies.Allow("s3:*")),
            _ => server.RootKeys,
        };
        (string, string)[] headers = who == "expects another" ? [("x-amz-expected-bucket-owner", "999988887777")] : [];
        using var response = await new AwsCaller(server, keys, region).SendAsync("s3", HttpMethod.Head, "/bucket-of-team", "", headers);
        Assert.Equal((status, "eu-west-1"), ((int)response.StatusCode, response.Headers.GetValues("x-amz-bucket-region").Single()));
        using var none = await new AwsCaller(server, server.RootKeys, region).SendAsync("s3", HttpMethod.Head, "/none-of-team", "");
        Assert.Equal(404, (int)none.StatusCode);
        Assert.False(none.Headers.Contains("x-amz-bucket-region"));
    }

    [Theory]
    [InlineData("GOVERNANCE", "bypass", null)]
    [InlineData("GOVERNANCE", "may bypass", "Access Denied because object protected by object lock.")]
    [InlineData("GOVERNANCE", "may not", "is not authorized to perform: s3:BypassGovernanceRetention on resource: \"arn:aws:s3:::bucket-of-team/k\" because no identity-based policy allows the s3:BypassGovernanceRetention action")]
    [InlineData("GOVERNANCE", "SCP", "is not authorized to perform: s3:BypassGovernanceRetention on resource: \"arn:aws:s3:::bucket-of-team/k\" with an explicit deny in a service control policy")]
    [InlineData("COMPLIANCE", "bypass", "Access Denied because object protected by object lock.")]
    public async Task Passing_governance_by_needs_the_header_and_the_permission(string mode, string how, string? words)
    {
        await using var server = await LocalAwsServer.StartAsync();
        var account = server.World.Account;
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        AwsCaller ann = new(server, account.AddUser("ann", how == "may not" ? Policies.Allow("s3:DeleteObject*", "s3:PutObjectRetention") : Policies.Allow("s3:*")), "us-east-1");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team", "", ("x-amz-bucket-object-lock-enabled", "true"));
        await root.S3Async(HttpMethod.Put, "/bucket-of-team?object-lock", $"<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>{mode}</Mode><Years>1</Years></DefaultRetention></Rule></ObjectLockConfiguration>");
        using var put = await root.SendAsync("s3", HttpMethod.Put, "/bucket-of-team/k", "1");
        var version = put.Headers.GetValues("x-amz-version-id").Single();
        account.ServiceControlPolicies = how == "SCP" ? [[Policies.Allow("*"), Policies.Deny("s3:BypassGovernanceRetention")]] : [];
        (string, string)[] headers = how == "may bypass" ? [] : [("x-amz-bypass-governance-retention", "true")];
        Func<Task>[] ways =
        [
            () => ann.S3Async(HttpMethod.Put, $"/bucket-of-team/k?retention&versionId={version}", $"<Retention><Mode>GOVERNANCE</Mode><RetainUntilDate>{server.World.Clock.UtcNow.AddDays(1):yyyy-MM-ddTHH:mm:ssZ}</RetainUntilDate></Retention>", headers),
            async () =>
            {
                var result = await ann.S3Async(HttpMethod.Post, "/bucket-of-team?delete", $"<Delete><Object><Key>k</Key><VersionId>{version}</VersionId></Object></Delete>", headers);
                if (XElement.Parse(result).Descendants().FirstOrDefault(element => element.Name.LocalName == "Message") is { } message)
                {
                    throw new AwsError("AccessDenied", 403, message.Value);
                }
            },
            () => ann.S3Async(HttpMethod.Delete, $"/bucket-of-team/k?versionId={version}", "", headers),
        ];
        foreach (var way in ways)
        {
            var refusal = await Record.ExceptionAsync(way) as AwsError;
            Assert.Equal(words is null, refusal is null);
            Assert.EndsWith(words ?? "", refusal?.Words ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_account_s_public_access_block_holds_for_its_buckets()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team");
        await root.S3Async(HttpMethod.Delete, "/bucket-of-team?publicAccessBlock");
        const string Account = "/v20180820/configuration/publicAccessBlock";
        const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket-of-team/*"}]}""";
        await root.S3Async(HttpMethod.Put, Account, "<PublicAccessBlockConfiguration><BlockPublicPolicy>true</BlockPublicPolicy></PublicAccessBlockConfiguration>", ("x-amz-account-id", "111122223333"));
        Assert.Equal(("AccessDenied", 403), await CodeAsync(root.S3Async(HttpMethod.Put, "/bucket-of-team?policy", Policy)));

        // Not without a service control policy's consent, and once it is gone the bucket decides.
        server.World.Account.ServiceControlPolicies = [[Policies.Allow("*"), Policies.Deny("s3:PutAccountPublicAccessBlock")]];
        using var refused = await root.SendAsync("s3", HttpMethod.Delete, Account, "");
        Assert.Equal(403, (int)refused.StatusCode);
        server.World.Account.ServiceControlPolicies = [];
        await root.S3Async(HttpMethod.Delete, Account);
        await root.S3Async(HttpMethod.Put, "/bucket-of-team?policy", Policy);
        Assert.Equal(["PutAccountPublicAccessBlock", "DeleteAccountPublicAccessBlock", "DeleteAccountPublicAccessBlock"],
            server.World.EventRecords().Select(record => (string)System.Text.Json.Nodes.JsonNode.Parse(record)!["eventName"]!).Where(name => name.Contains("Account", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Life_cycle_rules_are_shown_as_put_and_go()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team");
        const string Rules = "<Rule><ID>one</ID><Filter><Prefix>AWSLogs/</Prefix></Filter><Status>Enabled</Status><Transition><Days>90</Days><StorageClass>GLACIER</StorageClass></Transition><Expiration><Days>365</Days></Expiration><NoncurrentVersionExpiration><NoncurrentDays>30</NoncurrentDays></NoncurrentVersionExpiration></Rule>";
        await root.S3Async(HttpMethod.Put, "/bucket-of-team?lifecycle", $"<LifecycleConfiguration>{Rules}</LifecycleConfiguration>");
        Assert.Contains(Rules, await root.S3Async(HttpMethod.Get, "/bucket-of-team?lifecycle"), StringComparison.Ordinal);
        await root.S3Async(HttpMethod.Delete, "/bucket-of-team?lifecycle");
        Assert.Equal(("NoSuchLifecycleConfiguration", 404), await CodeAsync(root.S3Async(HttpMethod.Get, "/bucket-of-team?lifecycle")));
    }

    private static string Path(S3Route route)
    {
        var path = route.Level == S3Level.Bucket ? "/bucket-of-team" : route.Header is null ? "/bucket-of-team/k" : "/bucket-of-team/copy";
        return route.Query is null ? path : $"{path}?{route.Query}";
    }

    private static async Task<(string Code, int Status)> CodeAsync(Task call)
    {
        var error = await Assert.ThrowsAsync<AwsError>(() => call);
        return (error.Code, error.Status);
    }
}
