using System.Management.Automation;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>The runbook of tests/Pester: sound as it was made, and not when anything was touched.</summary>
public sealed class EvidenceRunbookTests
{
    [Fact]
    public async Task It_is_sound_until_somebody_touches_it()
    {
        await using var aws = await Evidence.StartAsync("-ObjectLockDays 30");
        for (var hour = 0; hour < 3; hour++)
        {
            aws.Run("Get-AuditTrail @aws").Clean();
            aws.Server.World.Clock.Advance(TimeSpan.FromHours(1));
        }

        aws.Run("Get-AuditTrail @aws").Clean();
        var sound = Run(aws);
        Assert.Empty((object[])sound.Value("Checks")!);
        Assert.Empty((object[])sound.Value("Logs")!);
        Assert.Equal(true, sound.Value("IsSound"));

        // A log, which is not locked here.
        var log = aws.LogsIn(Evidence.Bucket).First();
        aws.Server.World.Account.AddObject(Evidence.Bucket, log, ValidateLogsCase.Gzip("{\"Records\":[]}"));
        var touched = Run(aws);
        Assert.Equal((false, $"Log s3://{Evidence.Bucket}/{log}: HashMismatch"), (touched.Value("IsSound"), $"{Assert.Single((object[])touched.Value("Logs")!)}"));

        aws.Run("Stop-AuditTrail evidence @aws -Confirm:$false").Clean();
        Assert.Equal("Logging", PSObject.AsPSObject(Assert.Single((object[])Run(aws).Value("Checks")!)).Value("Id"));
        aws.Run("Remove-AuditTrail evidence @aws -Confirm:$false").Clean();
        var gone = Run(aws);
        Assert.Equal("TrailExists", PSObject.AsPSObject(Assert.Single((object[])gone.Value("Checks")!)).Value("Id"));
        Assert.Equal(false, PSObject.AsPSObject(gone.Value("Summary")!).Value("IsValid"));
    }

    private static PSObject Run(LocalAwsSession aws)
    {
        var run = aws.Run(
            "& $runbook evidence example-evidence -StartTime $start -EndTime $end -Aws $aws",
            new { runbook = Path.Combine(Repository.Root, "tests", "Pester", "Test-Evidence.ps1"), start = aws.Server.World.Clock.UtcNow.UtcDateTime.AddHours(-3), end = aws.Server.World.Clock.UtcNow.UtcDateTime });
        Assert.Empty(run.Errors.Select(error => error.ToString()));
        return Assert.Single(run.Output);
    }
}
