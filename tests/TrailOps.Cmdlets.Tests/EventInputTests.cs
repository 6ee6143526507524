using System.Collections;
using System.Management.Automation;
using System.Text.Json;

namespace TrailOps.Cmdlets.Tests;

/// <summary>What else comes through a pipe: records of no role, things that are no event, and objects made by hand.</summary>
public sealed class EventInputTests : IDisposable
{
    private const string Suffix = ",TrailOps.Cmdlets.ConvertToRolePolicyCommand";

    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true };
    private static readonly string Good = new LogRecord().Json();

    private readonly Session _session = new();

    public static TheoryData<object?, string, string> Foreign() => new()
    {
        { 5, "InputNotEvent", "it is a System.Int32" },
        { new PSObject(), "InputNotEvent", "an object without members" },
        { ParsedJson.Of("""{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}"""), "InputNotEvent", "an object with the members a, b, c, d, e, …" },
        { new Hashtable { ["x"] = 1 }, "InputNotEvent", "the members x" },
        { ParsedJson.Of("""{"eventSource":"s3.amazonaws.com","eventName":"ListBuckets"}"""), "InputNotEvent", "no userIdentity" },
        { new Hashtable { ["eventName"] = "x" }, "InputNotEvent", "an eventSource and an eventName" },
        { new FoundEvent(), "InputNotEvent", "FoundEvent" },
        { new FoundEvent { CloudTrailEvent = "{" }, "InputTextTruncated", "ends inside of a record" },
        { new FoundEvent { CloudTrailEvent = "" }, "InputTextEmpty", "holds nothing" },
        { new FileInfo("logs/log.json.gz"), "InputIsPath", "Get-RoleEvents -Path" },
        { new DirectoryInfo("logs"), "InputIsPath", "Get-RoleEvents -Path" },
        { "./logs/log.json.gz", "InputIsPath", "Get-RoleEvents -Path" },
        { "C:\\logs", "InputIsPath", "Get-RoleEvents -Path" },
        { "events.jsonl", "InputIsPath", "Get-RoleEvents -Path" },
        { "some text", "InputTextForeign", "'some text' is no JSON" },
        { "12", "InputNotEvent", "a number stands where a record should" },
        { "{\"a\":1}", "InputNotEvent", "an eventSource and an eventName" },
        { "[1,2,{}]", "InputNotEvent", "a number stands where a record should (at byte 1 of the text), and 2 more like it" },
        { "{\"eventName\":\"x\",\"eventSource\":\"s", "InputTextTruncated", "ends inside of a record" },
        { "{\"a\":nonsense}", "InputTextInvalidJson", "no valid JSON" },
        { null, "InputNull", "A null came" },
    };

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Foreign), DisableDiscoveryEnumeration = true)]
    public void What_is_no_event_is_one_error_and_the_rest_goes_on(object? item, string id, string message)
    {
        var other = _session.Run("$good | ConvertTo-RolePolicy | ForEach-Object Json", new { good = Good }).Clean().Single().ToString();
        foreach (var script in new[] { "$item, $good", "$good, $item", "$good, (, $item), $good", "@{ Records = $good, $item }" })
        {
            var run = Run(script + " | ConvertTo-RolePolicy", item);
            Assert.Null(run.Exception);
            var error = Assert.Single(run.Errors);
            Assert.Equal(id + Suffix, error.FullyQualifiedErrorId);
            Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
            Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
            Assert.Same(item, error.TargetObject is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : error.TargetObject);
            Assert.Equal(other, Assert.Single(run.Output).Value("Json"));
        }

        Assert.Equal([id + Suffix], Run("ConvertTo-RolePolicy $item", item).ErrorIds);
        Assert.Empty(Run("$item, $good | ConvertTo-RolePolicy -ErrorAction SilentlyContinue", item).Errors);
        var stop = Assert.IsType<ActionPreferenceStopException>(Run("$item | ConvertTo-RolePolicy -ErrorAction Stop", item).Exception);
        Assert.Equal(id + Suffix, stop.ErrorRecord.FullyQualifiedErrorId);
    }

    [Fact]
    public void Text_without_an_end_does_not_swallow_what_follows()
    {
        var records = Enumerable.Range(0, 3).Select(_ => new LogRecord().Json()).ToArray();
        var lines = new[] { records[0], records[1][..^20], records[2] };
        var run = _session.Run("$lines | ConvertTo-RolePolicy", new { lines });
        var error = Assert.Single(run.Errors);
        Assert.StartsWith("InputText", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(lines[1], error.TargetObject);
        Assert.Equal(2L, Assert.Single(run.Output).Value("EventCount"));
    }

    [Fact]
    public void The_lines_of_a_damaged_document_are_one_error()
    {
        var document = ParsedLines(20);
        document[document.Length / 2] = "}";
        var run = _session.Run("$lines | ConvertTo-RolePolicy", new { lines = document });
        Assert.StartsWith("InputText", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.InRange(Assert.Single(run.Output).Value<long>("EventCount"), 10, 19);
        var tail = _session.Run("$lines[40..1000] | ConvertTo-RolePolicy", new { lines = ParsedLines(20) });
        Assert.Equal(["InputTextForeign" + Suffix], tail.ErrorIds);
        Assert.InRange(Assert.Single(tail.Output).Value<long>("EventCount"), 15, 19);
    }

    [Fact]
    public void Records_of_no_role_are_passed_over_with_one_warning()
    {
        string[] texts =
        [
            """{"eventSource":"s3.amazonaws.com","eventName":"x","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/deployer"}}""",
            """{"eventSource":"s3.amazonaws.com","eventName":"y","userIdentity":{"type":"Root"}}""",
            """{"eventSource":"s3.amazonaws.com","eventName":"y","userIdentity":{"type":"IAMUser"}}""",
            """{"eventSource":"s3.amazonaws.com","eventName":"y","userIdentity":{"type":"AssumedRole"}}""",
            """{"eventSource":"s3.amazonaws.com","eventName":"y","userIdentity":{"invokedBy":"AWS Internal"}}""",
            """{"eventType":"AwsCloudTrailInsight","insightDetails":{"eventSource":"s3.amazonaws.com","eventName":"x"}}""",
            """{"awsAccountId":"111122223333","digestS3Bucket":"logs"}""",
        ];
        const string Expected = "Records passed over, since no role's session made the call: 2 IAMUser, 1 AssumedRole without a role's ARN, 1 Insights, 1 Root, 1 digests, 1 others.";
        foreach (var items in new object[] { texts, texts.Select(text => ParsedJson.Of(text)).ToArray(), texts.Select(text => ParsedJson.Of(text, asHashtable: true)).ToArray() })
        {
            var run = _session.Run("$items | ConvertTo-RolePolicy", new { items });
            Assert.Null(run.Exception);
            Assert.Empty(run.Errors.Select(error => error.ToString()));
            Assert.Empty(run.Output);
            Assert.Equal([Expected], run.Warnings);
        }

        var one = _session.Run("$text | ConvertTo-RolePolicy", new { text = texts[0] });
        Assert.Equal(["Records passed over, since no role's session made the call: 1 IAMUser."], one.Warnings);
        Assert.Empty(one.Errors);
    }

    [Theory]
    [InlineData("@{ eventSource = 's3.amazonaws.com'; eventName = 'CreateBucket'; userIdentity = @{ type = 'AssumedRole'; arn = $session } }")]
    [InlineData("@{ EventSource = 's3.amazonaws.com'; EventName = 'CreateBucket'; UserIdentity = @{ Type = 'AssumedRole'; ARN = $session }; EventTime = [datetime]::Now }")]
    [InlineData("[pscustomobject] @{ EVENTSOURCE = 's3.amazonaws.com'; eventname = 'CreateBucket'; useridentity = [ordered] @{ type = 'AssumedRole'; SessionContext = @{ SessionIssuer = @{ Arn = $role } } } }")]
    [InlineData("[psobject] @{ eventSource = [psobject] 's3.amazonaws.com'; eventName = 'CreateBucket'; userIdentity = [psobject] @{ type = 'AssumedRole'; arn = $session } }")]
    public void Objects_made_by_hand_are_events(string item)
    {
        var variables = new { session = "arn:aws:sts::111122223333:assumed-role/deployer/me", role = "arn:aws:iam::111122223333:role/deployer" };
        foreach (var script in new[] { $"{item} | ConvertTo-RolePolicy", $"ConvertTo-RolePolicy ({item})", $"{item}, ({item}) | ConvertTo-RolePolicy" })
        {
            var policy = Assert.Single(_session.Run(script + " -WarningAction SilentlyContinue", variables).Clean());
            Assert.Equal("arn:aws:iam::111122223333:role/deployer", policy.Value("RoleArn"));
            Assert.Equal("s3:CreateBucket", Assert.Single(policy.Value<IEnumerable>("Actions").Cast<object>()).ToString());
        }
    }

    [Theory]
    [InlineData("$item = @{ eventName = 'x'; eventSource = 'y' }; $item.userIdentity = $item")]
    [InlineData("$item = [pscustomobject] @{ eventName = 'x'; eventSource = 'y'; userIdentity = $null }; $item.userIdentity = $item")]
    [InlineData("$item = @{ eventName = 'x'; eventSource = 'y'; userIdentity = 1 }; $list = [Collections.ArrayList]::new(); $null = $list.Add($list); $item.resources = $list")]
    [InlineData("$item = [ordered] @{ eventName = 'x'; eventSource = 'y'; userIdentity = 1; a = 'x' * 5MB }")]
    [InlineData("$item = @{ eventName = 'x'; eventSource = 'y'; userIdentity = 1 }; $v = 1, 1; foreach ($i in 1..40) { $v = $v, $v }; $item.a = $v")]
    [InlineData("$item = [Collections.ArrayList]::new(); $null = $item.Add($item)")]
    [InlineData("$item = @{ Records = $null }; $item.Records = @(, $item)")]
    public void What_holds_itself_or_has_no_end_is_an_error(string make)
    {
        var run = _session.Run(make + "; ConvertTo-RolePolicy $item; $good | ConvertTo-RolePolicy", new { good = Good });
        Assert.Null(run.Exception);
        Assert.Equal(["InputTooLarge" + Suffix], run.ErrorIds.Distinct());
        Assert.Equal(1L, Assert.Single(run.Output).Value("EventCount"));
    }

    [Fact]
    public void Blank_lines_are_nothing() => Assert.Empty(_session.Run("'', '  ', \"`n\", '[]', '{\"Records\":[]}' | ConvertTo-RolePolicy").Clean());

    private static string[] ParsedLines(int count) =>
        JsonSerializer.Serialize(new { Records = Enumerable.Range(0, count).Select(_ => JsonDocument.Parse(new LogRecord().Json()).RootElement) }, Pretty).Split('\n');

    private RunResult Run(string script, object? item) => _session.Run(script, new { item, good = Good });
}
