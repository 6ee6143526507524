using TrailOps.LocalAws.Tests.Harness;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Tests;

/// <summary>Who is let in, and how each service tells who isn't.</summary>
public sealed class AuthenticationTests
{
    [Theory]
    [InlineData("secret", "sts", "SignatureDoesNotMatch", 403)]
    [InlineData("secret", "cloudtrail", "InvalidSignatureException", 400)]
    [InlineData("secret", "s3", "SignatureDoesNotMatch", 403)]
    [InlineData("secret", "ec2", "AuthFailure", 401)]
    [InlineData("key", "sts", "InvalidClientTokenId", 403)]
    [InlineData("key", "cloudtrail", "UnrecognizedClientException", 400)]
    [InlineData("key", "s3", "InvalidAccessKeyId", 403)]
    [InlineData("token", "sts", "InvalidClientTokenId", 403)]
    [InlineData("token", "s3", "InvalidToken", 400)]
    [InlineData("late", "sts", "SignatureDoesNotMatch", 403)]
    [InlineData("late", "cloudtrail", "InvalidSignatureException", 400)]
    [InlineData("late", "s3", "RequestTimeTooSkewed", 403)]
    [InlineData("early", "sts", "SignatureDoesNotMatch", 403)]
    [InlineData("early", "s3", "RequestTimeTooSkewed", 403)]
    [InlineData("region", "iam", "SignatureDoesNotMatch", 403)]
    [InlineData("region", "s3", "AuthorizationHeaderMalformed", 400)]
    public async Task Each_service_tells_it_in_its_own_way(string wrong, string service, string code, int status)
    {
        await using var server = await LocalAwsServer.StartAsync();
        var keys = server.RootKeys;
        AwsCaller caller = wrong switch
        {
            "secret" => new(server, keys with { SecretAccessKey = "x" }),
            "key" => new(server, keys with { AccessKeyId = "AKIAAAAAAAAAAAAAAAAA" }),
            "token" => new(server, keys with { SessionToken = "x" }),
            "late" => new(server, keys) { ClockOff = TimeSpan.FromMinutes(-16) },
            "early" => new(server, keys) { ClockOff = TimeSpan.FromMinutes(16) },
            _ => new(server, keys, "eu-nowhere-1"),
        };
        var error = await Assert.ThrowsAsync<AwsError>(() => CallAsync(caller, service));
        Assert.Equal((code, status), (error.Code, error.Status));
        Assert.Empty(server.World.EventRecords());
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(6, false)]
    [InlineData(-4, true)]
    [InlineData(-6, false)]
    public async Task Five_minutes_are_let_pass(int minutesAhead, bool isIn)
    {
        await using var server = await LocalAwsServer.StartAsync();
        server.World.Clock.Ahead = TimeSpan.FromMinutes(minutesAhead);
        AwsCaller caller = new(server, server.RootKeys);
        if (isIn)
        {
            await caller.QueryAsync("sts", "GetCallerIdentity");
        }
        else
        {
            var error = await Assert.ThrowsAsync<AwsError>(() => caller.QueryAsync("sts", "GetCallerIdentity"));
            Assert.Matches(minutesAhead > 0 ? @"^Signature expired: \d{8}T\d{6}Z is now earlier than " : @"^Signature not yet current: \d{8}T\d{6}Z is still later than ", error.Words);
        }
    }

    [Fact]
    public async Task Answers_tell_AWS_s_time_and_who_goes_by_it_is_let_in()
    {
        await using var server = await LocalAwsServer.StartAsync();
        server.World.Clock.Ahead = TimeSpan.FromMinutes(10);
        using var response = await new AwsCaller(server, server.RootKeys).SendAsync("sts", HttpMethod.Post, "/", "Action=GetCallerIdentity&Version=2011-06-15", ("content-type", "application/x-www-form-urlencoded"));
        Assert.Equal(403, (int)response.StatusCode);
        var off = response.Headers.Date!.Value - DateTimeOffset.UtcNow;
        Assert.InRange(off, TimeSpan.FromMinutes(9.5), TimeSpan.FromMinutes(10.5));
        await new AwsCaller(server, server.RootKeys) { ClockOff = off }.QueryAsync("sts", "GetCallerIdentity");
    }

