namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>Test-AuditTrail: which checks a trail that was just made passes, what is there to see of them, and who may ask.</summary>
public sealed class TestAuditTrailTests
{
    [Fact]
    public async Task A_trail_that_was_made_is_as_it_was_made()
    {
        await using var aws = await Evidence.StartAsync("-ObjectLockDays 90");
        aws.Run("Get-AuditTrail @aws").Clean();
        aws.Server.World.Clock.Advance(TimeSpan.FromHours(2));
        var checks = aws.Run("Test-AuditTrail evidence @aws").Clean();
        Assert.Fail(string.Join("\n", checks.Select(check => $"{check} {check.Value("Remedy")}")));
    }
}
