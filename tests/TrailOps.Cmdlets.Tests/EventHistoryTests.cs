using System.Management.Automation;
using System.Text.Json;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Get-RoleEvents on event history: what it asks, and what comes out.</summary>
public sealed class EventHistoryTests
{
    private static readonly DateTime Now = DateTime.UtcNow;

    [Fact]
    public async Task By_default_it_is_the_last_hour_of_the_region_and_of_global_services()
    {
        await using var aws = await StartAsync(
            Event("CreateBucket", 5), Event("CreateRole", 10) with { Source = "iam.amazonaws.com", Region = "us-east-1" }, Event("DeleteBucket", 70), Event("RunInstances", 5) with { Region = "eu-west-1" });
        var run = aws.Run("$aws.Remove('Region'); $StoredAWSRegion = 'eu-central-1'; Get-RoleEvents deployer @aws");
        run.Clean();
        Assert.Equal(["CreateBucket", "CreateRole"], run.EventNames.Order(StringComparer.Ordinal));
        Assert.Equal(["eu-central-1", "us-east-1"], AskedRegions(aws));
        Assert.Contains("Event history of eu-central-1 and of us-east-1, where events of global services are. -Region or -AllRegions ask others.", run.Verbose);
        var source = run.Source;
        Assert.Equal("EventHistory", source.Value("Kind")!.ToString());
        Assert.Equal(["eu-central-1", "us-east-1"], source.Value<IReadOnlyList<string>>("Regions"));
        Assert.Equal(TimeSpan.FromHours(1), source.Value<DateTime>("EndTime") - source.Value<DateTime>("StartTime"));
        Assert.InRange(source.Value<DateTime>("SettledTime"), Now.AddMinutes(-16), DateTime.UtcNow.AddMinutes(-15));
        Assert.True(source.Value<bool>("IsComplete"));
        Assert.Equal((2L, 0L, 2L), (run.Read.Value("Requests"), run.Read.Value("Throttled"), run.Read.Value("Records")));
    }

    [Theory]
    [InlineData("$StoredAWSRegion = 'us-east-1'; Get-RoleEvents deployer @aws", "us-east-1")]
    [InlineData("$StoredAWSRegion = 'ap-northeast-1'; Get-RoleEvents deployer @aws", "ap-northeast-1 us-east-1")]
    [InlineData("Get-RoleEvents deployer -Region eu-west-1, eu-north-1, eu-west-1 @aws", "eu-north-1 eu-west-1")]
    [InlineData("[pscustomobject] @{ RoleName = 'deployer'; Region = 'sa-east-1' } | Get-RoleEvents @aws", "sa-east-1")]
    public async Task Regions(string script, string asked)
    {
        await using var aws = await StartAsync();
        Assert.Empty(aws.Run("$aws.Remove('Region'); " + script).Errors);
        Assert.Equal(asked, string.Join(' ', AskedRegions(aws)));
    }

    [Fact]
    public async Task All_regions_are_those_of_the_partition_but_for_those_that_are_not_enabled()
    {
        await using var aws = await StartAsync(Event("CreateBucket", 5), Event("CreateTopic", 5) with { Region = "sa-east-1" });
        var run = aws.Run("Get-RoleEvents deployer -AllRegions @aws");
        run.Clean();
        Assert.Equal(["CreateBucket", "CreateTopic"], run.EventNames.Order(StringComparer.Ordinal));
        Assert.Contains("il-central-1", AskedRegions(aws));
        Assert.DoesNotContain(AskedRegions(aws), region => region.StartsWith("cn-", StringComparison.Ordinal) || region.StartsWith("us-gov-", StringComparison.Ordinal));
        Assert.Contains("il-central-1 is not enabled in the account.", run.Verbose);
        Assert.DoesNotContain("il-central-1", run.Source.Value<IReadOnlyList<string>>("Regions"));
    }

