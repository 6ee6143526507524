using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests;

public abstract class GetAuditTrailTests
{
    [Fact]
    public async Task Trails_come_out_once_with_what_they_are_doing()
    {
        await using var aws = await WithTrailsAsync();
        var run = aws.Run("$aws.Region = 'us-east-1', 'eu-west-1'; Get-AuditTrail @aws");
        var rows = run.Clean().Select(t => $"{t.Properties["Name"].Value} {t.Properties["HomeRegion"].Value} {t.Properties["IsLogging"].Value} {t.Properties["IsMultiRegionTrail"].Value} {t.Properties["S3BucketName"].Value}");
        Assert.Equal([$"everywhere us-east-1 True True {aws.TrailBucket}", $"here eu-west-1 False False {aws.TrailBucket}"], rows.Order(StringComparer.Ordinal));
        aws.AssertNothingChanged();
    }

    [Theory]
    [InlineData("everywhere", "everywhere")]
    [InlineData("EVERY*", "everywhere")]
    [InlineData("arn:aws:cloudtrail:eu-west-1:ACCOUNT:trail/here", "here")]
    [InlineData("none*", "")]
    public async Task By_name_pattern_or_ARN(string name, string found)
    {
        await using var aws = await WithTrailsAsync();
        name = name.Replace("ACCOUNT", aws.AccountId, StringComparison.Ordinal);
        Assert.Equal(found, string.Join(' ', aws.Run("Get-AuditTrail $name @aws", new { name }).Clean().Select(t => t.Properties["Name"].Value)));
    }

    [Fact]
    public async Task A_trail_that_is_not_there_is_an_error()
    {
        await using var aws = await WithTrailsAsync();
        var run = aws.Run("Get-AuditTrail missing, everywhere @aws");
        Assert.Equal("everywhere", Assert.Single(run.Output).Properties["Name"].Value);
        var error = Assert.Single(run.Errors);
        Assert.Equal(("AuditTrailNotFound,TrailOps.Cmdlets.GetAuditTrailCommand", "missing"), (error.FullyQualifiedErrorId, error.TargetObject));
    }

