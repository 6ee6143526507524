using System.Management.Automation;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Get-RoleEvents -Wait: LocalAws shows events ten minutes late, and its clock is moved while the cmdlet waits.</summary>
public sealed class EventHistoryWaitTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Each_event_comes_once_as_soon_as_it_is_seen_until_all_have_settled()
    {
        await using var aws = await StartAsync("Early", 12, "Late", 5);
        using var output = new PSDataCollection<PSObject>();
        using var shell = aws.Session.Make("$aws.Region = 'eu-central-1'; Get-RoleEvents deployer -Wait @aws");
        var running = shell.BeginInvoke<object, PSObject>(null, output);
        Until(() => output.Count == 1);
        Assert.Equal("Early", output[0].Value("EventName"));

        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(6));
        Until(() => output.Count == 2);
        Assert.Equal("Late", output[1].Value("EventName"));
        Assert.False(running.IsCompleted);

        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(10));
        Until(() => running.IsCompleted);
        shell.EndInvoke(running);
        Assert.Equal(2, output.Count);
        Assert.Empty(shell.Streams.Error);
        Assert.Empty(shell.Streams.Warning);
        var source = PSObject.AsPSObject(output[0].Value("Source")!);
        Assert.True(source.Value<DateTime>("SettledTime") > output[1].Value<DateTime>("EventTime"));
        Assert.Equal(0L, source.Value("Duplicates"));
        Assert.Contains(shell.Streams.Progress, progress => progress.StatusDescription.Contains("Waiting for those still on their way in eu-central-1", StringComparison.Ordinal));
        Assert.Equal(ProgressRecordType.Completed, shell.Streams.Progress[^1].RecordType);
    }

    [Fact]
    public async Task What_has_settled_long_ago_is_not_waited_for()
    {
        await using var aws = await StartAsync("Early", 30, "Late", 25);
        var run = aws.Run("$aws.Region = 'eu-central-1'; Get-RoleEvents deployer -EndTime ([DateTime]::UtcNow.AddMinutes(-20)) -Wait @aws");
        run.Clean();
        Assert.Equal(["Late", "Early"], run.EventNames);
        Assert.Single(aws.Requests);
    }

    [Fact]
    public async Task A_time_out_says_what_may_be_missing()
    {
        await using var aws = await StartAsync("Early", 12, "Late", 5);
        var run = aws.Run("$aws.Region = 'eu-central-1', 'eu-west-1'; Get-RoleEvents deployer -Timeout 00:00:01 @aws");
        Assert.Empty(run.Errors);
        Assert.Equal(["Early"], run.EventNames);
        Assert.Matches(
            "^The time-out of 00:00:01 came before all events had: in eu-central-1, eu-west-1, those after [0-9-]+ [0-9:]+ UTC may be missing. Event history may take 15 minutes to show an event: ask again, or wait longer with -Timeout.$",
            Assert.Single(run.Warnings));
    }

    [Theory]
    [InlineData("-Timeout 600")]
    [InlineData("-Timeout 00:00:00")]
    public async Task A_time_out_is_hours_minutes_and_seconds(string parameters)
    {
        await using var aws = await StartAsync("Early", 12, "Late", 5);
        var error = Assert.Single(aws.Run($"Get-RoleEvents deployer {parameters} @aws").Errors);
        Assert.Equal("ParameterArgumentValidationError,TrailOps.Cmdlets.GetRoleEventsCommand", error.FullyQualifiedErrorId);
        Assert.Contains("such as 00:10:00", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_waiting()
    {
        await using var aws = await StartAsync("Early", 12, "Late", 5);
        using var shell = aws.Session.Make("Get-RoleEvents deployer -Wait @aws");
        var running = shell.BeginInvoke();
        Until(() => aws.Requests.Count() >= 2);
        await shell.StopAsync(null, null).WaitAsync(Soon, TestContext.Current.CancellationToken);
        Assert.True(running.IsCompleted);
        Assert.Equal(0, aws.Server.Faults.HeldCount);
    }

    [Fact]
    public async Task A_region_that_fails_later_is_one_error()
    {
        await using var aws = await StartAsync("Early", 12, "Late", 5);
        using var output = new PSDataCollection<PSObject>();
        using var shell = aws.Session.Make("$aws.Region = 'eu-central-1'; Get-RoleEvents deployer -Wait @aws");
        var running = shell.BeginInvoke<object, PSObject>(null, output);
        Until(() => output.Count == 1);
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Status = 400, Code = "AccessDeniedException" });
        Until(() => running.IsCompleted);
        Assert.StartsWith("AwsAccessDenied,", Assert.Single(shell.Streams.Error).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(shell.Streams.Warning);
    }

    private static void Until(Func<bool> holds) => Assert.True(SpinWait.SpinUntil(holds, Soon));

    private static async Task<LocalAwsSession> StartAsync(string early, double minutesEarly, string late, double minutesLate)
    {
        var aws = await LocalAwsSession.StartAsync(new() { EventHistoryDelay = TimeSpan.FromMinutes(10) });
        aws.Server.World.AddEvent(new LogRecord(early).At(DateTime.UtcNow.AddMinutes(-minutesEarly)).Json());
        aws.Server.World.AddEvent(new LogRecord(late).At(DateTime.UtcNow.AddMinutes(-minutesLate)).Json());
        return aws;
    }
}
