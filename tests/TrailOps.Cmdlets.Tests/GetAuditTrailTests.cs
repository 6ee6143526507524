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
    public async Task The_table_tells_whether_it_logs()
    {
        await using var aws = await WithTrailsAsync();
        var text = aws.Session.Render("Get-AuditTrail @aws");
        Assert.Contains("everywhere", text, StringComparison.Ordinal);
        Assert.Contains("IsLogging", text, StringComparison.Ordinal);
    }

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
