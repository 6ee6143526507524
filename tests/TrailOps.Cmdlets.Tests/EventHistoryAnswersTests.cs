using System.Text.Json;
using TrailOps.Aws.Tests;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Get-RoleEvents, and answers that AWS should not give.</summary>
public sealed class EventHistoryAnswersTests
{
    private static readonly LogRecord Good = new LogRecord("CreateBucket").At(DateTime.UtcNow.AddMinutes(-1));

    [Theory]
    [InlineData(null, "its CloudTrailEvent can't be read")]
    [InlineData("{\"eventName\":", "its CloudTrailEvent can't be read")]
    [InlineData("{\"eventName\":\"CreateBucket\"}", "its CloudTrailEvent is no record")]
    public void An_event_without_a_record_is_one_error_and_the_others_come_out(string? record, string problem)
    {
        using var aws = new AwsTestSession(_ => Page(null, record, Good.Json()));
        var run = aws.Run("Get-RoleEvents deployer @aws");
        Assert.Equal(["CreateBucket"], run.EventNames);
        var error = Assert.Single(run.Errors);
        Assert.Equal("EventHistoryDamaged,TrailOps.Cmdlets.GetRoleEventsCommand", error.FullyQualifiedErrorId);
        Assert.Equal("eu-central-1: event id-0", error.TargetObject);
        Assert.Contains(problem, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_that_comes_again_ends_it()
    {
        using var aws = new AwsTestSession(_ => Page("same", Good.Json()));
        var run = aws.Run("Get-RoleEvents deployer @aws");
        Assert.Equal(["CreateBucket"], run.EventNames);
        Assert.Contains("gave the token of a page as that of the next one", Assert.Single(run.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, aws.Service.Requests.Count);
    }

    [Fact]
    public void Too_many_requests_without_a_code_is_throttling()
    {
        var count = 0;
        using var aws = new AwsTestSession(_ => count++ == 0 ? new Answer(429, "slow down", "text/plain") : Page(null, Good.Json()));
        var run = aws.Run("Get-RoleEvents deployer @aws");
        Assert.Equal(["CreateBucket"], run.Clean().Select(e => e.Value("EventName")));
        Assert.Equal(2, aws.Service.Requests.Count);
    }

    [Fact]
    public void A_page_without_events_is_no_end()
    {
        var count = 0;
        using var aws = new AwsTestSession(_ => count++ switch
        {
            0 => Page("next"),
            1 => new Answer(200, """{"NextToken":"last"}""", "application/x-amz-json-1.1"),
            _ => Page(null, Good.Json()),
        });
        Assert.Equal(["CreateBucket"], aws.Run("Get-RoleEvents deployer @aws").EventNames);
    }

    private static Answer Page(string? token, params string?[] records) => new(
        200,
        JsonSerializer.Serialize(new
        {
            Events = records.Select((record, number) => new { EventId = $"id-{number}", EventTime = DateTimeOffset.UtcNow.ToUnixTimeSeconds(), CloudTrailEvent = record }),
            NextToken = token,
        }),
        "application/x-amz-json-1.1");
}
