using TrailOps.LocalAws;
using TrailOps.LocalAws.Tests.Harness;
using TrailOps.LocalAws.World;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>The policies in docs/audit-trails.md are enough for their cmdlets, and no action in them is too much: nothing that is asked is refused, and without any of them something is.</summary>
public sealed class TrailLeastPermissionsTests
{
    private const string Document = "audit-trails.md";
    private const string Archive = "New-AuditTrail -BucketProfileName, in the bucket's account";
    private const string New = "New-AuditTrail evidence example-evidence @me";
    private const string Made = "New-AuditTrail evidence example-evidence @aws";
    private const string Key = "11111111-2222-3333-4444-555555555555";
    private const string Full = $"{New} -ObjectLockDays 30 -RetentionDays 90 -KmsKeyId {Key} -EventSelector (New-AuditTrailEventSelector -DynamoDBTable lock)";

    /// <summary>A bucket that somebody has made, with a policy, and public as far as that goes.</summary>
    private const string Bucket = "bucket";

    /// <summary>A trail that has delivered for an hour.</summary>
    private const string Delivered = $"{Made} # delivered";

    /// <summary>A trail whose changes an alarm would tell of if it had an action, and a rule if it had a target.</summary>
    private const string Watched = $"{Made} -KmsKeyId {Key} # watched";

    /// <summary>What a policy has to be enough for, by its heading: what an admin did before, and what is done. Each has an AWS of its own.</summary>
    private static readonly Dictionary<string, (string Before, string Script)[]> Uses = new()
    {
        ["New-AuditTrail"] = [("", $"{New}; {New}"), (Bucket, New)],
        ["New-AuditTrail -Minimal"] = [("", $"{New} -Minimal; {New} -Minimal"), (Bucket, $"{New} -Minimal")],
        ["New-AuditTrail -ObjectLockDays, -RetentionDays, -KmsKeyId, -EventSelector"] = [("", $"{Full}; {Full}"), (Bucket, Full)],
        [Archive] = [("", $"{New} -BucketCredential $archive; {New} -BucketCredential $archive"), (Bucket, $"{New} -BucketCredential $archive")],
        ["New-AuditTrail -BucketProfileName, in the trail's account"] = [("", $"{New} -BucketCredential $archive")],
        ["Set-AuditTrail"] = [(Made, "Set-AuditTrail evidence @me -IsMultiRegionTrail $false -EnableLogFileValidation $false -EventSelector (New-AuditTrailEventSelector -DynamoDBTable lock) -WarningAction Ignore -Confirm:$false")],
        ["Set-AuditTrail -BucketName, -S3KeyPrefix, -KmsKeyId"] =
        [
            ("New-AuditTrail evidence first-evidence @aws", $"Set-AuditTrail evidence @me -BucketName example-evidence -Confirm:$false; Set-AuditTrail evidence @me -S3KeyPrefix two -KmsKeyId {Key} -Confirm:$false"),
            (Bucket + "; New-AuditTrail evidence first-evidence @aws", "Set-AuditTrail evidence @me -BucketName example-evidence -Confirm:$false"),
        ],
        ["Start-AuditTrail"] = [(Made + "; Stop-AuditTrail evidence @aws -Confirm:$false", "Start-AuditTrail evidence @me")],
        ["Stop-AuditTrail"] = [(Made, "Stop-AuditTrail evidence @me -Confirm:$false")],
        ["Remove-AuditTrail"] = [(Made, "Remove-AuditTrail evidence @me -Confirm:$false")],
        ["Test-AuditTrail"] = [(Watched, "Test-AuditTrail evidence @me; Test-AuditTrail @me")],
        ["Test-AuditTrailLog, and Get-RoleEvents -TrailName -Validated"] = [(Delivered, "$at = @{} + $me; $at.Remove('Region'); $StoredAWSRegion = 'us-east-1'; Test-AuditTrailLog evidence @at -WarningAction Ignore; Get-RoleEvents -TrailName evidence -Validated @at -ErrorAction Ignore -WarningAction Ignore")],
        ["Get-AuditTrail"] = [(Made, "Get-AuditTrail @me; Get-AuditTrail evidence @me")],
    };

    public static TheoryData<string> Headings() => [.. Uses.Keys];

