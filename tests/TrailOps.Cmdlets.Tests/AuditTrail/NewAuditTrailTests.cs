using System.Text.Json.Nodes;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

public sealed class NewAuditTrailTests
{
    private const string Arn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/evidence";
    private const string New = "New-AuditTrail evidence example-evidence @aws";

    private static readonly string[] Steps =
    [
        "CreateBucket", "PutPublicAccessBlock", "PutBucketOwnershipControls", "PutBucketVersioning", "PutBucketEncryption", "PutBucketPolicy", "CreateTrail", "StartLogging",
    ];

    [Fact]
    public async Task A_hardened_trail_is_made_and_started()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var trail = Assert.Single(aws.Run(New).Clean());
        Assert.Equal((Arn, true, true, true, "example-evidence", "us-east-1"), (trail.Value("TrailARN"), trail.Value("IsLogging"), trail.Value("IsMultiRegionTrail"), trail.Value("LogFileValidationEnabled"), trail.Value("S3BucketName"), trail.Value("HomeRegion")));
        Assert.Equal(Steps, aws.Changes());
        Assert.All(aws.Requests.Where(request => request.Service == "s3" && request.Operation != "CreateBucket"), request => Assert.Contains("example-evidence", request.Parameters, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_on_a_finished_trail_it_changes_nothing()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Run($"{New} -ObjectLockDays 30 -RetentionDays 90").Clean();
        aws.Server.Log.Clear();
        Assert.Equal(Arn, Assert.Single(aws.Run($"{New} -ObjectLockDays 30 -RetentionDays 90").Clean()).Value("TrailARN"));
        aws.AssertNothingChanged();
        Assert.Equal(Arn, Assert.Single(aws.Run("New-AuditTrail evidence @aws").Clean()).Value("TrailARN"));
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task WhatIf_lists_the_steps_and_changes_nothing()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var run = aws.Run($"{New} -ObjectLockDays 30 -RetentionDays 90 -WhatIf");
        Assert.Empty(run.Clean());
        aws.AssertNothingChanged();
        var lines = run.HostText.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(9, lines.Length);
        Assert.Contains("Create the bucket in us-east-1, with Object Lock", lines[0], StringComparison.Ordinal);
        Assert.Contains("Start logging", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_request_may_fail_and_the_next_run_completes_it()
    {
        await using var probe = await LocalAwsSession.StartAsync();
        probe.Run($"{New} -ObjectLockDays 30 -RetentionDays 90").Clean();
        var asked = probe.Asked.ToList();
        var expected = await TrailState.OfAsync(probe.Root());
        for (var i = 0; i < asked.Count; i++)
        {
            var nth = asked.Take(i + 1).Count(operation => operation == asked[i]);
            await using var aws = await LocalAwsSession.StartAsync();
            aws.UseProfile("max_attempts=1");
            aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = asked[i], Every = nth, Times = 1, Status = 500 });
            var failed = aws.Run($"{New} -ObjectLockDays 30 -RetentionDays 90");
            if (asked[i] is "GetTrailStatus" or "GetEventSelectors")
            {
                // All is done, and can't be seen.
                Assert.NotNull(Assert.Single(failed.Clean()).Value(asked[i] == "GetTrailStatus" ? "StatusError" : "EventSelectorsError"));
            }
            else
            {
                Assert.True(failed.Errors.Count == 1, $"{i} {asked[i]}: {string.Join('\n', failed.Errors)}");
            }

            aws.Server.Faults.Clear();
            aws.Run($"{New} -ObjectLockDays 30 -RetentionDays 90").Clean();
            Assert.Equal(expected, await TrailState.OfAsync(aws.Root()));
        }
    }

    [Fact]
    public async Task A_key_whose_policy_lacks_something_is_an_error_that_has_the_statements()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var key = aws.Server.World.Account.AddKey("us-east-1");
        var run = aws.Run($"{New} -KmsKeyId $key", new { key });
        Assert.Empty(run.Output);
        var error = Assert.Single(run.Errors);
        Assert.Equal(("AuditTrailKeyPolicyIncomplete,TrailOps.Cmdlets.NewAuditTrailCommand", "evidence"), (error.FullyQualifiedErrorId, error.TargetObject));
        aws.AssertNothingChanged();

        var message = error.Exception.Message;
        var missing = JsonNode.Parse(message[message.IndexOf('{', StringComparison.Ordinal)..])!["Statement"]!.AsArray();
        var owner = JsonNode.Parse($$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{aws.AccountId}}:root"},"Action":"kms:*","Resource":"*"}""");
        var policy = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray([owner, .. missing.Select(statement => statement!.DeepClone())]) }.ToJsonString();
        var good = aws.Server.World.Account.AddKey("us-east-1", policy);
        var trail = Assert.Single(aws.Run($"{New} -KmsKeyId $key", new { key = good }).Clean());
        Assert.Equal(good, trail.Value("KmsKeyId"));
        Assert.Contains(good, await aws.Root().S3Async(HttpMethod.Get, "/example-evidence?encryption"), StringComparison.Ordinal);
        aws.Server.Log.Clear();
        aws.Run($"{New} -KmsKeyId $key", new { key = good[(good.LastIndexOf('/') + 1)..] }).Clean();
        aws.AssertNothingChanged();
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(61));
        var whole = Assert.Single(aws.Run("Get-AuditTrail evidence @aws").Clean());
        Assert.Equal((null, null), (whole.Value("LatestDeliveryError"), whole.Value("LatestDigestDeliveryError")));
        Assert.NotNull(whole.Value("LatestDigestDeliveryTime"));
    }

    [Theory]
    [InlineData("arn:aws:kms:eu-west-1:111122223333:key/0", "is in eu-west-1")]
    [InlineData("alias/nobody", "is not in us-east-1")]
    [InlineData("11111111-2222-3333-4444-555555555555", "is not in us-east-1")]
    public async Task A_key_that_CloudTrail_could_not_use_is_an_error(string key, string why)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var error = Assert.Single(aws.Run($"{New} -KmsKeyId {key}").Errors);
        Assert.Equal("AuditTrailKeyNotUsable,TrailOps.Cmdlets.NewAuditTrailCommand", error.FullyQualifiedErrorId);
        Assert.Contains(why, error.Exception.Message, StringComparison.Ordinal);
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task Force_changes_what_somebody_chose_and_never_shortens_a_lock()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Run($"{New} -ObjectLockDays 90 -ObjectLockMode Governance").Clean();
        Assert.Equal("AuditTrailBucketDiffers", Assert.Single(aws.Run($"{New} -ObjectLockDays 30").ErrorIds).Split(',')[0]);
        aws.Run($"{New} -ObjectLockDays 30 -Force").Clean();
        var text = await aws.Root().S3Async(HttpMethod.Get, "/example-evidence?object-lock");
        Assert.Contains("<Days>90</Days>", text, StringComparison.Ordinal);
        Assert.Contains("COMPLIANCE", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_retention_a_rule_that_deletes_logs_is_warned_of()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Run(New).Clean();
        const string Rule = "<LifecycleConfiguration><Rule><ID>soon</ID><Status>Enabled</Status><Filter><Prefix/></Filter><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>";
        await aws.Root().S3Async(HttpMethod.Put, "/example-evidence?lifecycle", Rule);
        aws.Server.Log.Clear();
        Assert.Contains("'soon' deletes logs after a day", Assert.Single(aws.Run(New).Warnings), StringComparison.Ordinal);
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task Of_a_trail_that_is_there_its_bucket_and_prefix_are_meant_where_none_is_given()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Run($"{New} -S3KeyPrefix audit/").Clean();
        aws.Server.Log.Clear();
        Assert.Equal("audit", Assert.Single(aws.Run("New-AuditTrail evidence @aws").Clean()).Value("S3KeyPrefix"));
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task A_longer_retention_is_shortened_by_force_alone()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Run($"{New} -RetentionDays 100").Clean();
        var error = Assert.Single(aws.Run($"{New} -RetentionDays 10").Errors);
        Assert.Contains("logs are kept for 100 days, not 10", error.Exception.Message, StringComparison.Ordinal);
        aws.Run($"{New} -RetentionDays 10 -Force").Clean();
        Assert.Contains("<Days>10</Days>", await aws.Root().S3Async(HttpMethod.Get, "/example-evidence?lifecycle"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$one")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($one, 6))")]
    [InlineData("@{ FieldSelectors = @{ Field = 'eventCategory'; Equals = 'Data' }, @{ Field = 'resources.type'; Equals = @('AWS::S3::Object') }, @{ Field = 'resources.ARN'; StartsWith = @('arn:aws:s3:::state/') } }")]
    [InlineData("[pscustomobject] @{ AdvancedEventSelectors = @([pscustomobject] @{ Name = 'n'; FieldSelectors = @([pscustomobject] @{ Field = 'eventCategory'; Equals = @('Data') }, [pscustomobject] @{ Field = 'resources.type'; Equals = @('AWS::S3::Object') }, [pscustomobject] @{ Field = 'resources.ARN'; StartsWith = @('arn:aws:s3:::state/') }) }) }")]
    public async Task Selectors_come_as_objects_of_any_origin(string selectors)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Run("$one = New-AuditTrailEventSelector -S3Bucket state").Clean();
        var trail = Assert.Single(aws.Run($"{New} -EventSelector ({selectors})").Clean());
        Assert.Equal("all management events; all events of objects in s3://state/", trail.Value("LoggedEvents"));
    }

    [Theory]
    [InlineData("'all'", "'all' is no event selector")]
    [InlineData("@{ FieldSelectors = @('eventCategory') }", "'eventCategory' is no event selector")]
    [InlineData("@{ FieldSelectors = @{ Field = 'eventName'; Equals = 'GetObject PutObject' } }", "-Depth 8")]
    public async Task What_is_no_selector_is_an_error(string selectors, string words)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var error = Assert.Single(aws.Run($"{New} -EventSelector ({selectors})").Errors);
        Assert.Equal("ParameterArgumentTransformationError,TrailOps.Cmdlets.NewAuditTrailCommand", error.FullyQualifiedErrorId);
        Assert.Contains(words, error.Exception.Message, StringComparison.Ordinal);
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task The_bucket_s_account_has_one_kind_of_credentials()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        foreach (var cmdlet in new[] { "New-AuditTrail evidence", "Set-AuditTrail evidence -KmsKeyId ''" })
        {
            var error = Assert.Single(aws.Run($"{cmdlet} @aws -Confirm:$false -BucketProfileName archive -BucketCredential @{{ AccessKeyId = 'a'; SecretAccessKey = 'b' }}").Errors);
            Assert.Equal(("BucketCredentialAmbiguous", "archive"), (error.FullyQualifiedErrorId.Split(',')[0], error.TargetObject));
        }

        Assert.Empty(aws.Requests);
    }
}
