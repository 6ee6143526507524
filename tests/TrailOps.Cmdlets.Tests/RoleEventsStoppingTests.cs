using System.Management.Automation;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Ctrl+C in the middle of event history and of a bucket, and what stops a pipeline from within: nothing goes on.</summary>
public sealed class RoleEventsStoppingTests
{
    [Theory]
    [InlineData("Get-RoleEvents deployer @aws", "LookupEvents", 1)]
    [InlineData("Get-RoleEvents deployer @aws", "LookupEvents", 2)]
    [InlineData("Get-RoleEvents deployer -Wait @aws", "LookupEvents", 4)]
    [InlineData("$aws.Region = 'us-east-1', 'eu-west-1', 'eu-north-1'; Get-RoleEvents deployer @aws", "LookupEvents", 2)]
    [InlineData("Get-RoleEvents deployer -BucketName logs-of-team @at", "HeadBucket", 1)]
    [InlineData("Get-RoleEvents deployer -BucketName logs-of-team @at", "ListObjectsV2", 1)]
    [InlineData("Get-RoleEvents deployer -BucketName logs-of-team @at", "ListObjectsV2", 4)]
    [InlineData("Get-RoleEvents deployer -BucketName logs-of-team @at", "GetObject", 1)]
    [InlineData("Get-RoleEvents deployer -BucketName logs-of-team -CachePath $cache @at", "GetObject", 20)]
    [InlineData("Get-RoleEvents deployer -TrailName management @at", "DescribeTrails", 1)]
    [InlineData("$objects | Get-RoleEvents deployer @at", "GetObject", 3)]
    public async Task Ctrl_C_while_AWS_is_silent(string script, string operation, int which)
    {
        using var folder = new LogFolder();
        await using var aws = await StartAsync(folder);
        aws.Server.Faults.Add(new Fault(FaultKind.Latency) { Operation = operation, Every = which, Latency = TimeSpan.FromMinutes(10) });
        await aws.StopAsync(script, () => aws.Server.Faults.HeldCount > 0);
        Assert.Empty(Directory.GetFiles(folder.Root, "*.part", SearchOption.AllDirectories));

        // The session goes on as if nothing had been.
        Assert.NotEmpty(aws.Run(script.Replace(" -Wait", "", StringComparison.Ordinal)).Output);
    }

    [Theory]
    [InlineData("Get-RoleEvents deployer @aws")]
    [InlineData("Get-RoleEvents deployer -BucketName logs-of-team @at")]
    public async Task Ctrl_C_in_the_pause_before_the_next_attempt(string script)
    {
        using var folder = new LogFolder();
        await using var aws = await StartAsync(folder);
        aws.Server.Faults.Add(new Fault(FaultKind.Throttle));
        await aws.StopAsync(script, () => aws.Asked.Count >= 2);
        Assert.NotEmpty(aws.Run(script).Output);
    }

    [Theory]
    [InlineData("Get-RoleEvents deployer @aws | ForEach-Object { throw 'enough' }")]
    [InlineData("Get-RoleEvents deployer -BucketName logs-of-team @at | ForEach-Object { throw 'enough' }")]
    [InlineData("Get-RoleEvents deployer @aws | ForEach-Object { Get-RoleEvents -Path nowhere -ErrorAction Stop }")]
    [InlineData("Get-RoleEvents deployer -BucketName logs-of-team @at | ForEach-Object { Get-RoleEvents -Path nowhere -ErrorAction Stop }")]
    public async Task An_exception_behind_it_ends_it(string script)
    {
        using var folder = new LogFolder();
        await using var aws = await StartAsync(folder);
        Assert.NotNull(aws.Run(script).Exception);
        await aws.AssertNothingGoesOnAsync();
    }

    [Theory]
    [InlineData("$aws.Region = 'eu-west-1', 'eu-north-1', 'us-east-1'; Get-RoleEvents deployer @aws -ErrorAction Stop")]
    [InlineData("Get-RoleEvents deployer -BucketName logs-of-team @at -ErrorAction Stop")]
    public async Task ErrorAction_Stop_ends_it_at_the_first_error(string script)
    {
        using var folder = new LogFolder();
        await using var aws = await StartAsync(folder);
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Service = script.Contains("Bucket", StringComparison.Ordinal) ? "s3" : null, Operation = script.Contains("Bucket", StringComparison.Ordinal) ? "GetObject" : null, Status = 400, Code = "AccessDeniedException" });
        Assert.IsType<ActionPreferenceStopException>(aws.Run(script).Exception);
        await aws.AssertNothingGoesOnAsync();
    }

    /// <summary>Three pages of events in a region, and a trail that has delivered fifty logs.</summary>
    private static async Task<LocalAwsSession> StartAsync(LogFolder folder)
    {
        var aws = await LocalAwsSession.StartAsync();
        var account = aws.Server.World.Account;
        account.AddTrail("management", "logs-of-team");
        for (var number = 0; number < 120; number++)
        {
            aws.Server.World.AddEvent(new LogRecord($"Call{number}") { Region = "us-east-1" }.At(DateTime.UtcNow.AddSeconds(-number)).Json());
        }

        var logs = new BucketLogs(aws.Server);
        for (var number = 0; number < 50; number++)
        {
            logs.Add("AWSLogs", new LogRecord($"Logged{number}"));
        }

        aws.Run(
            "$at = @{} + $aws; $at.Remove('Region'); $StoredAWSRegion = 'us-east-1'; $objects = $keys | ForEach-Object { [pscustomobject] @{ BucketName = 'logs-of-team'; Key = $_ } }",
            new { keys = logs.Keys.ToArray(), cache = Path.Combine(folder.Root, "cache") }).Clean();
        return aws;
    }
}
