using System.Management.Automation;
using TrailOps.LocalAws;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>Test-AuditTrail where the bucket, the key or the trail is of another account, or the bucket is no more: what can't be seen is neither good nor bad.</summary>
public sealed class AuditTrailElsewhereTests
{
    private const string Other = "444455556666";

    private static readonly string[] OfTheKey = ["KmsKeyEnabled", "KmsKeyPolicy", "KmsKeyRotation"];

    [Fact]
    public async Task A_bucket_of_another_account_is_seen_with_its_credentials()
    {
        await using var aws = await StartAsync();
        var other = aws.Server.World.Accounts.Last();
        var keys = other.AddUser("auditor", AwsUnderTest.Admin);
        aws.Run("New-AuditTrail evidence logs-of-others @aws -BucketCredential $there", new { there = Credentials(keys) }).Clean();
        await PassAsync(aws);

        // Nothing of it is told to us: not a failure, and not a pass.
        var checks = Checks(aws, "Test-AuditTrail evidence @aws");
        var ofBucket = checks.Keys.Where(id => id.StartsWith("Bucket", StringComparison.Ordinal)).ToList();
        Assert.Equal(14, ofBucket.Count);
        Assert.All(ofBucket, id => Assert.Equal((id, null), (id, checks[id].Value("Passed"))));
        Assert.All(ofBucket, id => Assert.NotEmpty((string)checks[id].Value("Evidence")!));

        // Nor where the account is named, and nobody there lets us in.
        checks = Checks(aws, $"Test-AuditTrail evidence -BucketAccountId {Other} @aws");
        Assert.All(ofBucket, id => Assert.Equal((id, null), (id, checks[id].Value("Passed"))));

        checks = Checks(aws, "Test-AuditTrail evidence @aws -BucketCredential $there");
        Assert.Equal(["BucketAccessLogging", "BucketMfaDelete", "BucketObjectLock"], Ids(checks.Where(check => check.Key.StartsWith("Bucket", StringComparison.Ordinal)).ToDictionary(), false));
        Assert.DoesNotContain(ofBucket, id => checks[id].Value("Passed") is null);
    }

    [Fact]
    public async Task A_bucket_that_is_gone_and_one_that_a_stranger_made_of_its_name()
    {
        await using var aws = await StartAsync();
        aws.Run("New-AuditTrail evidence example-evidence @aws").Clean();
        var before = Checks(aws, "Test-AuditTrail evidence @aws");
        await aws.Root().S3Async(HttpMethod.Delete, "/example-evidence");
        var gone = Checks(aws, "Test-AuditTrail evidence @aws");
        Assert.Equal(["BucketOwner"], Ids(gone, false).Except(Ids(before, false)));
        Assert.Contains("no bucket", (string)gone["BucketOwner"].Value("Evidence")!, StringComparison.Ordinal);
        Assert.All(gone.Where(check => check.Key.StartsWith("Bucket", StringComparison.Ordinal) && check.Key != "BucketOwner"), check => Assert.Null(check.Value.Value("Passed")));

        // The remedy makes it again.
        var remedy = (string)gone["BucketOwner"].Value("Remedy")!;
        Assert.StartsWith("New-AuditTrail ", remedy, StringComparison.Ordinal);
        aws.Run($"{remedy} @mine", new { mine = Mine(aws) }).Clean();
        Assert.Equal(Ids(before, false), Ids(Checks(aws, "Test-AuditTrail evidence @aws"), false));

        // A stranger is faster, and lets everyone in: whoever looks, and CloudTrail.
        await aws.Root().S3Async(HttpMethod.Delete, "/example-evidence");
        aws.Server.World.Accounts.Last().AddBucket("example-evidence", policy: """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::example-evidence","arn:aws:s3:::example-evidence/*"]}]}
            """);
        await PassAsync(aws);
        var foreign = Checks(aws, "Test-AuditTrail evidence @aws");
        Assert.Equal(["BucketOwner"], Ids(foreign, false).Except(Ids(before, false)));
        Assert.Contains("of another account", (string)foreign["BucketOwner"].Value("Evidence")!, StringComparison.Ordinal);
        Assert.Equal(true, foreign["LogDelivery"].Value("Passed"));
        Assert.DoesNotContain(foreign.Where(check => check.Key.StartsWith("Bucket", StringComparison.Ordinal)), check => check.Value.Value("Passed") is true);
    }