    [Fact]
    public async Task Where_no_region_knows_the_keys_it_is_the_keys()
    {
        await using var aws = await StartAsync();
        var error = Assert.Single(aws.Run("$aws.AccessKey = 'AKIAUNKNOWN'; Get-RoleEvents deployer -AllRegions @aws").Errors);
        Assert.StartsWith("AwsKeysNotAccepted,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("-AccessKeyId asiaexample000000001 -SessionName run-1 -EventName CreateBucket -EventSource s3 -ReadOnly", "AccessKeyId=ASIAEXAMPLE000000001")]
    [InlineData("-SessionName run-1 -EventName CreateBucket -EventSource s3 -ReadOnly", "Username=run-1")]
    [InlineData("-EventName createbucket -EventSource s3 -ReadOnly", "EventName=CreateBucket")]
    [InlineData("-EventSource S3 -ReadOnly", "EventSource=s3.amazonaws.com")]
    [InlineData("-ReadOnly", "ReadOnly=true")]
    [InlineData("-ReadOnly:$false", "ReadOnly=false")]
    [InlineData("-SessionName run-1, run-2", "Username=run-1 Username=run-2")]
    // Wildcards, unknown names, and names that have dates behind them can't be looked up: what is next narrows.
    [InlineData("-SessionName run-* -EventName CreateBucket", "EventName=CreateBucket")]
    [InlineData("-EventName Create* -EventSource s3", "EventSource=s3.amazonaws.com")]
    [InlineData("-EventName NoSuchCall -EventSource s3", "EventSource=s3.amazonaws.com")]
    [InlineData("-EventName ListFunctions -EventSource lambda", "EventSource=lambda.amazonaws.com")]
    [InlineData("-EventName ListFunctions20150331 -EventSource lambda", "EventName=ListFunctions20150331")]
    [InlineData("-EventName CreateBucket, NoSuchCall", null)]
    [InlineData("-EventSource s*", null)]
    [InlineData("-Outcome Success -AccountId 111122223333", null)]
    public async Task The_narrowest_attribute_is_looked_up(string parameters, string? attributes)
    {
        await using var aws = await StartAsync();
        Assert.Empty(aws.Run($"Get-RoleEvents deployer {parameters} @aws -WarningAction SilentlyContinue").Errors);
        var asked = aws.Requests.Select(request => JsonDocument.Parse(request.Parameters!).RootElement)
            .Select(request => request.TryGetProperty("lookupAttributes", out var list) ? $"{list[0].GetProperty("attributeKey")}={list[0].GetProperty("attributeValue")}" : null);
        Assert.Equal(attributes ?? "", string.Join(' ', asked.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Look_alikes_do_not_count()
    {
        var user = Event("ByUser", 1).Json().Replace("\"AssumedRole\"", "\"IAMUser\"", StringComparison.Ordinal);
        await using var aws = await StartAsync(
            Event("Own", 2), Event("BySession", 3) with { Role = "other", Session = "deployer" }, Event("LongerName", 4) with { Role = "deployer2" }, Event("OtherPath", 5) with { RolePath = "/ci/" });
        aws.Server.World.AddEvent(user);
        aws.Server.World.AddEvent((Event("OtherAccount", 6) with { Account = "999988887777" }).Json().Replace("\"recipientAccountId\":\"999988887777\"", "\"recipientAccountId\":\"111122223333\"", StringComparison.Ordinal));
        Assert.Equal(["Own"], aws.Run("$aws.Region = 'eu-central-1'; Get-RoleEvents arn:aws:iam::111122223333:role/deployer @aws").EventNames);
        Assert.Equal(["OtherPath"], aws.Run("Get-RoleEvents arn:aws:iam::111122223333:role/ci/deployer @aws").EventNames);
        Assert.Equal(["OtherAccount"], aws.Run("Get-RoleEvents arn:aws:iam::999988887777:role/deployer @aws").EventNames);

        // A name alone is that of the account's own role, under whatever path.
        Assert.Equal(["Own", "OtherPath"], aws.Run("Get-RoleEvents deployer @aws").EventNames);
        Assert.Equal(["BySession"], aws.Run("Get-RoleEvents other @aws").EventNames);
    }

    [Fact]
    public async Task A_region_that_fails_is_one_error_and_the_others_go_on()
    {
        await using var aws = await StartAsync(Event("CreateBucket", 5));
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Region = "eu-west-1", Status = 400, Code = "AccessDeniedException" });
        var run = aws.Run("$aws.Region = 'eu-west-1', 'eu-central-1'; Get-RoleEvents deployer @aws");
        var error = Assert.Single(run.Errors);
        Assert.StartsWith("AwsAccessDenied,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("eu-west-1", error.TargetObject);
        Assert.StartsWith("The event history of eu-west-1 was not read to its end, which takes cloudtrail:LookupEvents. AccessDeniedException: ", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["CreateBucket"], run.EventNames);
        var source = run.Source;
        Assert.Equal(["eu-central-1"], source.Value<IReadOnlyList<string>>("Regions"));
        Assert.Equal(["eu-west-1"], source.Value<IReadOnlyList<object>>("Failed").Select(failure => PSObject.AsPSObject(failure).Value("Item")));
    }

    [Fact]
    public async Task Pages_follow_one_another_and_throttling_is_waited_out()
    {
        await using var aws = await StartAsync([.. Enumerable.Range(0, 120).Select(number => Event($"Call{number:D3}", number / 60.0))]);
        aws.Server.Faults.Add(new Fault(FaultKind.Throttle) { Every = 2 });
        var run = aws.Run("$aws.Region = 'eu-central-1'; Get-RoleEvents deployer @aws");
        Assert.Equal(Enumerable.Range(0, 120).Select(number => $"Call{number:D3}"), run.EventNames.Order(StringComparer.Ordinal));
        Assert.Equal((5L, 2L), (run.Read.Value("Requests"), run.Read.Value("Throttled")));
        Assert.Equal(aws.Requests.Count(), (int)run.Read.Value<long>("Requests"));
    }

    [Fact]
    public async Task Throttling_without_end_is_an_error_where_the_attempts_are_limited()
    {
        await using var aws = await StartAsync();
        aws.UseProfile("max_attempts=2");
        aws.Server.Faults.Add(new Fault(FaultKind.Throttle));
        var error = Assert.Single(aws.Run("Get-RoleEvents deployer @aws").Errors);
        Assert.StartsWith("AwsThrottled,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(2, aws.Requests.Count());
    }

    [Fact]
    public async Task A_token_that_has_expired_is_no_loss()
    {
        await using var aws = await StartAsync([.. Enumerable.Range(0, 120).Select(number => Event($"Call{number:D3}", number / 60.0))]);
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Body = "NextToken", Times = 1, Status = 400, Code = "InvalidNextTokenException" });
        var run = aws.Run("$aws.Region = 'eu-central-1'; Get-RoleEvents deployer @aws");
        run.Clean();
        Assert.Equal(Enumerable.Range(0, 120).Select(number => $"Call{number:D3}"), run.EventNames.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_first_event_takes_one_request()
    {
        await using var aws = await StartAsync([.. Enumerable.Range(0, 120).Select(number => Event("CreateBucket", number / 60.0))]);
        Assert.Single(aws.Run("$aws.Region = 'eu-central-1'; Get-RoleEvents deployer @aws | Select-Object -First 1").Clean());
        Assert.Single(aws.Requests);
    }

    [Fact]
    public async Task A_run_binds_role_session_period_and_region()
    {
        await using var aws = await StartAsync(
            Event("InIt", 30), Event("OtherSession", 30) with { Session = "run-2" }, Event("Before", 50), Event("After", 10), Event("OtherRegion", 30) with { Region = "eu-west-1" },
            Event("CreateRole", 30) with { Source = "iam.amazonaws.com", Region = "us-east-1" });
        var run = aws.Run(
            "$aws.Remove('Region'); [pscustomobject] @{ RoleName = 'deployer'; SessionName = 'run-1'; StartTime = $start; EndTime = $end; Region = 'eu-central-1' } | Get-RoleEvents @aws",
            new { start = Now.AddMinutes(-40), end = Now.AddMinutes(-20) });
        run.Clean();
        Assert.Equal(["CreateRole", "InIt"], run.EventNames.Order(StringComparer.Ordinal));

        // One that is not over has no end yet.
        run = aws.Run("[pscustomobject] @{ RoleName = 'deployer'; SessionName = 'run-1'; StartTime = $start; EndTime = $null; Region = 'eu-central-1' } | Get-RoleEvents @aws");
        Assert.Equal(["After", "CreateRole", "InIt"], run.EventNames.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Roles_of_the_pipeline_are_one_reading()
    {
        await using var aws = await StartAsync(Event("One", 1), Event("Two", 2) with { Role = "auditor" }, Event("Three", 3) with { Role = "other" });
        var run = aws.Run("$aws.Region = 'eu-central-1'; 'deployer', 'auditor', 'deployer' | ForEach-Object { [pscustomobject] @{ RoleName = $_ } } | Get-RoleEvents @aws");
        Assert.Equal(["One", "Two"], run.EventNames);
        Assert.Single(aws.Requests);
        Assert.StartsWith("role deployer, auditor, from ", run.Source.Value<string>("Asked"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Periods_of_the_pipeline_are_readings_of_their_own_and_an_event_comes_once()
    {
        await using var aws = await StartAsync(Event("One", 10), Event("Two", 30));
        var run = aws.Run(
            "$aws.Region = 'eu-central-1'; 20, 40 | ForEach-Object { [pscustomobject] @{ RoleName = 'deployer'; StartTime = $now.AddMinutes(-$_) } } | Get-RoleEvents @aws", new { now = Now });
        Assert.Equal(["One", "Two"], run.EventNames);
        Assert.Equal(2, aws.Requests.Count());
        Assert.Equal([0L, 1L], run.Output.Select(e => PSObject.AsPSObject(e.Value("Source")!).Value<long>("Duplicates")));
    }

    [Fact]
    public async Task Each_reading_tells_what_it_was_asked_for_itself()
    {
        await using var aws = await StartAsync(Event("One", 10), Event("Two", 10) with { Session = "run-2" });
        var run = aws.Run("$aws.Region = 'eu-central-1'; 'run-1', 'run-2' | ForEach-Object { [pscustomobject] @{ RoleName = 'deployer'; SessionName = $_ } } | Get-RoleEvents @aws");
        Assert.Equal(["run-1", "run-2"], run.Output.Select(e => PSObject.AsPSObject(e.Value("Source")!).Value<string>("Asked").Split("SessionName ")[1].Split(',')[0]));
    }

    [Theory]
    [InlineData("[pscustomobject] @{ RoleName = 'deployer'; SessionName = $null; StartTime = $null; EndTime = $null; Region = $null }")]
    [InlineData("[pscustomobject] @{ RoleName = 'deployer'; SessionName = ''; Region = '' }")]
    public async Task What_a_piped_object_does_not_tell_is_not_asked_for(string item)
    {
        await using var aws = await StartAsync(Event("One", 10));
        var run = aws.Run($"$aws.Remove('Region'); $StoredAWSRegion = 'eu-central-1'; {item} | Get-RoleEvents @aws");
        run.Clean();
        Assert.Equal(["One"], run.EventNames);
    }

    [Fact]
    public async Task Periods_that_differ_by_less_than_a_second_are_not_one()
    {
        await using var aws = await StartAsync();
        var second = new DateTime(Now.Ticks - (Now.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc).AddMinutes(-10);
        aws.Server.World.AddEvent(new LogRecord("One").At(second).Json());
        aws.Server.World.AddEvent((new LogRecord("Two") with { Role = "auditor" }).At(second).Json());
        var run = aws.Run(
            "$aws.Region = 'eu-central-1'; [pscustomobject] @{ RoleName = 'deployer'; EndTime = $second }, [pscustomobject] @{ RoleName = 'auditor'; EndTime = $second.AddMilliseconds(-100) } | Get-RoleEvents @aws", new { second });
        Assert.Equal(["One"], run.EventNames);
    }

    [Fact]
    public async Task An_end_that_is_ahead_does_not_move_the_last_hour()
    {
        await using var aws = await StartAsync(Event("One", 10));
        Assert.Equal(["One"], aws.Run("$aws.Region = 'eu-central-1'; Get-RoleEvents deployer -EndTime ([DateTime]::UtcNow.AddDays(1)) @aws").EventNames);
    }

    [Fact]
    public async Task Nothing_found_is_a_warning_that_says_where_was_looked()
    {
        await using var aws = await StartAsync(Event("One", 10));
        var warning = Assert.Single(aws.Run("$aws.Region = 'eu-central-1'; Get-RoleEvents nobody @aws").Warnings);
        Assert.StartsWith("No event found. Searched for role nobody, from ", warning, StringComparison.Ordinal);
        Assert.Contains(" in the event history of eu-central-1: 1 events were looked at. ", warning, StringComparison.Ordinal);
        Assert.Contains("-Wait", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_history_ends_after_90_days()
    {
        await using var aws = await StartAsync(Event("One", 10));

        // In the culture of a place that writes times otherwise.
        var run = aws.Run("$mine = [cultureinfo]::CurrentCulture; $other = [cultureinfo]::InvariantCulture.Clone(); $other.DateTimeFormat.TimeSeparator = '.'; try { [cultureinfo]::CurrentCulture = $other; Get-RoleEvents deployer -StartTime ([DateTime]::UtcNow.AddDays(-100)) @aws } finally { [cultureinfo]::CurrentCulture = $mine }");
        Assert.Empty(run.Errors);
        Assert.Matches("^Event history goes back 90 days: what is before [0-9-]{10} [0-9]{2}:[0-9]{2}:[0-9]{2} UTC ", run.Warnings[0]);
        Assert.Equal(["One"], aws.Run("$aws.Region = 'eu-central-1'; Get-RoleEvents deployer -StartTime ([DateTime]::MinValue) @aws").EventNames);
        run = aws.Run("Get-RoleEvents deployer -StartTime ([DateTime]::UtcNow.AddDays(-100)) -EndTime ([DateTime]::UtcNow.AddDays(-95)) @aws");
        Assert.Equal(["EventHistoryTooOld,TrailOps.Cmdlets.GetRoleEventsCommand"], run.ErrorIds);
    }

    private static async Task<LocalAwsSession> StartAsync(params LogRecord[] events)
    {
        var aws = await LocalAwsSession.StartAsync();
        foreach (var e in events)
        {
            aws.Server.World.AddEvent(e.Json());
        }

        return aws;
    }

    private static LogRecord Event(string name, double minutes) => new LogRecord(name).At(Now.AddMinutes(-minutes));

    private static IEnumerable<string> AskedRegions(LocalAwsSession aws) => aws.Requests.Select(request => request.Region).Order(StringComparer.Ordinal);
}
