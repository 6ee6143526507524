using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.CloudTrail;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>Chains of digests that are made without events hold together as CloudTrail's do, and what is done to them is done.</summary>
public sealed class MadeChainTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Each_digest_is_signed_and_names_the_one_before()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var world = server.World;
        world.Account.AddBucket("logs-of-team");
        world.Account.AddBucket("logs-elsewhere");
        world.RotateDigestKey("us-east-1", Start.AddHours(3));
        MadeChain chain = new(world.Account, new MadeChainOptions { Start = Start, Bucket = "logs-of-team", Prefix = "pre", Organization = "o-a1b2c3d4e5", Account = "444455556666", Trail = "a_b.c" });
        chain.AddHours(2).Gap(TimeSpan.FromHours(5)).AddHours(1, logs: 0).MoveTo("logs-elsewhere").AddHours(1);
        var late = chain.Backfill(chain.Digests[1], 1, chain.Time.AddHours(1));

        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        var keys = (await root.TrailAsync("ListPublicKeys", $$"""{"StartTime":{{Start.ToUnixTimeSeconds()}},"EndTime":{{Start.AddHours(9).ToUnixTimeSeconds()}}}"""))["PublicKeyList"]!.AsArray();
        Assert.Equal(2, keys.Count);
        Assert.Single((await root.TrailAsync("ListPublicKeys"))["PublicKeyList"]!.AsArray());
        Assert.Single((await root.TrailAsync("ListPublicKeys", $$"""{"EndTime":{{Start.AddDays(-9).ToUnixTimeSeconds()}}}"""))["PublicKeyList"]!.AsArray());
        Assert.Equal("AWSLogs/o-a1b2c3d4e5/444455556666/CloudTrail-Digest/us-east-1/2026/03/01/444455556666_CloudTrail-Digest_us-east-1_a_b.c_us-east-1_20260301T020000Z.json.gz", chain.Digests[1].Key["pre/".Length..]);
        Assert.Equal(chain.Digests[1].Key.Replace(".json.gz", "_backfill.json.gz", StringComparison.Ordinal), late.Key);

        MadeDigest? before = null;
        foreach (var digest in chain.Digests.Append(late))
        {
            var json = JsonNode.Parse(digest.Text)!;
            var (stored, metadata) = world.Account.ReadObject(digest.Bucket, digest.Key);
            Assert.Equal(digest.Text, Encoding.UTF8.GetString(Unpack(stored)));
            Assert.Equal(digest.Generated is not null, metadata.ContainsKey("backfill-generation-timestamp"));
            using var key = RSA.Create();
            key.ImportRSAPublicKey(Convert.FromBase64String((string)keys.Single(one => (string)one!["Fingerprint"]! == (string)json["digestPublicKeyFingerprint"]!)!["Value"]!), out _);
            var text = $"{json["digestEndTime"]}\n{digest.Bucket}/{digest.Key}\n{Hash(digest.Text)}\n{(string?)json["previousDigestSignature"] ?? "null"}";
            Assert.True(key.VerifyData(Encoding.UTF8.GetBytes(text), Convert.FromHexString(metadata["signature"]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            var isFirst = digest == chain.Digests[0] || digest == chain.Digests[2] || digest == late;
            Assert.Equal(isFirst ? null : before!.Key, (string?)json["previousDigestS3Object"]);
            Assert.Equal(isFirst ? null : before!.Bucket, (string?)json["previousDigestS3Bucket"]);
            Assert.Equal(isFirst ? null : Hash(before!.Text), (string?)json["previousDigestHashValue"]);
            Assert.Equal(json["logFiles"]!.AsArray().Select(log => (string)log!["hashValue"]!), digest.Logs.Select(log => Hash(log.Text)));
            before = digest;
        }

        // Hours three and later have the second key.
        Assert.Equal([1, 1, 2, 2], chain.Digests.Select(digest => digest.Text.Contains((string)keys[0]!["Fingerprint"]!, StringComparison.Ordinal) ? 1 : 2));
        Assert.Equal(("logs-of-team", "logs-elsewhere"), (chain.Digests[2].Bucket, chain.Digests[3].Bucket));

        // What is touched.
        using var other = RSA.Create(2048);
        world.ListDigestKey("us-east-1", [1, 2, 3], "bad");
        Assert.Equal("AQID", (string?)(await root.TrailAsync("ListPublicKeys"))["PublicKeyList"]!.AsArray().Single(one => (string)one!["Fingerprint"]! == "bad")!["Value"]);
        Assert.Contains("\"bad\"", world.PublicKeys("us-east-1"), StringComparison.Ordinal);
        var forged = chain.Replace(chain.Digests[0], json => json["logFiles"]!.AsArray().Clear(), other);
        Assert.Equal(forged.Signature, world.Account.ReadObject(forged.Bucket, forged.Key).Metadata["signature"]);
        Assert.NotEqual(chain.Digests[0].Signature, forged.Signature);
        chain.Replace(chain.Digests[1].Logs[0], "{}");
        var unlisted = chain.AddUnlistedLog(chain.Digests[1]);
        Assert.DoesNotContain(chain.Digests, digest => digest.Text.Contains(unlisted.Key, StringComparison.Ordinal));
        var folder = Directory.CreateTempSubdirectory("localaws-");
        world.Account.CopyBucket("logs-of-team", folder.FullName);
        Assert.Equal("{}", Encoding.UTF8.GetString(Unpack(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, chain.Digests[1].Logs[0].Key), TestContext.Current.CancellationToken))));
        Assert.Equal(world.Account.Objects("logs-of-team").Count, Directory.GetFiles(folder.FullName, "*", SearchOption.AllDirectories).Length);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_organisations_trail_delivers_for_all_its_accounts()
    {
        await using var server = await LocalAwsServer.StartAsync(new LocalAwsOptions { Accounts = [("111122223333", "aws"), ("444455556666", "aws"), ("777788889999", "aws")] });
        var accounts = server.World.Accounts.ToList();
        server.World.AddOrganization("o-a1b2c3d4e5", accounts[0], accounts[1]);
        accounts[0].AddTrail("whole", "logs-of-all", isOrganization: true);
        foreach (var account in accounts)
        {
            await new AwsCaller(server, account.RootKeys, "us-east-1").QueryAsync("iam", "ListRoles");
        }

        var refused = await Assert.ThrowsAsync<AwsError>(() => new AwsCaller(server, accounts[1].RootKeys, "us-east-1").TrailAsync("CreateTrail", """{"Name":"own","S3BucketName":"logs-of-all","IsOrganizationTrail":true}"""));
        Assert.Equal("NotOrganizationMasterAccountException", refused.Code);
        var told = await new AwsCaller(server, accounts[1].RootKeys, "us-east-1").JsonAsync("organizations", "DescribeOrganization", "{}");
        Assert.Equal(("o-a1b2c3d4e5", "111122223333"), ((string?)told["Organization"]!["Id"], (string?)told["Organization"]!["MasterAccountId"]));
        server.World.Clock.Advance(TimeSpan.FromMinutes(61));
        var keys = accounts[0].Objects("logs-of-all");
        Assert.All(keys, key => Assert.StartsWith("AWSLogs/o-a1b2c3d4e5/", key, StringComparison.Ordinal));
        Assert.Equal(
            ["111122223333/CloudTrail", "111122223333/CloudTrail-Digest", "444455556666/CloudTrail", "444455556666/CloudTrail-Digest"],
            keys.Select(key => string.Join('/', key.Split('/')[2..4])).Distinct().Order(StringComparer.Ordinal));

        // A member sees it and changes nothing, until it leaves.
        AwsCaller member = new(server, accounts[1].RootKeys, "eu-west-1");
        var trail = (await member.TrailAsync("DescribeTrails"))["trailList"]!.AsArray().Single()!;
        Assert.Equal(("arn:aws:cloudtrail:us-east-1:111122223333:trail/whole", true), ((string?)trail["TrailARN"], (bool)trail["IsOrganizationTrail"]!));
        Assert.True((bool)(await member.TrailAsync("GetTrailStatus", $$"""{"Name":"{{trail["TrailARN"]}}"}"""))["IsLogging"]!);
        Assert.Equal("NotOrganizationMasterAccountException", (await Assert.ThrowsAsync<AwsError>(() => member.TrailAsync("StopLogging", $$"""{"Name":"{{trail["TrailARN"]}}"}"""))).Code);
        await new AwsCaller(server, accounts[1].RootKeys, "us-east-1").JsonAsync("organizations", "LeaveOrganization", "{}");
        Assert.Null(accounts[1].Organization);
        Assert.Empty((await member.TrailAsync("DescribeTrails"))["trailList"]!.AsArray());
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static byte[] Unpack(byte[] packed)
    {
        using GZipStream gzip = new(new MemoryStream(packed), CompressionMode.Decompress);
        using MemoryStream content = new();
        gzip.CopyTo(content);
        return content.ToArray();
    }
}
