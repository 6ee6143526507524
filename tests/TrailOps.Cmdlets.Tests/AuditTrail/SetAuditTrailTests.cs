namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

public abstract class SetAuditTrailTests
{
    private const string Set = "Set-AuditTrail evidence @aws -Confirm:$false";

    [Fact]
    public async Task Selectors_take_the_place_of_those_that_are_there_and_management_events_stay()
    {
        await using var aws = await WithTrailAsync();
        Assert.Empty(aws.Run($"{Set} -EventSelector (New-AuditTrailEventSelector -S3Bucket tf-state -Prefix env/ -WriteOnly)").Clean());
        Assert.Equal("all management events; writes to objects in s3://tf-state/env/", LoggedBy(aws));

        var run = aws.Run($"{Set} -EventSelector (New-AuditTrailEventSelector -DynamoDBTable lock)");
        Assert.Equal(["evidence: it logs data events of AWS::S3::Object no more."], run.Warnings);
        Assert.Equal("all management events; all events of items in DynamoDB table lock", LoggedBy(aws));
        Assert.Contains($"arn:aws:dynamodb:us-east-1:{aws.AccountId}:table/lock", $"{(await aws.Root().TrailAsync("GetEventSelectors", """{"TrailName":"evidence"}"""))["AdvancedEventSelectors"]?.ToJsonString()}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_can_be_added_to_what_there_is()
    {
        await using var aws = await WithTrailAsync();
        aws.Run($"{Set} -EventSelector (New-AuditTrailEventSelector -S3Bucket tf-state)").Clean();
        aws.Run($"{Set} -EventSelector (@((Get-AuditTrail evidence @aws).EventSelectors) + (New-AuditTrailEventSelector -DynamoDBTable lock))").Clean();
        Assert.Equal("all management events; all events of objects in s3://tf-state/; all events of items in DynamoDB table lock", LoggedBy(aws));
    }

    [Fact]
    public async Task Management_events_that_are_left_out_stay_left_out_where_data_events_are_selected()
    {
        await using var aws = await WithTrailAsync();
        var run = aws.Run($"{Set} -EventSelector (New-AuditTrailEventSelector -ExcludeEventSource kms)");
        Assert.Equal(["evidence: it logs management events of kms.amazonaws.com no more."], run.Warnings);
        aws.Run($"{Set} -EventSelector (New-AuditTrailEventSelector -DynamoDBTable lock)").Clean();
        Assert.Equal("all management events without KMS; all events of items in DynamoDB table lock", LoggedBy(aws));

        // Given, they are as they are given.
        Assert.Equal(["evidence: it logs data events of AWS::DynamoDB::Table no more."], aws.Run($"{Set} -EventSelector (New-AuditTrailEventSelector)").Warnings);
        Assert.Equal("all management events", LoggedBy(aws));
    }

    [Fact]
    public async Task Management_events_can_be_left_out()
    {
        await using var aws = await WithTrailAsync();
        aws.Run($"{Set} -EventSelector (New-AuditTrailEventSelector -DynamoDBTable lock)").Clean();
        var run = aws.Run($"{Set} -DataEventsOnly -PassThru");
        Assert.Equal(["evidence: it logs management events no more, and so no change of permissions, keys or trails."], run.Warnings);
        Assert.Equal("all events of items in DynamoDB table lock", Assert.Single(run.Output).Value("LoggedEvents"));

        // They stay out, until somebody selects them.
        aws.Run($"{Set} -EventSelector (New-AuditTrailEventSelector -S3Bucket tf-state), (New-AuditTrailEventSelector -DynamoDBTable lock)").Clean();
        Assert.Equal("all events of objects in s3://tf-state/; all events of items in DynamoDB table lock", LoggedBy(aws));
        Assert.Single(aws.Run($"{Set} -EventSelector (New-AuditTrailEventSelector -ReadWriteType WriteOnly), (New-AuditTrailEventSelector -S3Bucket tf-state)").Warnings);
        Assert.Equal("write-only management events; all events of objects in s3://tf-state/", LoggedBy(aws));
    }

    [Theory]
    [InlineData("WriteOnly", "evidence: it logs management events of calls that read no more.")]
    [InlineData("ReadOnly", "evidence: it logs management events of calls that write no more, and so no change of permissions, keys or trails.")]
    public async Task Fewer_management_events_are_warned_of(string kind, string warning)
    {
        await using var aws = await WithTrailAsync();
        Assert.Equal([warning], aws.Run($"{Set} -EventSelector (New-AuditTrailEventSelector -ReadWriteType {kind})").Warnings);
        aws.Run($"{Set} -EventSelector (New-AuditTrailEventSelector)").Clean();
    }

    [Fact]
    public async Task Basic_selectors_are_written_as_advanced_ones_only_where_something_differs()
    {
        await using var aws = await WithTrailAsync("leaves the basic selectors beside the advanced ones");
        const string Basic = """[{"ReadWriteType":"WriteOnly","IncludeManagementEvents":true,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3:::tf-state/env/"]}],"ExcludeManagementEventSources":["kms.amazonaws.com"]}]""";
        await aws.Root().TrailAsync("PutEventSelectors", $$"""{"TrailName":"evidence","EventSelectors":{{Basic}}}""");
        aws.Run($"{Set} -EventSelector (Get-AuditTrail evidence @aws).EventSelectors").Clean();
        aws.Run($"{Set} -EventSelector (New-AuditTrailEventSelector -S3Bucket tf-state -Prefix env/ -WriteOnly)").Clean();
        aws.AssertNothingChanged();
        Assert.NotNull((await aws.Root().TrailAsync("GetEventSelectors", """{"TrailName":"evidence"}"""))["EventSelectors"]);

        aws.Run($"{Set} -EventSelector (@((Get-AuditTrail evidence @aws).EventSelectors) + (New-AuditTrailEventSelector -DynamoDBTable lock))").Clean();
        var answer = await aws.Root().TrailAsync("GetEventSelectors", """{"TrailName":"evidence"}""");
        Assert.Null(answer["EventSelectors"]);
        Assert.Equal(3, answer["AdvancedEventSelectors"]!.AsArray().Count);
        Assert.Equal("write-only management events without KMS; writes to objects in s3://tf-state/env/; all events of items in DynamoDB table lock", LoggedBy(aws));
    }

    [Fact]
    public async Task Digests_and_regions_are_switched()
    {
        await using var aws = await WithTrailAsync();
        var run = aws.Run($"{Set} -EnableLogFileValidation $false -IsMultiRegionTrail $false -PassThru");
        Assert.Equal((false, false), (run.Output[0].Value("LogFileValidationEnabled"), run.Output[0].Value("IsMultiRegionTrail")));
        Assert.Equal(
            [
                "evidence: without log file validation nobody can prove what is delivered from then on; switched on again it begins a new chain of digests.",
                "evidence: as a trail of us-east-1 alone it logs nothing of other regions, where nobody looks then.",
            ],
            run.Warnings);
        var trail = Assert.Single(aws.Run($"{Set} -EnableLogFileValidation $true -IsMultiRegionTrail $true -PassThru").Clean());
        Assert.Equal((true, true, true), (trail.Value("LogFileValidationEnabled"), trail.Value("IsMultiRegionTrail"), trail.Value("IncludeGlobalServiceEvents")));
    }

    [Theory]
    [InlineData("-EnableLogFileValidation $true -IsMultiRegionTrail $true")]
    [InlineData("-EventSelector (New-AuditTrailEventSelector)")]
    [InlineData("-KmsKeyId '' -S3KeyPrefix ''")]
    [InlineData("-BucketName BUCKET -S3KeyPrefix /")]
    public async Task Where_it_is_as_asked_nothing_is_changed(string parameters)
    {
        await using var aws = await WithTrailAsync();
        var run = aws.Run($"{Set} {parameters.Replace("BUCKET", aws.TrailBucket, StringComparison.Ordinal)} -PassThru");
        Assert.Equal("evidence", Assert.Single(run.Clean()).Value("Name"));
        Assert.Contains($"The trail arn:aws:cloudtrail:us-east-1:{aws.AccountId}:trail/evidence is that already: nothing to do.", run.Verbose);
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task The_difference_is_shown_and_nothing_changed()
    {
        await using var aws = await WithTrailAsync();
        aws.Run($"{Set} -EventSelector (New-AuditTrailEventSelector -DynamoDBTable lock)").Clean();
        var run = aws.Run($"Set-AuditTrail evidence @aws -EnableLogFileValidation $false -IsMultiRegionTrail $false -EventSelector (New-AuditTrailEventSelector -S3Bucket tf-state -Prefix env/) -PassThru -WhatIf");
        Assert.Empty(run.Output);
        Assert.Empty(run.Errors);
        Assert.Contains("""Performing the operation "Change the trail: log file validation: on → off; regions: all → us-east-1" on target "arn:aws:cloudtrail:us-east-1:""", run.HostText, StringComparison.Ordinal);
        Assert.Contains("Change what is logged:\n  - all events of items in DynamoDB table lock\n  + all events of objects in s3://tf-state/env/\" on target", run.HostText, StringComparison.Ordinal);
        Assert.DoesNotContain("management events", run.HostText, StringComparison.Ordinal);
        Assert.Equal("all management events; all events of items in DynamoDB table lock", LoggedBy(aws));
        var trail = Assert.Single(aws.Run("Get-AuditTrail evidence @aws").Clean());
        Assert.Equal((true, true), (trail.Value("LogFileValidationEnabled"), trail.Value("IsMultiRegionTrail")));
    }

    private static string? LoggedBy(AwsUnderTest aws) => (string?)Assert.Single(aws.Run("Get-AuditTrail evidence @aws").Clean()).Value("LoggedEvents");

    private protected abstract Task<AwsUnderTest> StartAsync(string? motoLacks);

    private async Task<AwsUnderTest> WithTrailAsync(string? motoLacks = null)
    {
        var aws = await StartAsync(motoLacks);
        var root = aws.Root();
        await AwsUnderTest.AddTrailBucketAsync(root, aws.TrailBucket, aws.AccountId);
        await root.TrailAsync("CreateTrail", $$"""{"Name":"evidence","S3BucketName":"{{aws.TrailBucket}}","IsMultiRegionTrail":true,"EnableLogFileValidation":true}""");
        return aws;
    }

    public sealed class OnLocalAws : SetAuditTrailTests
    {
        private protected override async Task<AwsUnderTest> StartAsync(string? motoLacks) => await LocalAwsSession.StartAsync();
    }

    public sealed class OnMoto(Moto moto) : SetAuditTrailTests
    {
        private protected override Task<AwsUnderTest> StartAsync(string? motoLacks) => moto.OpenAsync(motoLacks);
    }
}
