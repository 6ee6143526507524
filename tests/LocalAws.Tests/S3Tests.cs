using System.Net;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>S3's regions, configurations, locks and events; what goes well is in the boto3 session.</summary>
public sealed class S3Tests
{
    [Theory]
    [InlineData("eu-north-1", 301, "PermanentRedirect")]
    [InlineData("us-east-1", 400, "AuthorizationHeaderMalformed")]
    public async Task Another_region_s_bucket_is_pointed_to(string region, int status, string code)
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller home = new(server, server.RootKeys, "eu-west-1");
        AwsCaller away = new(server, server.RootKeys, region);
        await home.S3Async(HttpMethod.Put, "/bucket-of-team", Constraint("eu-west-1"));
        using var response = await away.SendAsync("s3", HttpMethod.Get, "/bucket-of-team?list-type=2", "");
        Assert.Equal((status, "eu-west-1"), ((int)response.StatusCode, response.Headers.GetValues("x-amz-bucket-region").Single()));
        Assert.Contains($"<Code>{code}</Code>", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // HEAD has no body, but the header; asking for the location is free everywhere.
        using var head = await away.SendAsync("s3", HttpMethod.Head, "/bucket-of-team", "");
        Assert.Equal("eu-west-1", head.Headers.GetValues("x-amz-bucket-region").Single());
        Assert.Contains(">eu-west-1<", await away.S3Async(HttpMethod.Get, "/bucket-of-team?location"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("us-east-1", "", 200, null)]
    [InlineData("us-east-1", "eu-west-1", 200, null)]
    [InlineData("us-east-1", "us-east-1", 400, "InvalidLocationConstraint")]
    [InlineData("eu-west-1", "eu-west-1", 200, null)]
    [InlineData("eu-west-1", "EU", 200, null)]
    [InlineData("eu-west-1", "", 400, "IllegalLocationConstraintException")]
    [InlineData("eu-west-1", "us-west-2", 400, "IllegalLocationConstraintException")]
    public async Task Locations_fit_the_endpoint(string region, string constraint, int status, string? code)
    {
        await using var server = await LocalAwsServer.StartAsync();
        using var response = await new AwsCaller(server, server.RootKeys, region).SendAsync("s3", HttpMethod.Put, "/bucket-of-team", constraint.Length == 0 ? "" : Constraint(constraint));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(code ?? "", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("us-east-1", true)]
    [InlineData("eu-west-1", false)]
    public async Task Creating_again_is_no_error_in_us_east_1_only(string region, bool isFine)
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, region);
        AwsCaller other = new(server, server.World.AddAccount("444455556666").RootKeys, region);
        var body = region == "us-east-1" ? "" : Constraint(region);
        await root.S3Async(HttpMethod.Put, "/bucket-of-team", body);
        Assert.Equal("BucketAlreadyExists", (await Assert.ThrowsAsync<AwsError>(() => other.S3Async(HttpMethod.Put, "/bucket-of-team", body))).Code);
        var again = root.S3Async(HttpMethod.Put, "/bucket-of-team", body);
        if (isFine)
        {
            await again;
        }
        else
        {
            Assert.Equal(("BucketAlreadyOwnedByYou", 409), await CodeAsync(again));
        }
    }

    [Theory]
    [InlineData("policy", "NoSuchBucketPolicy")]
    [InlineData("lifecycle", "NoSuchLifecycleConfiguration")]
    [InlineData("object-lock", "ObjectLockConfigurationNotFoundError")]
    [InlineData("replication", "ReplicationConfigurationNotFoundError")]
    [InlineData("tagging", "NoSuchTagSet")]
    [InlineData("cors", "NoSuchCORSConfiguration")]
    [InlineData("publicAccessBlock", "NoSuchPublicAccessBlockConfiguration")]
    [InlineData("ownershipControls", "OwnershipControlsNotFoundError")]
    public async Task What_is_not_configured_has_its_own_code(string subresource, string code)
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team");
        if (subresource is "publicAccessBlock" or "ownershipControls")
        {
            // New buckets have these.
            await root.S3Async(HttpMethod.Get, $"/bucket-of-team?{subresource}");
            await root.S3Async(HttpMethod.Delete, $"/bucket-of-team?{subresource}");
        }

        Assert.Equal((code, 404), await CodeAsync(root.S3Async(HttpMethod.Get, $"/bucket-of-team?{subresource}")));
        Assert.Equal(("NoSuchBucket", 404), await CodeAsync(root.S3Async(HttpMethod.Get, $"/none-of-team?{subresource}")));
    }

