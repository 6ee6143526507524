using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>Start-AuditTrail -Wait: LocalAws delivers every five minutes, and its clock is moved while the cmdlet waits.</summary>
public sealed class StartAuditTrailWaitTests
{
    private const string Start = "Start-AuditTrail evidence @aws -Wait -PassThru";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task It_comes_back_with_the_first_delivery_after_the_start()
    {
        await using var aws = await StoppedAsync();
        var earlier = (double)(await aws.StatusAsync())["LatestDeliveryTime"]!;
        var running = Task.Run(() => aws.Run(Start), TestContext.Current.CancellationToken);
        Until(() => Looks(aws) >= 3);
        Assert.False(running.IsCompleted);
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(5));
        var run = await running.WaitAsync(Soon, TestContext.Current.CancellationToken);
        var trail = Assert.Single(run.Clean());
        Assert.True(trail.Value<DateTime>("LatestDeliveryTime") >= trail.Value<DateTime>("StartLoggingTime"));
        Assert.True(trail.Value<DateTime>("LatestDeliveryTime") > DateTime.UnixEpoch.AddSeconds(earlier));
        Assert.Equal(["StartLogging"], aws.Changes());
        Assert.Contains(run.Verbose, line => Regex.IsMatch(line, "^evidence: nothing is delivered since [0-9-]+ [0-9:]+Z; looked at again in 1 s\\.$"));

        // It has delivered since its start: there is nothing to wait for.
        aws.Server.Log.Clear();
        Assert.Single(aws.Run(Start).Clean());
        Assert.Equal(1, Looks(aws));
        aws.AssertNothingChanged();
    }

    [Theory]
    [InlineData("policy", "Amazon S3 refuses it (AccessDenied): the policy of the bucket example-evidence lacks what CloudTrail needs. New-AuditTrail with the same name and bucket adds what is missing.")]
    [InlineData("bucket", "the bucket example-evidence is not there (NoSuchBucket). Set-AuditTrail -BucketName gives the trail another.")]
    [InlineData("stopped", "it is not logging any more: somebody stopped it.")]
    [InlineData("nothing", "CloudTrail tells no error. It delivers some five minutes after a call, and only where there was one that the trail logs.")]
    public async Task A_time_out_says_what_is_missing(string missing, string why)
    {
        await using var aws = await StoppedAsync();
        var root = aws.Root();
        switch (missing)
        {
            case "policy":
                await root.S3Async(HttpMethod.Delete, "/example-evidence?policy");
                break;
            case "bucket":
                aws.Server.World.Account.Objects("example-evidence").ToList().ForEach(key => aws.Server.World.Account.RemoveObject("example-evidence", key));
                await root.S3Async(HttpMethod.Delete, "/example-evidence");
                break;
            case "nothing":
                aws.Run("Set-AuditTrail evidence @aws -EventSelector (New-AuditTrailEventSelector -DynamoDBTable lock) -DataEventsOnly -Confirm:$false -WarningAction Ignore").Clean();
                break;
        }

        var running = Task.Run(() => aws.Run($"{Start} -Timeout 00:00:03"), TestContext.Current.CancellationToken);
        Until(() => Looks(aws) >= 2);
        if (missing == "stopped")
        {
            await root.TrailAsync("StopLogging", """{"Name":"evidence"}""");
        }
        else
        {
            aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(6));
        }

        var run = await running.WaitAsync(Soon, TestContext.Current.CancellationToken);
        Assert.Empty(run.Output);
        var error = Assert.Single(run.Errors);
        Assert.Equal(
            ("AuditTrailDeliveryNotSeen,TrailOps.Cmdlets.StartAuditTrailCommand", ErrorCategory.OperationTimeout, "evidence"),
            (error.FullyQualifiedErrorId, error.CategoryInfo.Category, error.TargetObject));
        Assert.Equal($"The trail evidence has delivered nothing within 00:00:03 since its start: {why}", error.Exception.Message);
    }

    [Fact]
    public async Task What_is_mended_while_it_waits_is_enough()
    {
        await using var aws = await StoppedAsync();
        var policy = await aws.Root().S3Async(HttpMethod.Get, "/example-evidence?policy");
        await aws.Root().S3Async(HttpMethod.Delete, "/example-evidence?policy");
        var running = Task.Run(() => aws.Run(Start), TestContext.Current.CancellationToken);
        Until(() => Looks(aws) >= 2);
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(6));
        var looks = Looks(aws);
        Until(() => Looks(aws) >= looks + 2);
        Assert.False(running.IsCompleted);
        await aws.Root().S3Async(HttpMethod.Put, "/example-evidence?policy", policy);
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(6));
        var run = await running.WaitAsync(Soon, TestContext.Current.CancellationToken);
        Assert.Null(Assert.Single(run.Clean()).Value("LatestDeliveryError"));
        Assert.Contains(run.Verbose, line => line.Contains("(AccessDenied); looked at again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_ends_the_waiting_and_leaves_it_logging()
    {
        await using var aws = await StoppedAsync();
        await aws.StopAsync(Start, () => Looks(aws) >= 2);
        Assert.True((bool?)(await aws.StatusAsync())["IsLogging"]);
    }

    [Theory]
    [InlineData("600")]
    [InlineData("00:00:00")]
    public async Task A_time_out_is_hours_minutes_and_seconds(string timeout)
    {
        await using var aws = await StoppedAsync();
        Assert.Equal(["ParameterArgumentValidationError,TrailOps.Cmdlets.StartAuditTrailCommand"], aws.Run($"{Start} -Timeout {timeout}").ErrorIds);
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task WhatIf_does_not_wait()
    {
        await using var aws = await StoppedAsync();
        Assert.Empty(aws.Run($"{Start} -WhatIf").Clean());
        aws.AssertNothingChanged();
    }

    private static int Looks(LocalAwsSession aws) => aws.Asked.Count(operation => operation == "GetTrailStatus");

    private static void Until(Func<bool> holds) => Assert.True(SpinWait.SpinUntil(holds, Soon));

    /// <summary>The trail, which has delivered before and is stopped.</summary>
    private static async Task<LocalAwsSession> StoppedAsync()
    {
        var aws = await Evidence.StartAsync();
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(6));
        aws.Run("Stop-AuditTrail evidence @aws -Confirm:$false").Clean();
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(1));
        aws.Server.Log.Clear();
        return aws;
    }
}
