using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>Trails: what they select and deliver, digests, and what goes wrong with them.</summary>
public sealed class TrailTests
{
    private const string Root = "AWSLogs/111122223333";

    [Fact]
    public async Task Digests_are_a_chain_whose_signatures_hold()
    {
        await using var server = await StartAsync("""{"Name":"audit","S3BucketName":"logs-of-team","EnableLogFileValidation":true}""");
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.QueryAsync("iam", "ListRoles");
        server.World.Clock.Advance(TimeSpan.FromMinutes(181));
        await root.QueryAsync("iam", "ListUsers");
        server.World.Clock.Advance(TimeSpan.FromMinutes(60));

        var key = (await root.TrailAsync("ListPublicKeys"))["PublicKeyList"]![0]!;
        using var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(Convert.FromBase64String((string)key["Value"]!), out _);
        Assert.Equal(Convert.ToHexStringLower(MD5.HashData(Convert.FromBase64String((string)key["Value"]!))), (string)key["Fingerprint"]!);

        var keys = await KeysAsync(root, $"{Root}/CloudTrail-Digest/");
        Assert.Equal(4, keys.Count);
        Assert.All(keys, name => Assert.Matches(@"^AWSLogs/111122223333/CloudTrail-Digest/us-east-1/\d{4}/\d\d/\d\d/111122223333_CloudTrail-Digest_us-east-1_audit_us-east-1_\d{8}T\d{6}Z\.json\.gz$", name));
        JsonNode? previous = null;
        var (previousBytes, previousSignature) = (Array.Empty<byte>(), "");
        List<string> listed = [];
        foreach (var name in keys)
        {
            var (bytes, headers) = await ObjectAsync(root, name);
            var digest = JsonNode.Parse(bytes)!;
            var signature = headers["x-amz-meta-signature"];
            Assert.Equal("SHA256withRSA", headers["x-amz-meta-signature-algorithm"]);
            Assert.Equal(("logs-of-team", name, (string)key["Fingerprint"]!), ((string)digest["digestS3Bucket"]!, (string)digest["digestS3Object"]!, (string)digest["digestPublicKeyFingerprint"]!));
            Assert.Equal((string?)previous?["digestS3Object"], (string?)digest["previousDigestS3Object"]);
            Assert.Equal((string?)previous?["digestEndTime"] ?? (string)digest["digestStartTime"]!, (string)digest["digestStartTime"]!);
            Assert.Equal(previous is null ? null : Hash(previousBytes), (string?)digest["previousDigestHashValue"]);
            Assert.Equal(previous is null ? null : previousSignature, (string?)digest["previousDigestSignature"]);
            var text = $"{digest["digestEndTime"]}\nlogs-of-team/{name}\n{Hash(bytes)}\n{(string?)digest["previousDigestSignature"] ?? "null"}";
            Assert.True(rsa.VerifyData(Encoding.UTF8.GetBytes(text), Convert.FromHexString(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            foreach (var log in digest["logFiles"]!.AsArray())
            {
                var (content, _) = await ObjectAsync(root, (string)log!["s3Object"]!);
                Assert.Equal(Hash(content), (string)log["hashValue"]!);
                listed.Add((string)log["s3Object"]!);
            }

            (previous, previousBytes, previousSignature) = (digest, bytes, signature);
        }

        Assert.Equal(await KeysAsync(root, $"{Root}/CloudTrail/"), listed);
        Assert.Equal(2, listed.Count);
    }

    [Fact]
    public async Task Logs_lie_where_CloudTrail_puts_them_and_hold_what_happened_while_logging()
    {
        await using var server = await StartAsync("""{"Name":"audit","S3BucketName":"logs-of-team","IsMultiRegionTrail":true}""");
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await new AwsCaller(server, server.RootKeys, "eu-west-1").QueryAsync("sts", "GetCallerIdentity");
        await root.QueryAsync("iam", "ListRoles");
        server.World.Clock.Advance(TimeSpan.FromMinutes(6));
        var keys = await KeysAsync(root, $"{Root}/");
        Assert.All(keys, name => Assert.Matches(@"^AWSLogs/111122223333/CloudTrail/([a-z0-9-]+)/\d{4}/\d\d/\d\d/111122223333_CloudTrail_\1_\d{8}T\d{4}Z_[A-Za-z0-9]{16}\.json\.gz$", name));
        Assert.Equal(["eu-west-1", "us-east-1"], keys.Select(name => name.Split('/')[3]));
        Assert.Equal(["GetCallerIdentity", "StartLogging", "ListRoles"], await NamesAsync(root));

        // Stopping delivers the rest; what comes later is in no log.
        await root.QueryAsync("iam", "ListUsers");
        await root.TrailAsync("StopLogging", """{"Name":"audit"}""");
        await root.QueryAsync("iam", "ListPolicies");
        server.World.Clock.Advance(TimeSpan.FromHours(1));
        var names = await NamesAsync(root);
        Assert.Contains("ListUsers", names);
        Assert.DoesNotContain("ListPolicies", names);
    }

    [Theory]
    [InlineData("""{"EventSelectors":[{"ReadWriteType":"WriteOnly","IncludeManagementEvents":true}]}""", "PutEventSelectors TagRole")]
    [InlineData("""{"EventSelectors":[{"ReadWriteType":"ReadOnly","IncludeManagementEvents":true}]}""", "ListRoles")]
    [InlineData("""{"EventSelectors":[{"IncludeManagementEvents":false,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3:::data-of-team/in/"]}]}]}""", "PutObject:in/k GetObject:in/k")]
    [InlineData("""{"EventSelectors":[{"IncludeManagementEvents":false,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3"]}]}]}""", "PutObject:in/k PutObject:out/k GetObject:in/k")]
    [InlineData("""{"AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]},{"Field":"resources.ARN","NotStartsWith":["arn:aws:s3:::logs-of-team/","arn:aws:s3:::data-of-team/out/"]},{"Field":"readOnly","Equals":["false"]}]}]}""", "PutObject:in/k")]
    [InlineData("""{"AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]},{"Field":"eventName","StartsWith":["Get"]}]},{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"readOnly","Equals":["false"]}]}]}""", "PutEventSelectors TagRole GetObject:in/k")]
    [InlineData("""{"AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]},{"Field":"eventName","Equals":["PutObject"],"StartsWith":["Get"]},{"Field":"resources.ARN","StartsWith":["arn:aws:s3:::data-of-team/"],"NotEndsWith":["out/k"]}]}]}""", "PutObject:in/k GetObject:in/k")]
    public async Task Selectors_decide_what_is_delivered(string selectors, string expected)
    {
        await using var server = await StartAsync("""{"Name":"audit","S3BucketName":"logs-of-team"}""");
        server.World.Account.AddRole("worker");
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, "/data-of-team");
        server.World.Clock.Advance(TimeSpan.FromMinutes(6));
        await root.TrailAsync("DescribeTrails");
        var before = (await KeysAsync(root, $"{Root}/")).ToHashSet();
        await root.TrailAsync("PutEventSelectors", selectors.Insert(1, "\"TrailName\":\"audit\","));
        await root.QueryAsync("iam", "ListRoles");
        await root.QueryAsync("iam", "TagRole", ("RoleName", "worker"), ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "b"));
        await root.S3Async(HttpMethod.Put, "/data-of-team/in/k", "x");
        await root.S3Async(HttpMethod.Put, "/data-of-team/out/k", "x");
        await root.S3Async(HttpMethod.Get, "/data-of-team/in/k");
        server.World.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(expected.Split(' '), (await NamesAsync(root, before)).Where(name => name is not ("DescribeTrails" or "ListObjects:" or "ListObjects")));
    }

    [Fact]
    public async Task A_bucket_that_closes_is_told_by_the_status_and_caught_up_with_later()
    {
        await using var server = await StartAsync("""{"Name":"audit","S3BucketName":"logs-of-team","EnableLogFileValidation":true}""");
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Delete, "/logs-of-team?policy");
        await root.QueryAsync("iam", "ListRoles");
        server.World.Clock.Advance(TimeSpan.FromMinutes(61));
        var status = await root.TrailAsync("GetTrailStatus", """{"Name":"audit"}""");
        Assert.Equal(("AccessDenied", "AccessDenied", true), ((string)status["LatestDeliveryError"]!, (string)status["LatestDigestDeliveryError"]!, (bool)status["IsLogging"]!));
        await root.S3Async(HttpMethod.Put, "/logs-of-team?policy", Policies.Trail("logs-of-team", Root));
        server.World.Clock.Advance(TimeSpan.FromMinutes(6));
        status = await root.TrailAsync("GetTrailStatus", """{"Name":"audit"}""");
        Assert.Null(status["LatestDeliveryError"]);
        Assert.Contains("ListRoles", await NamesAsync(root));
    }

