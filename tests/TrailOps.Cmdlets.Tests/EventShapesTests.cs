using System.Collections;
using System.IO.Compression;
using System.Management.Automation;
using System.Text;
using System.Text.Json;

namespace TrailOps.Cmdlets.Tests;

/// <summary>The same events give the same policies, in every shape that they can be piped in.</summary>
public sealed class EventShapesTests : IDisposable
{
    private static readonly string SampleLogs = Path.Combine(Repository.Root, "docs", "sample", "logs");
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true };

    private readonly Session _session = new();

    public static TheoryData<string, string> Shapes()
    {
        var data = new TheoryData<string, string>();
        foreach (var script in new[]
        {
            "$events | Convert", "$events | ForEach-Object { [psobject] $_ } | Convert",
            "[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($events)) | Convert",
            "$events | ForEach-Object { [pscustomobject] @{ EventName = $_.EventName; Json = $_.Json } } | Convert",
            "$texts | Convert", "$prettyTexts | Convert", "$lines | Convert", "Convert $lines", "$marked | Convert",
            "($records -join ' ') | Convert", "$records | Convert", "\"[$($records -join ',')]\" | Convert", "$quoted | Convert",
            "$parsed | Convert", "Convert $parsed", ", $parsed | Convert", "$tables | Convert", "$parsed.Records | Convert", "$tables.Records | Convert",
            "$parsed | ForEach-Object { , $_.Records } | Convert",
            "[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($parsed, 50)) | Convert",
            "$found | Convert", "Convert $found", "[pscustomobject] @{ Events = $found } | Convert", "@{ Events = $found; NextToken = 'x' } | Convert",
            "$answer | Convert", "$answer -split '\\n' | Convert", "$parsedAnswer | Convert", "$tableAnswer | Convert", "$parsedAnswer.Events | Convert",
        })
        {
            data.Add(script, "sample");
            data.Add(script, "published");
        }

        return data;
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_policy_is_the_same_in_every_shape(string script, string logs)
    {
        var folder = logs == "sample" ? SampleLogs : Repository.RealLogs;
        Assert.SkipUnless(Directory.Exists(folder), "The published logs are not beside the repository (../shared/data/cloudtrail).");
        var texts = Texts(folder);
        var records = texts.SelectMany(Records).ToList();
        var prettyTexts = texts.ConvertAll(text => JsonSerializer.Serialize(JsonDocument.Parse(text), Pretty));
        var answer = JsonSerializer.Serialize(new { Events = records.Select(record => new { EventId = "1", CloudTrailEvent = record }) }, Pretty);
        var variables = new
        {
            folder,
            texts,
            prettyTexts,
            lines = prettyTexts.SelectMany(text => text.Split('\n')).ToArray(),
            records,
            quoted = records.ConvertAll(record => JsonSerializer.Serialize(record)),
            parsed = texts.Select(text => ParsedJson.Of(text)).ToArray(),
            tables = texts.Select(text => ParsedJson.Of(text, asHashtable: true)).ToArray(),
            found = records.Select(record => new FoundEvent { CloudTrailEvent = record }).ToArray(),
            answer,
            parsedAnswer = ParsedJson.Of(answer),
            tableAnswer = ParsedJson.Of(answer, asHashtable: true),
            marked = texts.ConvertAll(text => "\uFEFF" + text),
        };
        const string Prepare = "$events = Get-RoleEvents -Path $folder; $PSDefaultParameterValues = @{ 'ConvertTo-RolePolicy:AsJson' = $true }; ";
        var expected = _session.Run(Prepare + "$events | ConvertTo-RolePolicy", variables);
        var actual = _session.Run(Prepare + script.Replace("Convert", "ConvertTo-RolePolicy", StringComparison.Ordinal), variables);
        Assert.Null(actual.Exception);
        Assert.Empty(actual.Errors.Select(error => error.ToString()));
        Assert.NotEmpty(expected.Output);
        Assert.Equal(expected.Output.Select(policy => policy.ToString()), actual.Output.Select(policy => policy.ToString()));
    }

    [Fact]
    public void Each_event_counts_once_and_its_source_tells_what_was_read()
    {
        var texts = Texts(SampleLogs);
        var run = _session.Run("$texts, $texts | ForEach-Object { $_ } | ConvertTo-RolePolicy -Verbose", new { texts });
        var records = texts.Sum(text => Records(text).Count());
        var events = _session.Run("Get-RoleEvents -Path $folder", new { folder = SampleLogs }).Output.Count;
        var source = PSObject.AsPSObject(run.Output[0].Value<IEnumerable>("Sources").Cast<object>().Single());
        Assert.Equal("Objects", source.Value("Kind")!.ToString());
        Assert.True(source.Value<bool>("IsComplete"));
        Assert.Equal(2L * records, PSObject.AsPSObject(source.Value("Read")!).Value("Records"));
        var passedOver = PSObject.AsPSObject(source.Value("Read")!).Value<long>("PassedOver");
        Assert.Equal((2L * records) - passedOver, source.Value("EventCount"));
        Assert.Equal($"Objects: every role: {source.Value("EventCount")} events in {2 * records} records", source.ToString());
        Assert.Equal($"Took {source.Value("EventCount")} events of {2 * records} records; {passedOver} of no role.", run.Verbose[0]);
        Assert.Equal(events, run.Output.Sum(policy => policy.Value<long>("EventCount") + Uncounted(policy)));
        Assert.Equal(
            ((2L * records) - passedOver, (2L * records) - passedOver - events),
            (run.Output.Sum(policy => Count(policy, "Input")), run.Output.Sum(policy => Count(policy, "Duplicate"))));
    }

    private static long Count(PSObject policy, string name) => PSObject.AsPSObject(policy.Value("Counts")!).Value<long>(name);

    private static long Uncounted(PSObject policy) =>
        policy.Value<IEnumerable>("Uncounted").Cast<object>().Sum(item => PSObject.AsPSObject(item).Value<long>("EventCount"));

    private static IEnumerable<string> Records(string log)
    {
        using var document = JsonDocument.Parse(log);
        return [.. document.RootElement.GetProperty("Records").EnumerateArray().Select(record => record.GetRawText())];
    }

    private static List<string> Texts(string folder) =>
    [
        .. Directory.GetFiles(folder, "*.json.gz", SearchOption.AllDirectories)
            .Where(path => !path.Contains("-Digest", StringComparison.Ordinal) && !path.Contains("-Insight", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path =>
            {
                using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
                return reader.ReadToEnd();
            }),
    ];
}
