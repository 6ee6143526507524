using System.Text.RegularExpressions;
using TrailOps.LocalAws;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>The loop: a trail is made, a role works, logs and digests are in the bucket, and what is read of it is what the role did.</summary>
public sealed partial class TrailLoopTests
{
    private const string Bucket = "example-evidence";

    [Theory]
    [InlineData("", "")]
    [InlineData("-Minimal", "")]
    [InlineData("-S3KeyPrefix pre/fix -ObjectLockDays 30 -RetentionDays 90", "pre/fix/")]
    [InlineData("-KmsKeyId $key -S3KeyPrefix p", "p/")]
    public async Task In_one_account(string options, string prefix)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var key = aws.Server.World.Account.AddKey("us-east-1", KeyPolicy("111122223333"));
        aws.Run($"New-AuditTrail evidence {Bucket} @aws {options}", new { key }).Clean();
        await WorkAsync(aws);
        AssertFiles(aws, prefix, hasDigests: options != "-Minimal");
        aws.Run("$at = @{} + $aws; $at.Remove('Region'); $StoredAWSRegion = 'us-east-1'").Clean();
        AssertWork(aws.Run("Get-RoleEvents deployer -TrailName evidence @at"));
        AssertWork(aws.Run("Get-AuditTrail evidence @aws | Get-RoleEvents deployer @at"));
        var trail = Assert.Single(aws.Run("Get-AuditTrail evidence @aws").Clean());
        Assert.Equal((null, null), (trail.Value("LatestDeliveryError"), trail.Value("LatestDigestDeliveryError")));
        Assert.NotNull(trail.Value("LatestDeliveryTime"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("-KmsKeyId $key -S3KeyPrefix p -ObjectLockDays 30", "p/")]
    public async Task With_the_bucket_in_another_account(string options, string prefix)
    {
        await using var aws = await LocalAwsSession.StartAsync(new LocalAwsOptions { Accounts = [("111122223333", "aws"), ("444455556666", "aws")] });
        var archive = aws.Server.World.Accounts.Last();
        using AwsCli profiles = new(aws.Url, ("archive", archive.AddUser("archivist", AwsUnderTest.Admin)));
        var variables = new { key = archive.AddKey("us-east-1", KeyPolicy("444455556666")), file = profiles.Profiles };
        aws.Run($"New-AuditTrail evidence {Bucket} @aws {options} -BucketProfileName archive -ProfileLocation $file", variables).Clean();
        await WorkAsync(aws);
        AssertFiles(aws, prefix, hasDigests: true);
        var keyPrefix = prefix.Length == 0 ? "" : $"-KeyPrefix {prefix.TrimEnd('/')}";
        AssertWork(aws.Run($"$StoredAWSRegion = 'us-east-1'; Get-RoleEvents deployer -BucketName {Bucket} {keyPrefix} -ProfileName archive -ProfileLocation $file -EndpointUrl $aws.EndpointUrl", variables));

        // The trail's own account has no rights on the bucket at all.
        aws.Run("$at = @{} + $aws; $at.Remove('Region')").Clean();
        var refused = aws.Run("Get-RoleEvents deployer -TrailName evidence @at");
        Assert.Empty(refused.Output);
        Assert.NotEmpty(refused.Errors);
    }

    [Fact]
    public async Task What_is_selected_of_data_events_is_there_and_nothing_else()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Server.World.Account.AddBucket("tf-state");
        aws.Server.World.Account.AddBucket("holiday");
        aws.Run($"New-AuditTrail evidence {Bucket} @aws -DataEventsOnly -EventSelector (New-AuditTrailEventSelector -S3Bucket tf-state -Prefix env/ -WriteOnly)").Clean();
        aws.Server.World.Account.AddRole("deployer", policy: AwsUnderTest.Admin);
        var session = await aws.AssumeAsync();
        foreach (var key in new[] { "tf-state/env/a", "tf-state/other/b", "holiday/env/c" })
        {
            await session.S3Async(HttpMethod.Put, $"/{key}", "state");
            await session.S3Async(HttpMethod.Get, $"/{key}");
        }

        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(6));
        var read = Assert.Single(aws.Run("Get-RoleEvents deployer -TrailName evidence @aws").Clean());
        Assert.Equal("PutObject", read.Value("EventName"));
        Assert.Contains("env/a", read.Value<string>("Json"), StringComparison.Ordinal);
    }

    /// <summary>Calls of a role in two regions, and of somebody else; then time passes until logs and digests are there.</summary>
    private static async Task WorkAsync(LocalAwsSession aws)
    {
        aws.Server.World.Account.AddRole("deployer", policy: AwsUnderTest.Admin);
        var session = await aws.AssumeAsync();
        await session.QueryAsync("iam", "CreateUser", ("UserName", "made"));
        await session.S3Async(HttpMethod.Put, "/made-by-deployer");
        await (await aws.AssumeAsync(region: "eu-west-1")).TrailAsync("DescribeTrails");
        await aws.Root().QueryAsync("iam", "CreateUser", ("UserName", "made-by-root"));
        await Assert.ThrowsAsync<AwsError>(() => session.QueryAsync("iam", "GetUser", ("UserName", "nobody")));
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(6));
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(60));
    }

    private static void AssertWork(RunResult run)
    {
        run.Clean();
        Assert.Equal(["us-east-1 CreateBucket", "us-east-1 CreateUser", "eu-west-1 DescribeTrails", "us-east-1 GetUser"], run.Output.Select(read => $"{read.Value("Region")} {read.Value("EventName")}").OrderBy(text => text.Split(' ')[1], StringComparer.Ordinal));
        Assert.Equal("NoSuchEntityException", run.Output.Single(read => (string?)read.Value("EventName") == "GetUser").Value("ErrorCode"));
    }

    private static void AssertFiles(LocalAwsSession aws, string prefix, bool hasDigests)
    {
        var keys = aws.Server.World.Account.Objects(Bucket);
        Assert.All(keys, key => Assert.StartsWith($"{prefix}AWSLogs/111122223333/CloudTrail", key, StringComparison.Ordinal));
        Assert.Equal(["eu-west-1", "us-east-1"], keys.Select(key => Log().Match(key).Groups[1].Value).Where(region => region.Length > 0).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(hasDigests ? ["eu-west-1", "us-east-1"] : [], keys.Select(key => Digest().Match(key).Groups[1].Value).Where(region => region.Length > 0).Distinct().Order(StringComparer.Ordinal));
    }

    private static string KeyPolicy(string account) => $$"""
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{account}}:root"},"Action":"kms:*","Resource":"*"},
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":["kms:GenerateDataKey*","kms:DescribeKey","kms:Decrypt"],"Resource":"*","Condition":{"StringEquals":{"aws:SourceArn":"arn:aws:cloudtrail:us-east-1:111122223333:trail/evidence"} } }]}
        """;

    [GeneratedRegex("/CloudTrail/([a-z0-9-]+)/[0-9/]+/111122223333_CloudTrail_")]
    private static partial Regex Log();

    [GeneratedRegex("/CloudTrail-Digest/([a-z0-9-]+)/[0-9/]+/111122223333_CloudTrail-Digest_")]
    private static partial Regex Digest();
}