    [Theory]
    [InlineData("ab", "InvalidTrailNameException", "Trail name too short")]
    [InlineData("a--b", "InvalidTrailNameException", "two adjacent")]
    [InlineData("192.168.5.4", "InvalidTrailNameException", "IP address")]
    [InlineData("-abc", "InvalidTrailNameException", "starts with")]
    [InlineData("abc-", "InvalidTrailNameException", "ends with")]
    [InlineData("a b", "InvalidTrailNameException", "can only contain")]
    [InlineData("abc\",\"IsMultiRegionTrail\":true,\"IncludeGlobalServiceEvents\":false,\"x\":\"", "InvalidParameterCombinationException", "must include global service events")]
    [InlineData("abc\",\"CloudWatchLogsRoleArn\":\"arn:aws:iam::111122223333:role/x\",\"x\":\"", "InvalidCloudWatchLogsLogGroupArnException", "")]
    [InlineData("abc\",\"S3KeyPrefix\":\"AWSLogs/x\",\"x\":\"", "InvalidS3PrefixException", "")]
    [InlineData("abc\",\"S3KeyPrefix\":\"elsewhere\",\"x\":\"", "InsufficientS3BucketPolicyException", "Incorrect S3 bucket policy is detected for bucket: logs-of-team")]
    [InlineData("abc\",\"KmsKeyId\":\"no key\",\"x\":\"", "InvalidKmsKeyIdException", "")]
    [InlineData("abc\",\"SnsTopicName\":\"no topic\",\"x\":\"", "InvalidSnsTopicNameException", "")]
    [InlineData("abc\",\"IsOrganizationTrail\":true,\"x\":\"", "OrganizationsNotInUseException", "")]
    [InlineData("audit", "TrailAlreadyExistsException", "already exists")]
    public async Task Wrong_trails_are_refused(string name, string code, string words)
    {
        await using var server = await StartAsync("""{"Name":"audit","S3BucketName":"logs-of-team"}""");
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        var error = await Assert.ThrowsAsync<AwsError>(() => root.TrailAsync("CreateTrail", "{\"S3BucketName\":\"logs-of-team\",\"Name\":\"" + name + "\"}"));
        Assert.Equal((code, 400), (error.Code, error.Status));
        Assert.Contains(words, error.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Nonsense"]}]}]""")]
    [InlineData("""[{"FieldSelectors":[{"Field":"readOnly","Equals":["true"]}]}]""")]
    [InlineData("""[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]}]}]""")]
    [InlineData("""[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"eventName","Equals":["x"]}]}]""")]
    [InlineData("""[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"eventSource","NotEquals":["iam.amazonaws.com"]}]}]""")]
    [InlineData("""[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"readOnly","Equals":["maybe"]}]}]""")]
    [InlineData("""[{"FieldSelectors":[{"Field":"eventCategory","Equals":["NetworkActivity"]}]}]""")]
    [InlineData("""[{"FieldSelectors":[{"Field":"eventCategory","Equals":["NetworkActivity"]},{"Field":"eventSource","Equals":["s3.amazonaws.com"]},{"Field":"errorCode","Equals":["Other"]}]}]""")]
    [InlineData("[]")]
    public async Task Wrong_selectors_are_refused(string selectors)
    {
        await using var server = await StartAsync("""{"Name":"audit","S3BucketName":"logs-of-team"}""");
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        var error = await Assert.ThrowsAsync<AwsError>(() => root.TrailAsync("PutEventSelectors", $$"""{"TrailName":"audit","AdvancedEventSelectors":{{selectors}}}"""));
        Assert.Equal("InvalidEventSelectorsException", error.Code);
    }