    [Theory]
    [InlineData("versioning", "<VersioningConfiguration><Status>Maybe</Status></VersioningConfiguration>", "MalformedXML", 400)]
    [InlineData("versioning", "no xml", "MalformedXML", 400)]
    [InlineData("versioning", "<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Enabled</MfaDelete></VersioningConfiguration>", "AccessDenied", 403)]
    [InlineData("object-lock", "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>", "InvalidBucketState", 409)]
    [InlineData("lifecycle", "<LifecycleConfiguration/>", "MalformedXML", 400)]
    [InlineData("encryption", "<ServerSideEncryptionConfiguration/>", "MalformedXML", 400)]
    [InlineData("logging", "<BucketLoggingStatus><LoggingEnabled><TargetBucket>none-of-team</TargetBucket></LoggingEnabled></BucketLoggingStatus>", "InvalidTargetBucketForLogging", 400)]
    [InlineData("policy", "{", "MalformedPolicy", 400)]
    [InlineData("policy", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::other/*"}]}""", "MalformedPolicy", 400)]
    [InlineData("policy", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket-of-team"}]}""", "MalformedPolicy", 400)]
    [InlineData("policy", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/none"},"Action":"s3:ListBucket","Resource":"arn:aws:s3:::bucket-of-team"}]}""", "MalformedPolicy", 400)]
    [InlineData("acl", "", "AccessControlListNotSupported", 400)]
    public async Task Wrong_configurations_are_refused(string subresource, string body, string code, int status)
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team");
        Assert.Equal((code, status), await CodeAsync(root.S3Async(HttpMethod.Put, $"/bucket-of-team?{subresource}", body)));
    }

    [Theory]
    [InlineData("GOVERNANCE", false, false)]
    [InlineData("GOVERNANCE", true, true)]
    [InlineData("COMPLIANCE", true, false)]
    public async Task Locked_versions_stay_until_their_time(string mode, bool bypasses, bool goes)
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team", "", ("x-amz-bucket-object-lock-enabled", "true"));
        await root.S3Async(HttpMethod.Put, "/bucket-of-team?object-lock", $"<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>{mode}</Mode><Days>30</Days></DefaultRetention></Rule></ObjectLockConfiguration>");
        using var put = await root.SendAsync("s3", HttpMethod.Put, "/bucket-of-team/k", "1");
        var version = put.Headers.GetValues("x-amz-version-id").Single();
        (string, string)[] headers = bypasses ? [("x-amz-bypass-governance-retention", "true")] : [];
        Task DeleteAsync() => root.S3Async(HttpMethod.Delete, $"/bucket-of-team/k?versionId={version}", "", headers);
        Assert.Equal(("InvalidBucketState", 409), await CodeAsync(root.S3Async(HttpMethod.Put, "/bucket-of-team?versioning", "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>")));
        if (goes)
        {
            await DeleteAsync();
            return;
        }

        Assert.Equal(("AccessDenied", 403), await CodeAsync(DeleteAsync()));

        // A marker is no deletion.
        await root.S3Async(HttpMethod.Delete, "/bucket-of-team/k");
        server.World.Clock.Advance(TimeSpan.FromDays(31));
        await DeleteAsync();
    }

    [Fact]
    public async Task Events_tell_buckets_and_keys()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team?versioning", """<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>Enabled</Status></VersioningConfiguration>""");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team?lifecycle", "<LifecycleConfiguration><Rule><ID>a</ID><Filter/><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team/a%20b", "x");
        var records = server.World.EventRecords().Select(record => JsonNode.Parse(record)!).ToList();
        Assert.Equal(["CreateBucket", "PutBucketVersioning", "PutBucketLifecycle", "PutObject"], records.Select(record => (string)record["eventName"]!));
        Assert.Equal("Enabled", (string)records[1]["requestParameters"]!["VersioningConfiguration"]!["Status"]!);
        Assert.Equal("1", (string)records[2]["requestParameters"]!["LifecycleConfiguration"]!["Rule"]!["Expiration"]!["Days"]!);
        Assert.Equal(("bucket-of-team", "a b"), ((string)records[3]["requestParameters"]!["bucketName"]!, (string)records[3]["requestParameters"]!["key"]!));
        Assert.Equal([true, true, true, false], records.Select(record => (bool)record["managementEvent"]!));
        Assert.Equal("""[{"type":"AWS::S3::Object","ARN":"arn:aws:s3:::bucket-of-team/a b"},{"accountId":"111122223333","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::bucket-of-team"}]""", records[3]["resources"]!.ToJsonString());

        // The history has no data events.
        var found = (await root.TrailAsync("LookupEvents", """{"LookupAttributes":[{"AttributeKey":"ResourceName","AttributeValue":"bucket-of-team"}]}"""))["Events"]!.AsArray();
        Assert.Equal(["PutBucketLifecycle", "PutBucketVersioning", "CreateBucket"], found.Select(item => (string)item!["EventName"]!));
    }

    [Fact]
    public async Task Hosts_name_buckets_as_well_as_paths()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team");
        await root.S3Async(HttpMethod.Put, "/folder/k", "x", ("host", "bucket-of-team.s3.us-east-1.amazonaws.com"));
        Assert.Equal("x", await root.S3Async(HttpMethod.Get, "/bucket-of-team/folder/k"));
        Assert.Equal("x", await root.S3Async(HttpMethod.Get, "/folder/k", "", ("host", "bucket-of-team.localhost:4566")));
    }

    [Fact]
    public async Task A_public_policy_opens_a_bucket_that_lets_it()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team/k", "x");
        const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket-of-team/*"}]}""";
        Assert.Equal(("AccessDenied", 403), await CodeAsync(root.S3Async(HttpMethod.Put, "/bucket-of-team?policy", Policy)));
        await root.S3Async(HttpMethod.Delete, "/bucket-of-team?publicAccessBlock");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team?policy", Policy);
        Assert.Contains("<IsPublic>true</IsPublic>", await root.S3Async(HttpMethod.Get, "/bucket-of-team?policyStatus"), StringComparison.Ordinal);
        using HttpClient anyone = new();
        Assert.Equal("x", await anyone.GetStringAsync(new Uri(server.Url, "/bucket-of-team/k"), TestContext.Current.CancellationToken));
        using var listing = await anyone.GetAsync(new Uri(server.Url, "/bucket-of-team"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, listing.StatusCode);
    }

    [Fact]
    public async Task A_missing_key_is_told_only_to_who_may_list()
    {
        await using var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        AwsCaller reader = new(server, server.World.Account.AddUser("reader", Policies.Allow("s3:GetObject")), "us-east-1");
        await root.S3Async(HttpMethod.Put, "/bucket-of-team");
        Assert.Equal(("NoSuchKey", 404), await CodeAsync(root.S3Async(HttpMethod.Get, "/bucket-of-team/none")));
        Assert.Equal(("AccessDenied", 403), await CodeAsync(reader.S3Async(HttpMethod.Get, "/bucket-of-team/none")));
    }

    private static async Task<(string Code, int Status)> CodeAsync(Task call)
    {
        var error = await Assert.ThrowsAsync<AwsError>(() => call);
        return (error.Code, error.Status);
    }

    private static string Constraint(string region) => $"<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><LocationConstraint>{region}</LocationConstraint></CreateBucketConfiguration>";
}