    [Fact]
    public void Each_cmdlet_has_its_policy() => Assert.Equal(Uses.Keys.Order(StringComparer.Ordinal), LeastPermissions.Of(Document).Select(document => document.Heading).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Headings))]
    public async Task It_is_enough_and_nothing_in_it_is_too_much(string heading)
    {
        using var session = new Session();
        await LeastPermissions.CheckAsync(Document, heading, policy => FailureAsync(session, heading, policy));
    }

    [Theory]
    [InlineData("Start-AuditTrail")]
    [InlineData("Stop-AuditTrail")]
    [InlineData("Remove-AuditTrail")]
    public async Task Without_the_selectors_it_works_and_only_that_is_refused(string heading)
    {
        using var session = new Session();
        var policy = LeastPermissions.Of(Document).Single(document => document.Heading == heading).Json.Replace(", \"cloudtrail:GetEventSelectors\"", "", StringComparison.Ordinal);
        Assert.All((await FailureAsync(session, heading, policy)).ReplaceLineEndings("\n").Split('\n'), failure => Assert.Equal("GetEventSelectors is refused.", failure));
    }

    /// <summary>What is refused to somebody who has no other permissions, and what the cmdlets say.</summary>
    private static async Task<string> FailureAsync(Session session, string heading, string policy)
    {
        foreach (var (before, script) in Uses[heading])
        {
            await using var server = await LocalAwsServer.StartAsync();
            var account = server.World.Account;
            var archive = server.World.AddAccount("444455556666");
            var isArchived = script.Contains("$archive", StringComparison.Ordinal);
            account.AddKey("us-east-1", Evidence.KeyPolicy, Key);
            account.AddEventDataStore("us-east-1", "lake");
            if (before.StartsWith(Bucket, StringComparison.Ordinal))
            {
                (isArchived ? archive : account).AddBucket(Evidence.Bucket, policy: """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::example-evidence/*"}]}""");
            }

            SetKeys(session, "aws", server, account.AddUser("admin", AwsUnderTest.Admin));
            session.Run(before[(before.StartsWith(Bucket, StringComparison.Ordinal) ? Bucket.Length : 0)..].TrimStart(';')).Clean();
            var me = account.AddUser("me", heading == Archive ? AwsUnderTest.Admin : policy);
            SetKeys(session, "me", server, me);
            var other = archive.AddUser("me", heading == Archive ? policy : AwsUnderTest.Admin);
            session.Run("$archive = @{ AccessKeyId = $id; SecretAccessKey = $secret }", new { id = other.AccessKeyId, secret = other.SecretAccessKey }).Clean();
            if (before == Delivered)
            {
                // Whose clock is right is known before somebody is judged by refusals.
                server.World.Clock.Advance(TimeSpan.FromMinutes(70));
                session.Run("Get-AuditTrail @aws").Clean();
            }

            if (before == Watched)
            {
                AwsCaller root = new(server, server.RootKeys, "us-east-1");
                await root.TrailAsync("UpdateTrail", $$"""{"Name":"evidence","CloudWatchLogsLogGroupArn":"{{account.AddLogGroup("us-east-1", "audit")}}","CloudWatchLogsRoleArn":"{{account.AddRole("ToCloudWatch")}}"}""");
                await root.JsonAsync("logs", "PutMetricFilter", """{"logGroupName":"audit","filterName":"f","filterPattern":"StopLogging","metricTransformations":[{"metricName":"m","metricNamespace":"n","metricValue":"1"}]}""");
                await root.JsonAsync("events", "PutRule", """{"Name":"r","EventPattern":"{\"source\":[\"aws.cloudtrail\"]}"}""");
            }

            server.Log.Clear();
            var run = session.Run(script);
            List<string> failures =
            [
                .. server.Log.All.Where(request => request.Status == 403 || request.ErrorCode?.StartsWith("AccessDenied", StringComparison.Ordinal) == true).Select(request => $"{request.Operation} is refused."),
                .. run.Errors.Select(error => $"{error}"),
                .. run.Warnings,
                .. run.Exception is { } exception ? [exception.Message] : Array.Empty<string>(),
            ];
            if (failures.Count > 0)
            {
                return string.Join(Environment.NewLine, failures);
            }
        }

        return "";
    }

    private static void SetKeys(Session session, string name, LocalAwsServer server, KeyPair keys) =>
        session.Run($"${name} = @{{ AccessKey = $id; SecretKey = $secret; Region = 'us-east-1'; EndpointUrl = $url }}", new { id = keys.AccessKeyId, secret = keys.SecretAccessKey, url = server.Url.ToString() }).Clean();
}