    [Fact]
    public async Task Five_trails_a_region_shadows_included()
    {
        await using var server = await StartAsync("""{"Name":"audit","S3BucketName":"logs-of-team","IsMultiRegionTrail":true}""");
        AwsCaller elsewhere = new(server, server.RootKeys, "eu-west-1");
        for (var number = 1; number <= 4; number++)
        {
            await elsewhere.TrailAsync("CreateTrail", $$"""{"Name":"trail-{{number}}","S3BucketName":"logs-of-team"}""");
        }

        Assert.Equal("MaximumNumberOfTrailsExceededException", (await Assert.ThrowsAsync<AwsError>(() => elsewhere.TrailAsync("CreateTrail", """{"Name":"trail-5","S3BucketName":"logs-of-team"}"""))).Code);

        // By its name a trail is unknown elsewhere; by its ARN it is known, and changed only at home.
        const string Arn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";
        Assert.Equal("TrailNotFoundException", (await Assert.ThrowsAsync<AwsError>(() => elsewhere.TrailAsync("StopLogging", """{"Name":"audit"}"""))).Code);
        Assert.Equal("InvalidHomeRegionException", (await Assert.ThrowsAsync<AwsError>(() => elsewhere.TrailAsync("StopLogging", $$"""{"Name":"{{Arn}}"}"""))).Code);
        Assert.True((bool)(await elsewhere.TrailAsync("GetTrailStatus", $$"""{"Name":"{{Arn}}"}"""))["IsLogging"]!);
        Assert.Equal("CloudTrailARNInvalidException", (await Assert.ThrowsAsync<AwsError>(() => elsewhere.TrailAsync("GetTrail", """{"Name":"arn:aws:nonsense"}"""))).Code);
        Assert.Single((await elsewhere.TrailAsync("DescribeTrails", $$"""{"trailNameList":["{{Arn}}"]}"""))["trailList"]!.AsArray());
        Assert.Equal(4, (await elsewhere.TrailAsync("DescribeTrails", """{"includeShadowTrails":false}"""))["trailList"]!.AsArray().Count);
    }