    [Fact]
    public async Task A_region_that_fails_is_one_error_and_the_others_go_on()
    {
        await using var aws = (LocalAwsSession)await WithTrailsAsync("judges no policies");
        var keys = aws.Server.World.Account.AddUser("reader", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"cloudtrail:*","Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":"us-east-1"}}}}""");
        aws.SetKeys(keys);
        var run = aws.Run("$aws.Region = 'us-east-1', 'eu-west-1'; Get-AuditTrail @aws");
        Assert.Equal("everywhere", Assert.Single(run.Output).Properties["Name"].Value);
        var error = Assert.Single(run.Errors);
        Assert.Equal(("AwsAccessDenied,TrailOps.Cmdlets.GetAuditTrailCommand", "eu-west-1"), (error.FullyQualifiedErrorId, error.TargetObject));
    }

    [Fact]
    public async Task A_trail_whose_status_is_refused_comes_out_with_the_reason()
    {
        await using var aws = (LocalAwsSession)await WithTrailsAsync("refuses nothing on request");
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Service = "cloudtrail", Operation = "GetTrailStatus", Status = 400, Code = "AccessDeniedException" });
        var trail = Assert.Single(aws.Run("Get-AuditTrail @aws").Clean());
        Assert.Null(trail.Properties["IsLogging"].Value);
        Assert.StartsWith("AccessDeniedException", (string)trail.Properties["StatusError"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_logs_in_words()
    {
        await using var aws = await WithTrailsAsync();
        await SelectAsync(aws.Root(), "everywhere", """
            "AdvancedEventSelectors":[
              {"Name":"mine","FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"eventSource","NotEquals":["kms.amazonaws.com"]}]},
              {"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]},{"Field":"readOnly","Equals":["false"]},{"Field":"resources.ARN","StartsWith":["arn:aws:s3:::tf-state/env/"]}]}]
            """);
        await SelectAsync(aws.Root("eu-west-1"), "here", """
            "EventSelectors":[{"ReadWriteType":"WriteOnly","IncludeManagementEvents":true,"DataResources":[{"Type":"AWS::Lambda::Function","Values":["arn:aws:lambda"]}]}]
            """);
        var trails = aws.Run("$aws.Region = 'us-east-1', 'eu-west-1'; Get-AuditTrail @aws").Clean();
        Assert.Equal(
            ["write-only management events; writes to all Lambda functions", "all management events without KMS; writes to objects in s3://tf-state/env/"],
            trails.Select(trail => trail.Value("LoggedEvents")));
        Assert.All(trails, trail => Assert.Equal((null, "Data events and network activity cost USD 0.10 per 100,000 events."), (trail.Value("EventSelectorsError"), trail.Value("DataEventsCost"))));
        Assert.Equal("mine", Assert.Single(aws.Run("(Get-AuditTrail everywhere @aws).EventSelectors[0].Name").Clean()).ToString());
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task A_second_copy_of_management_events_costs()
    {
        await using var aws = await WithTrailsAsync();
        await aws.Root("eu-west-1").TrailAsync("StartLogging", """{"Name":"here"}""");
        var trails = aws.Run("$aws.Region = 'us-east-1', 'eu-west-1'; Get-AuditTrail @aws").Clean();
        Assert.All(trails, trail => Assert.Equal(2, trail.Value("ManagementEventsCopies")));
        Assert.All(trails, trail => Assert.Equal(
            "2 trails log management events of eu-west-1: one copy is free, the other costs USD 2.00 per 100,000 events. In eu-west-1 they are everywhere and here.", trail.Value("ManagementEventsCost")));

        // One alone does not tell.
        var alone = Assert.Single(aws.Run("Get-AuditTrail here @aws").Clean());
        Assert.Null(alone.Value("ManagementEventsCopies"));
        Assert.Contains("it is not known which events", alone.Value<string>("ManagementEventsCost"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_region_all_are_asked()
    {
        await using var aws = await WithTrailsAsync("does not know the newest regions");
        Assert.Equal(["here", "everywhere"], aws.Run("$aws.Remove('Region'); Get-AuditTrail @aws").Clean().Select(trail => trail.Value("Name")));
        Assert.Equal(["here"], aws.Run("Get-AuditTrail here @aws").Clean().Select(trail => trail.Value("Name")));
        Assert.Equal(["here"], aws.Run("Get-AuditTrail h* @aws").Clean().Select(trail => trail.Value("Name")));
        var missing = Assert.Single(aws.Run("Get-AuditTrail missing @aws").Errors);
        Assert.StartsWith("AuditTrailNotFound,", missing.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("which are all that are enabled", missing.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_that_is_not_enabled_is_passed_over_where_all_are_asked()
    {
        await using var aws = (LocalAwsSession)await WithTrailsAsync("has all regions enabled");
        var run = aws.Run("$aws.Remove('Region'); Get-AuditTrail @aws");
        Assert.Equal(2, run.Clean().Count);
        var asked = aws.Requests.Where(request => request.Operation == "DescribeTrails").Select(request => request.Region).ToList();
        Assert.Contains("il-central-1", asked);
        Assert.Equal(asked.Count, asked.Distinct().Count());
        Assert.Contains("il-central-1 is not enabled in the account.", run.Verbose);

        // Named, it has to answer; and where no region knows the keys, it is the keys.
        Assert.StartsWith("AwsKeysNotAccepted,", Assert.Single(aws.Run("Get-AuditTrail @aws -Region il-central-1").ErrorIds), StringComparison.Ordinal);
        Assert.StartsWith("AwsKeysNotAccepted,", Assert.Single(aws.Run("$aws.AccessKey = 'AKIAUNKNOWN'; Get-AuditTrail @aws").ErrorIds), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trail_whose_selectors_are_refused_comes_out_with_the_reason()
    {
        await using var aws = (LocalAwsSession)await WithTrailsAsync("refuses nothing on request");
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Service = "cloudtrail", Operation = "GetEventSelectors", Status = 400, Code = "AccessDeniedException" });
        var trail = Assert.Single(aws.Run("Get-AuditTrail @aws").Clean());
        Assert.Equal((true, null, null, null), (trail.Value("IsLogging"), trail.Value("EventSelectors"), trail.Value("LoggedEvents"), trail.Value("ManagementEventsCopies")));
        Assert.StartsWith("AccessDeniedException", trail.Value<string>("EventSelectorsError"), StringComparison.Ordinal);
        Assert.Equal("It is not known which events it logs.", trail.Value("ManagementEventsCost"));
    }

    [Fact]
    public async Task The_table_tells_whether_it_logs()
    {
        await using var aws = await WithTrailsAsync();
        var text = aws.Session.Render("Get-AuditTrail @aws");
        Assert.Contains("everywhere", text, StringComparison.Ordinal);
        Assert.Contains("IsLogging", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_tells_what_it_logs_and_what_that_costs()
    {
        await using var aws = await WithTrailsAsync();
        var text = aws.Session.Render("Get-AuditTrail everywhere @aws | Format-List");
        Assert.Contains("all management events", text, StringComparison.Ordinal);
        Assert.Contains("the first copy in a region is free", string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static Task SelectAsync(LocalAws.Tests.Harness.AwsCaller root, string trail, string selectors) => root.TrailAsync("PutEventSelectors", $$"""{"TrailName":"{{trail}}",{{selectors}}}""");

    private protected abstract Task<AwsUnderTest> StartAsync(string? motoLacks);

    private async Task<AwsUnderTest> WithTrailsAsync(string? motoLacks = null)
    {
        var aws = await StartAsync(motoLacks);
        var root = aws.Root();
        await AwsUnderTest.AddTrailBucketAsync(root, aws.TrailBucket, aws.AccountId);
        await root.TrailAsync("CreateTrail", $$"""{"Name":"everywhere","S3BucketName":"{{aws.TrailBucket}}","IsMultiRegionTrail":true,"EnableLogFileValidation":true}""");
        await root.TrailAsync("StartLogging", """{"Name":"everywhere"}""");
        await aws.Root("eu-west-1").TrailAsync("CreateTrail", $$"""{"Name":"here","S3BucketName":"{{aws.TrailBucket}}"}""");
        return aws;
    }

    public sealed class OnLocalAws : GetAuditTrailTests
    {
        private protected override async Task<AwsUnderTest> StartAsync(string? motoLacks) => await LocalAwsSession.StartAsync();
    }

    public sealed class OnMoto(Moto moto) : GetAuditTrailTests
    {
        private protected override Task<AwsUnderTest> StartAsync(string? motoLacks) => moto.OpenAsync(motoLacks);
    }
}
