using System.Text.Json.Nodes;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>Another bucket, prefix or key: made ready first, and then the trail turned to it.</summary>
public sealed class SetAuditTrailBucketTests
{
    private const string Set = "Set-AuditTrail evidence @aws -Confirm:$false";
    private static readonly string[] Hardening = ["CreateBucket", "PutPublicAccessBlock", "PutBucketOwnershipControls", "PutBucketVersioning", "PutBucketEncryption", "PutBucketPolicy"];
    private static readonly TimeSpan Hour = TimeSpan.FromMinutes(61);

    [Fact]
    public async Task A_new_bucket_is_made_ready_before_the_trail_is_turned_to_it()
    {
        await using var aws = await Evidence.StartAsync();
        aws.Server.World.Clock.Advance(Hour);
        var before = await aws.SettingsAsync(Evidence.Bucket);
        aws.Server.Log.Clear();
        var trail = Assert.Single(aws.Run($"{Set} -BucketName next-evidence -PassThru").Clean());
        Assert.Equal("next-evidence", trail.Value("S3BucketName"));
        Assert.Equal([.. Hardening, "UpdateTrail"], aws.Changes());
        Assert.DoesNotContain(aws.Requests, request => request.Service == "s3" && request.Parameters!.Contains(Evidence.Bucket, StringComparison.Ordinal));
        Assert.Equal(before, await aws.SettingsAsync(Evidence.Bucket));

        // Logs and digests go on there, and the first digest knows the last one of the old bucket.
        var old = aws.Server.World.Account.Objects(Evidence.Bucket);
        aws.Server.World.Clock.Advance(Hour);
        Assert.NotEmpty(aws.LogsIn("next-evidence"));
        var last = Assert.Single(await aws.DigestsAsync(Evidence.Bucket));
        var first = Assert.Single(await aws.DigestsAsync("next-evidence"));
        Assert.Equal((Evidence.Bucket, (string?)last["digestS3Object"]), ((string?)first["previousDigestS3Bucket"], (string?)first["previousDigestS3Object"]));
        Assert.Equal(old, aws.Server.World.Account.Objects(Evidence.Bucket));
        var whole = Assert.Single(aws.Run("Get-AuditTrail evidence @aws").Clean());
        Assert.Equal((null, null), (whole.Value("LatestDeliveryError"), whole.Value("LatestDigestDeliveryError")));
    }

    [Fact]
    public async Task Another_prefix_is_open_beside_the_old_one()
    {
        await using var aws = await Evidence.StartAsync("-S3KeyPrefix one");
        aws.Server.World.Clock.Advance(Hour);
        var run = aws.Run($"{Set} -S3KeyPrefix /two/ -PassThru");
        Assert.Equal("two", Assert.Single(run.Clean()).Value("S3KeyPrefix"));
        Assert.Equal(["PutBucketPolicy", "UpdateTrail"], aws.Changes());
        var policy = await aws.Root().S3Async(HttpMethod.Get, $"/{Evidence.Bucket}?policy");
        var write = Assert.Single(JsonNode.Parse(policy)!["Statement"]!.AsArray(), statement => $"{statement!["Action"]}".Contains("PutObject", StringComparison.Ordinal))!;
        Assert.Equal(
            [$"arn:aws:s3:::{Evidence.Bucket}/one/AWSLogs/111122223333/*", $"arn:aws:s3:::{Evidence.Bucket}/two/AWSLogs/111122223333/*"],
            write["Resource"]!.AsArray().Select(resource => (string?)resource));

        aws.Server.World.Clock.Advance(Hour);
        Assert.Contains(aws.LogsIn(Evidence.Bucket), key => key.StartsWith("two/AWSLogs/", StringComparison.Ordinal));
        var digests = await aws.DigestsAsync(Evidence.Bucket);
        Assert.Equal(2, digests.Count);
        Assert.Equal((string?)digests[0]["digestS3Object"], (string?)digests[1]["previousDigestS3Object"]);
    }

    [Fact]
    public async Task No_prefix_is_said_by_an_empty_text()
    {
        await using var aws = await Evidence.StartAsync("-S3KeyPrefix one");
        Assert.Null(Assert.Single(aws.Run($"{Set} -S3KeyPrefix '' -PassThru").Clean()).Value("S3KeyPrefix"));
        Assert.Equal(["PutBucketPolicy", "UpdateTrail"], aws.Changes());
        aws.Server.World.Clock.Advance(Hour);
        Assert.All(aws.LogsIn(Evidence.Bucket), key => Assert.StartsWith("AWSLogs/", key, StringComparison.Ordinal));
        Assert.NotEmpty(aws.LogsIn(Evidence.Bucket));
    }