    private static async Task<LocalAwsServer> StartAsync(string trail)
    {
        var server = await LocalAwsServer.StartAsync();
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, "/logs-of-team");
        await root.S3Async(HttpMethod.Put, "/logs-of-team?policy", Policies.Trail("logs-of-team", Root));
        await root.TrailAsync("CreateTrail", trail);
        await root.TrailAsync("StartLogging", """{"Name":"audit"}""");
        return server;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static async Task<List<string>> KeysAsync(AwsCaller caller, string prefix)
    {
        var list = System.Xml.Linq.XElement.Parse(await caller.S3Async(HttpMethod.Get, $"/logs-of-team?list-type=2&prefix={Uri.EscapeDataString(prefix)}"));
        return [.. list.Descendants().Where(element => element.Name.LocalName == "Key").Select(element => element.Value)];
    }

    private static async Task<(byte[] Content, Dictionary<string, string> Headers)> ObjectAsync(AwsCaller caller, string key)
    {
        using var response = await caller.SendAsync("s3", HttpMethod.Get, $"/logs-of-team/{key}", "");
        await using GZipStream gzip = new(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using MemoryStream content = new();
        await gzip.CopyToAsync(content);
        return (content.ToArray(), response.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.First()));
    }

    // The names of the events in the logs, data events with their keys; regions in their order.
    private static async Task<List<string>> NamesAsync(AwsCaller caller, HashSet<string>? without = null)
    {
        List<string> names = [];
        foreach (var key in (await KeysAsync(caller, $"{Root}/CloudTrail/")).Where(key => without?.Contains(key) != true))
        {
            var (content, _) = await ObjectAsync(caller, key);
            names.AddRange(JsonNode.Parse(content)!["Records"]!.AsArray()
                .Select(record => (string?)record!["requestParameters"]?["key"] is { } of ? $"{record["eventName"]}:{of}" : (string)record["eventName"]!));
        }

        return names;
    }
}
