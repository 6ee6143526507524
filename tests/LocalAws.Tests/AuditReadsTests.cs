using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>What an auditor reads of a trail and its bucket, besides what the trail's own tests look at.</summary>
public sealed class AuditReadsTests
{
    [Fact]
    public async Task MFA_delete_is_root_s_alone_to_set()
    {
        await using var server = await LocalAwsServer.StartAsync();
        server.World.Account.AddBucket("logs-of-team");
        const string Versioning = "<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Enabled</MfaDelete></VersioningConfiguration>";
        AwsCaller admin = new(server, server.World.Account.AddUser("admin", Policies.Allow("*")), "us-east-1");
        var refused = await Assert.ThrowsAsync<AwsError>(() => admin.S3Async(HttpMethod.Put, "/logs-of-team?versioning", Versioning, ("x-amz-mfa", "device 123456")));
        Assert.Equal(403, refused.Status);
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        await root.S3Async(HttpMethod.Put, "/logs-of-team?versioning", Versioning, ("x-amz-mfa", "device 123456"));
        Assert.Contains("<MfaDelete>Enabled</MfaDelete>", await admin.S3Async(HttpMethod.Get, "/logs-of-team?versioning"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_list_is_shown_until_the_owner_is_enforced()
    {
        await using var server = await LocalAwsServer.StartAsync();
        server.World.Account.AddBucket("logs-of-team");
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        const string Everyone = "http://acs.amazonaws.com/groups/global/AllUsers";
        await root.S3Async(HttpMethod.Put, "/logs-of-team?acl", "", ("x-amz-acl", "public-read-write"));
        Assert.Equal(3, (await root.S3Async(HttpMethod.Get, "/logs-of-team?acl")).Split(Everyone).Length);
        await root.S3Async(HttpMethod.Put, "/logs-of-team?ownershipControls", "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>");
        Assert.DoesNotContain(Everyone, await root.S3Async(HttpMethod.Get, "/logs-of-team?acl"), StringComparison.Ordinal);
        await root.S3Async(HttpMethod.Put, "/logs-of-team?acl", "", ("x-amz-acl", "private"));
    }

    [Fact]
    public async Task A_trail_with_a_log_group_tells_when_events_went_there()
    {
        await using var server = await LocalAwsServer.StartAsync();
        var account = server.World.Account;
        account.AddTrail("audit", "logs-of-team");
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        var group = account.AddLogGroup("us-east-1", "trail");
        await root.TrailAsync("UpdateTrail", $$"""{"Name":"audit","CloudWatchLogsLogGroupArn":"{{group}}","CloudWatchLogsRoleArn":"arn:aws:iam::111122223333:role/gone"}""");
        server.World.Clock.Advance(TimeSpan.FromMinutes(6));
        var status = await root.TrailAsync("GetTrailStatus", """{"Name":"audit"}""");
        Assert.Equal(("Access denied.", null), ((string?)status["LatestCloudWatchLogsDeliveryError"], status["LatestCloudWatchLogsDeliveryTime"]));
        await root.TrailAsync("UpdateTrail", $$"""{"Name":"audit","CloudWatchLogsRoleArn":"{{account.AddRole("delivers")}}"}""");
        server.World.Clock.Advance(TimeSpan.FromMinutes(6));
        status = await root.TrailAsync("GetTrailStatus", """{"Name":"audit"}""");
        Assert.Null(status["LatestCloudWatchLogsDeliveryError"]);
        Assert.NotNull(status["LatestCloudWatchLogsDeliveryTime"]);
        AwsCaller ann = new(server, account.AddUser("ann", Policies.Allow("cloudtrail:GetTrailStatus")), "us-east-1");
        Assert.Equal("AccessDeniedException", (await Assert.ThrowsAsync<AwsError>(() => ann.TrailAsync("ListEventDataStores"))).Code);
    }
}