    [Fact]
    public async Task A_key_is_set_changed_and_taken_away()
    {
        await using var aws = await Evidence.StartAsync();
        var (one, other) = (AddKey(aws), AddKey(aws));
        Assert.Equal(one, Assert.Single(aws.Run($"{Set} -KmsKeyId $key -PassThru", new { key = one }).Clean()).Value("KmsKeyId"));
        Assert.Equal(["PutBucketEncryption", "UpdateTrail"], aws.Changes());
        Assert.Contains(one, await aws.Root().S3Async(HttpMethod.Get, $"/{Evidence.Bucket}?encryption"), StringComparison.Ordinal);

        // The bucket's key is the trail's old one, which nobody chose for other reasons: no -Force is needed.
        Assert.Equal(other, Assert.Single(aws.Run($"{Set} -KmsKeyId $key -PassThru", new { key = other }).Clean()).Value("KmsKeyId"));
        Assert.Contains(other, await aws.Root().S3Async(HttpMethod.Get, $"/{Evidence.Bucket}?encryption"), StringComparison.Ordinal);
        aws.Server.World.Clock.Advance(Hour);
        Assert.NotEmpty(aws.LogsIn(Evidence.Bucket));

        aws.Server.Log.Clear();
        Assert.Null(Assert.Single(aws.Run($"{Set} -KmsKeyId '' -PassThru").Clean()).Value("KmsKeyId"));
        Assert.Equal(["PutBucketEncryption", "UpdateTrail"], aws.Changes());
        Assert.Contains("AES256", await aws.Root().S3Async(HttpMethod.Get, $"/{Evidence.Bucket}?encryption"), StringComparison.Ordinal);
        var logs = aws.LogsIn(Evidence.Bucket).Count();
        aws.Server.World.Clock.Advance(Hour);
        Assert.True(aws.LogsIn(Evidence.Bucket).Count() > logs);
        Assert.Null((await aws.StatusAsync())["LatestDeliveryError"]);
    }

    [Fact]
    public async Task The_key_that_the_trail_has_is_no_change_by_whatever_name()
    {
        await using var aws = await Evidence.StartAsync("-Minimal");
        var key = AddKey(aws);
        await aws.Root().JsonAsync("kms", "CreateAlias", $$"""{"AliasName":"alias/trail","TargetKeyId":"{{key}}"}""");
        await aws.Root().TrailAsync("UpdateTrail", $$"""{"Name":"evidence","KmsKeyId":"{{key}}"}""");
        foreach (var name in new[] { key, key[(key.LastIndexOf('/') + 1)..], "alias/trail", $"arn:aws:kms:us-east-1:{aws.AccountId}:alias/trail" })
        {
            aws.Run($"{Set} -KmsKeyId {name}").Clean();
        }

        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task All_at_once_is_shown_first()
    {
        await using var aws = await Evidence.StartAsync();
        var run = aws.Run($"{Set} -BucketName next-evidence -S3KeyPrefix two -KmsKeyId $key -EnableLogFileValidation $false -WhatIf", new { key = AddKey(aws) });
        Assert.Empty(run.Errors);
        aws.AssertNothingChanged();
        var lines = run.HostText.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Hardening.Length + 1, lines.Length);
        Assert.Contains("\"Create the bucket in us-east-1\" on target \"next-evidence\"", lines[0], StringComparison.Ordinal);
        Assert.Matches("\"Change the trail: bucket: example-evidence → next-evidence; prefix: none → two; key: Amazon S3's → arn:aws:kms:[^;]+; log file validation: on → off\" on target \"arn:", lines[^1]);
    }

    [Fact]
    public async Task A_bucket_of_another_account_is_made_with_its_own_credentials()
    {
        await using var aws = await Evidence.StartAsync();
        var archive = aws.Server.World.AddAccount("444455556666");
        var keys = archive.AddUser("archivist", AwsUnderTest.Admin);
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, $"[log-archive]\naws_access_key_id={keys.AccessKeyId}\naws_secret_access_key={keys.SecretAccessKey}\n");
            var trail = Assert.Single(aws.Run($"{Set} -BucketName archive-evidence -BucketProfileName log-archive -ProfileLocation $file -PassThru", new { file }).Clean());
            Assert.Equal("archive-evidence", trail.Value("S3BucketName"));
            Assert.All(aws.Requests.Where(request => request.Service == "s3"), request => Assert.Equal(keys.AccessKeyId, request.AccessKeyId));
            Assert.All(aws.Requests.Where(request => request.Service == "cloudtrail"), request => Assert.NotEqual(keys.AccessKeyId, request.AccessKeyId));
            aws.Server.World.Clock.Advance(Hour);
            Assert.NotEmpty(archive.Objects("archive-evidence"));
            Assert.Null((await aws.StatusAsync())["LatestDeliveryError"]);