    [Fact]
    public async Task Time_that_passes_puts_no_client_out_of_step_but_ends_its_session()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys);
        AwsCaller session = root.As(await root.QueryAsync("sts", "GetSessionToken", ("DurationSeconds", "900")));
        server.World.Clock.Advance(TimeSpan.FromMinutes(14));
        await session.QueryAsync("sts", "GetCallerIdentity");
        server.World.Clock.Advance(TimeSpan.FromMinutes(2));
        var error = await Assert.ThrowsAsync<AwsError>(() => session.QueryAsync("sts", "GetCallerIdentity"));
        Assert.Equal(("ExpiredToken", 403), (error.Code, error.Status));
        error = await Assert.ThrowsAsync<AwsError>(() => session.TrailAsync("DescribeTrails"));
        Assert.Equal(("ExpiredTokenException", 400), (error.Code, error.Status));
    }

    [Fact]
    public async Task A_presigned_URL_ends_when_its_time_has_passed_and_not_before()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team/k", "x");
        using HttpClient client = new();
        server.World.Clock.Advance(TimeSpan.FromHours(5));
        var url = new AwsCaller(server, server.RootKeys, "us-east-1") { ClockOff = TimeSpan.FromHours(5) }.Presign("/bucket-of-team/k", TimeSpan.FromHours(1));
        server.World.Clock.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal("x", await client.GetStringAsync(url, TestContext.Current.CancellationToken));
        server.World.Clock.Advance(TimeSpan.FromMinutes(20));
        using var late = await client.GetAsync(url, TestContext.Current.CancellationToken);
        Assert.Contains("<Code>AccessDenied</Code><Message>Request has expired</Message>", await late.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var changed = await client.GetAsync(url.ToString().Replace("/k?", "/other?", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Equal(403, (int)changed.StatusCode);
    }

    [Theory]
    [InlineData("aws", "eu-west-1", true)]
    [InlineData("aws-us-gov", "us-gov-west-1", true)]
    [InlineData("aws-cn", "cn-north-1", true)]
    [InlineData("aws-us-gov", "eu-west-1", false)]
    [InlineData("aws", "cn-north-1", false)]
    public async Task Keys_are_of_one_partition(string partition, string region, bool isIn)
    {
        await using var server = await LocalAwsServer.StartAsync(new LocalAwsOptions { Accounts = [("111122223333", partition)] });
        var keys = server.World.Account.AddUser("ann", Policies.Allow("*"));
        AwsCaller caller = new(server, keys, region);
        if (isIn)
        {
            Assert.Contains($"arn:{partition}:iam::111122223333:user/ann", (await caller.QueryAsync("sts", "GetCallerIdentity")).Value, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("InvalidClientTokenId", (await Assert.ThrowsAsync<AwsError>(() => caller.QueryAsync("sts", "GetCallerIdentity"))).Code);
        }
    }

    [Fact]
    public async Task A_changed_body_is_noticed()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team");
        var error = await Assert.ThrowsAsync<AwsError>(() => root.S3Async(HttpMethod.Put, "/bucket-of-team/k", "new", ("x-amz-content-sha256", Signing.SigV4.Hash("old"u8))));
        Assert.Equal("XAmzContentSHA256Mismatch", error.Code);
        error = await Assert.ThrowsAsync<AwsError>(() => root.S3Async(HttpMethod.Put, "/bucket-of-team/k", "new", ("x-amz-checksum-crc32", "AAAAAA==")));
        Assert.Equal("BadDigest", error.Code);
    }

    [Fact]
    public async Task Nobody_is_told_apart_from_a_stranger()
    {
        await using var server = await LocalAwsServer.StartAsync();
        using HttpClient client = new();
        using var form = new FormUrlEncodedContent([new("Action", "GetCallerIdentity"), new("Version", "2011-06-15")]);
        using var response = await client.PostAsync(server.Url, form, TestContext.Current.CancellationToken);
        Assert.Contains("MissingAuthenticationToken", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Null(Assert.Single(server.Log.All).Principal);
    }

    [Fact]
    public async Task Keys_end_with_their_user_and_sessions_with_their_role()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        var arn = server.World.Account.AddRole("worker");
        AwsCaller ann = new(server, server.World.Account.AddUser("ann", Policies.Allow("*")), "us-east-1");
        var worker = ann.As(await ann.QueryAsync("sts", "AssumeRole", ("RoleArn", arn), ("RoleSessionName", "s1")));
        await worker.QueryAsync("sts", "GetCallerIdentity");
        await root.QueryAsync("iam", "DeleteRole", ("RoleName", "worker"));
        Assert.Equal("InvalidClientTokenId", (await Assert.ThrowsAsync<AwsError>(() => worker.QueryAsync("sts", "GetCallerIdentity"))).Code);
        var key = server.Log.All.First(request => request.Principal!.EndsWith("user/ann", StringComparison.Ordinal)).AccessKeyId!;
        await root.QueryAsync("iam", "UpdateAccessKey", ("UserName", "ann"), ("AccessKeyId", key), ("Status", "Inactive"));
        Assert.Equal("InvalidClientTokenId", (await Assert.ThrowsAsync<AwsError>(() => ann.QueryAsync("sts", "GetCallerIdentity"))).Code);
    }

    [Fact]
    public void Secrets_are_not_shown()
    {
        KeyPair keys = new("AKIAX", "very-secret", "token");
        Assert.Equal("AKIAX", keys.ToString());
    }

    private static Task CallAsync(AwsCaller caller, string service) => service switch
    {
        "cloudtrail" => caller.TrailAsync("DescribeTrails"),
        "s3" => caller.S3Async(HttpMethod.Get, "/"),
        "iam" => caller.QueryAsync("iam", "ListRoles"),
        "ec2" => caller.QueryAsync("ec2", "DescribeInstances"),
        _ => caller.QueryAsync("sts", "GetCallerIdentity"),
    };
}