    [Fact]
    public async Task Versioning_is_suspended_where_no_lock_forbids_it()
    {
        await using var aws = await StartAsync();
        aws.Run("New-AuditTrail evidence example-evidence @aws").Clean();
        var before = Checks(aws, "Test-AuditTrail evidence @aws");
        await aws.Root().S3Async(HttpMethod.Put, "/example-evidence?versioning", "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>");
        var after = Checks(aws, "Test-AuditTrail evidence @aws");
        Assert.Equal(["BucketVersioning"], Ids(after, false).Except(Ids(before, false)));
        aws.Run($"{after["BucketVersioning"].Value("Remedy")} @mine", new { mine = Mine(aws) }).Clean();
        Assert.Equal(Ids(before, false), Ids(Checks(aws, "Test-AuditTrail evidence @aws"), false));
    }

    [Fact]
    public async Task A_key_of_another_account_is_no_key_of_ours()
    {
        await using var aws = await StartAsync();
        var key = aws.Server.World.Accounts.Last().AddKey("us-east-1", Evidence.KeyPolicy.Replace("111122223333:root", $"{Other}:root", StringComparison.Ordinal));
        aws.Run("New-AuditTrail evidence example-evidence @aws").Clean();
        await aws.Root().TrailAsync("UpdateTrail", $$"""{"Name":"evidence","KmsKeyId":"{{key}}"}""");
        var checks = Checks(aws, "Test-AuditTrail evidence @aws");
        Assert.All(OfTheKey, id => Assert.Equal((id, null), (id, checks[id].Value("Passed"))));
        Assert.All(OfTheKey, id => Assert.Contains("Denied", (string)checks[id].Value("Evidence")!, StringComparison.Ordinal));
        Assert.Null(checks["KmsEncryption"].Value("Passed"));
        Assert.Contains(key, (string)checks["KmsEncryption"].Value("Evidence")!, StringComparison.Ordinal);
        Assert.Equal(false, checks["BucketEncryption"].Value("Passed"));

        // Where logs are kept in that account it is as it should be.
        Assert.Equal(true, Checks(aws, $"Test-AuditTrail evidence -BucketAccountId {Other} @aws")["KmsEncryption"].Value("Passed"));
    }

    [Fact]
    public async Task A_member_sees_its_organisation_s_trail_and_not_its_bucket()
    {
        await using var aws = await StartAsync();
        var (management, member) = (aws.Server.World.Accounts.Last(), aws.Server.World.Account);
        aws.Server.World.AddOrganization("o-a1b2c3d4e5", management, member);
        var arn = management.AddTrail("whole", "logs-of-all", isOrganization: true);
        await PassAsync(aws);
        var checks = Checks(aws, $"Test-AuditTrail '{arn}' @aws");
        Assert.All(checks.Values, check => Assert.Equal(arn, check.Value("TrailARN")));
        Assert.Equal((true, true), (checks["TrailExists"].Value("Passed"), checks["Logging"].Value("Passed")));
        Assert.All(checks.Where(check => check.Key.StartsWith("Bucket", StringComparison.Ordinal)), check => Assert.Equal((check.Key, null), (check.Key, check.Value.Value("Passed"))));
        Assert.Null(checks["TrailTags"].Value("Passed"));

        // Of its name it is found as well, and once the account has left it is gone.
        Assert.Equal(checks.Count, Checks(aws, "Test-AuditTrail whole @aws").Count);
        member.Organization = null;
        Assert.Equal(["TrailExists"], Ids(Checks(aws, $"Test-AuditTrail '{arn}' @aws"), false));
    }

    private static async Task<LocalAwsSession> StartAsync() => await LocalAwsSession.StartAsync(new LocalAwsOptions { Accounts = [("111122223333", "aws"), (Other, "aws")] });

    private static Dictionary<string, PSObject> Checks(LocalAwsSession aws, string script) => aws.Run(script).Clean().ToDictionary(check => (string)check.Value("Id")!, StringComparer.Ordinal);

    private static List<string> Ids(Dictionary<string, PSObject> checks, bool? passed) => [.. checks.Where(check => Equals(check.Value.Value("Passed"), passed)).Select(check => check.Key).Order(StringComparer.Ordinal)];

    private static async Task PassAsync(LocalAwsSession aws)
    {
        await aws.Root().QueryAsync("iam", "ListRoles");
        aws.Server.World.Clock.Advance(TimeSpan.FromHours(2));
    }

    private static System.Collections.Hashtable Credentials(LocalAws.World.KeyPair keys) => new() { ["AccessKeyId"] = keys.AccessKeyId, ["SecretAccessKey"] = keys.SecretAccessKey };

    /// <summary>As <c>$aws</c>, but for the region, which remedies name.</summary>
    private static System.Collections.Hashtable Mine(LocalAwsSession aws) => new() { ["AccessKey"] = aws.Keys.AccessKeyId, ["SecretKey"] = aws.Keys.SecretAccessKey, ["EndpointUrl"] = aws.Url.ToString() };
}