            // What is about the bucket needs them again; the rest does not.
            aws.Server.Log.Clear();
            var foreign = aws.Run($"{Set} -S3KeyPrefix two");
            Assert.Contains("-BucketProfileName", Assert.Single(foreign.Warnings), StringComparison.Ordinal);
            Assert.Contains("InsufficientS3BucketPolicyException", Assert.Single(foreign.Errors).Exception.Message, StringComparison.Ordinal);
            Assert.Null((await aws.DescribeAsync())["S3KeyPrefix"]);
            aws.Server.Log.Clear();
            Assert.Single(aws.Run($"{Set} -EnableLogFileValidation $false").Warnings);
            Assert.Equal(["UpdateTrail"], aws.Changes());
            aws.Run($"{Set} -S3KeyPrefix two -BucketCredential @{{ AccessKeyId = $id; SecretAccessKey = $secret }}", new { id = keys.AccessKeyId, secret = keys.SecretAccessKey }).Clean();
            Assert.Equal("two", (string?)(await aws.DescribeAsync())["S3KeyPrefix"]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(FaultKind.Error)]
    [InlineData(FaultKind.CloseBeforeResponse)]
    public async Task Each_request_may_fail_and_the_next_run_completes_it(FaultKind kind)
    {
        const string Change = $"{Set} -BucketName next-evidence -S3KeyPrefix two -IsMultiRegionTrail $true -EventSelector (New-AuditTrailEventSelector -DynamoDBTable lock)";
        await using var probe = await Evidence.StartAsync("-SingleRegion");
        probe.Run(Change).Clean();
        var asked = probe.Requests.ToList();
        var expected = await StateAsync(probe);
        for (var i = 0; i < asked.Count; i++)
        {
            if (kind == FaultKind.CloseBeforeResponse && !asked[i].IsMutating)
            {
                continue;
            }

            var operation = asked[i].Operation;
            await using var aws = await Evidence.StartAsync("-SingleRegion");
            aws.UseProfile("max_attempts=1");
            aws.Server.Faults.Add(new Fault(kind) { Operation = operation, Every = asked.Take(i + 1).Count(request => request.Operation == operation), Times = 1, Status = 500 });
            var failed = aws.Run(Change);
            var isSeenLater = operation == "GetTrailStatus" || (operation == "GetEventSelectors" && asked.Skip(i + 1).All(request => request.Operation != operation));

            // A request whose answer did not come may have been sent again by the runtime itself.
            Assert.True(kind == FaultKind.CloseBeforeResponse || failed.Errors.Count == (isSeenLater ? 0 : 1), $"{i} {operation}: {string.Join('\n', failed.Errors)}");
            aws.Server.Faults.Clear();
            aws.Run(Change).Clean();
            Assert.Equal(expected, await StateAsync(aws));
        }
    }

    [Fact]
    public async Task A_step_that_fails_tells_what_is_done_and_how_to_go_on()
    {
        await using var aws = await Evidence.StartAsync();
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "UpdateTrail", Status = 400, Code = "AccessDeniedException", Message = "You may not." });
        var error = Assert.Single(aws.Run($"{Set} -BucketName next-evidence").Errors);
        Assert.Equal(("AwsAccessDenied,TrailOps.Cmdlets.SetAuditTrailCommand", "evidence", "PermissionDenied"), (error.FullyQualifiedErrorId, error.TargetObject, $"{error.CategoryInfo.Category}"));
        Assert.Matches(
            $"^{Evidence.Arn}: can't change the trail: bucket: example-evidence → next-evidence\\. AccessDeniedException: You may not \\(request [^)]+\\)\\. .*"
            + "Done before: create the bucket in us-east-1 \\(next-evidence\\); .*Run the same command again to go on with what is left\\. To undo it instead: Remove-S3Bucket next-evidence, which works while it is empty\\.$",
            error.Exception.Message);
        Assert.Equal(Evidence.Bucket, (string?)(await aws.DescribeAsync())["S3BucketName"]);

        var first = Assert.Single(aws.Run($"{Set} -IsMultiRegionTrail $false").Errors).Exception.Message;
        Assert.Contains("Nothing was changed before; run the same command again to go on.", first, StringComparison.Ordinal);
    }

    private static string AddKey(LocalAwsSession aws) => aws.Server.World.Account.AddKey("us-east-1", Evidence.KeyPolicy);

    private static async Task<string> StateAsync(LocalAwsSession aws) => string.Join(
        '\n',
        (await aws.DescribeAsync()).ToJsonString(),
        (await aws.Root().TrailAsync("GetEventSelectors", """{"TrailName":"evidence"}""")).ToJsonString(),
        await aws.SettingsAsync("next-evidence"),
        await aws.SettingsAsync(Evidence.Bucket));
}
