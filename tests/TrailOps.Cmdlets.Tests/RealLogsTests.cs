using System.Collections;
using System.IO.Compression;
using System.Management.Automation;
using System.Text.Json;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Over published logs: what comes out is what a plain count of the records says.</summary>
public sealed class RealLogsTests : IDisposable
{
    private readonly Session _session = new();

    public RealLogsTests() =>
        Assert.SkipUnless(Directory.Exists(Repository.RealLogs), "The published logs are not beside the repository (../shared/data/cloudtrail).");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Counts_equal_an_independent_count()
    {
        var expected = Count()
            .GroupBy(role => role.Key.Replace(":role//", ":role/", StringComparison.Ordinal))
            .ToDictionary(role => role.Key, role => (role.Sum(count => count.Value.Item1), role.Sum(count => count.Value.Item2)));
        var run = _session.Run("Get-RoleEvents -Path $logs", new { logs = Repository.RealLogs });
        var actual = run.Output
            .GroupBy(e => e.Value<string>("RoleArn"))
            .ToDictionary(role => role.Key, role => (role.Count(), role.Count(e => e.Value("Outcome")!.ToString() == "Success")));
        Assert.NotEmpty(expected);
        Assert.Equal(expected.OrderBy(role => role.Key, StringComparer.Ordinal), actual.OrderBy(role => role.Key, StringComparer.Ordinal));
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void A_role_alone_has_the_same_events_as_among_all()
    {
        var counts = Count();
        foreach (var arn in counts.Keys.Where(arn => !arn.Contains(":role//", StringComparison.Ordinal)))
        {
            // Records without an issuer do not tell the path; they are of the one role that their account can have under the name.
            var pathless = $"{arn[..arn.IndexOf(":role/", StringComparison.Ordinal)]}:role//{arn[(arn.LastIndexOf('/') + 1)..]}";
            var parts = counts.Where(role => role.Key == arn || role.Key == pathless).Select(role => role.Value).ToList();
            var run = _session.Run("Get-RoleEvents $arn -Path $logs", new { logs = Repository.RealLogs, arn });
            Assert.Equal(
                (parts.Sum(count => count.Item1), parts.Sum(count => count.Item2)),
                (run.Output.Count, run.Output.Count(e => e.Value("Outcome")!.ToString() == "Success")));
        }
    }

    [Fact]
    public void Each_event_is_mapped_or_reported()
    {
        var run = _session.Run("$events = Get-RoleEvents -Path $logs; $events; $events | ConvertTo-RolePolicy", new { logs = Repository.RealLogs });
        var events = run.Output.Where(item => item.TypeNames[0] == "TrailOps.RoleEvent").ToLookup(WithoutPath);
        var policies = run.Output.Where(item => item.TypeNames[0] == "TrailOps.RolePolicy").ToDictionary(WithoutPath);
        Assert.NotEmpty(policies);
        Assert.Equal(events.Select(role => role.Key).Order(StringComparer.Ordinal), policies.Keys.Order(StringComparer.Ordinal));
        foreach (var role in events)
        {
            var policy = policies[role.Key];
            var known = Items(policy, "Actions").SelectMany(action => action.Value<IEnumerable<string>>("Events"))
                .Concat(Items(policy, "Unmapped").Select(unmapped => $"{unmapped.Value("EventSource")}:{unmapped.Value("EventName")}"))
                .ToHashSet();
            var successes = role.Where(e => e.Value("Outcome")!.ToString() == "Success").Select(e => $"{e.Value("EventSource")}:{e.Value("EventName")}");
            Assert.Subset(known, successes.ToHashSet());

            // Each event counts, or is listed as one that doesn't.
            Assert.Equal(role.Count(), policy.Value<long>("EventCount") + Items(policy, "Uncounted").Sum(uncounted => uncounted.Value<long>("EventCount")));
        }
    }

    /// <summary>A role is its account and its name: records without an issuer do not tell the path.</summary>
    private static string WithoutPath(PSObject item) => $"{item.Value<string>("RoleArn").Split(':')[4]} {item.Value("RoleName")}";

    private static IEnumerable<PSObject> Items(PSObject from, string property) => from.Value<IEnumerable>(property).Cast<object>().Select(PSObject.AsPSObject);

    /// <summary>Per role: events and, of these, those without an error code; each event id once.</summary>
    private static Dictionary<string, (int Events, int Successes)> Count()
    {
        var counts = new Dictionary<string, (int Events, int Successes)>();
        var ids = new HashSet<string>();
        foreach (var path in Directory.GetFiles(Repository.RealLogs, "*.json.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var log = JsonDocument.Parse(file);
            foreach (var record in log.RootElement.GetProperty("Records").EnumerateArray())
            {
                if (RoleOf(record) is { } role && (!record.TryGetProperty("eventID", out var id) || ids.Add(id.GetString()!)))
                {
                    var isSuccess = !record.TryGetProperty("errorCode", out var code) || code.ValueKind == JsonValueKind.Null || code.GetString() == "";
                    var (events, successes) = counts.GetValueOrDefault(role);
                    counts[role] = (events + 1, successes + (isSuccess ? 1 : 0));
                }
            }
        }

        return counts;
    }

    private static string? RoleOf(JsonElement record)
    {
        if (!record.TryGetProperty("userIdentity", out var identity) || Text(identity, "type") is not ("AssumedRole" or "Role"))
        {
            return null;
        }

        if (identity.TryGetProperty("sessionContext", out var context) && context.ValueKind == JsonValueKind.Object
            && context.TryGetProperty("sessionIssuer", out var issuer) && issuer.ValueKind == JsonValueKind.Object
            && Text(issuer, "arn") is { Length: > 0 } arn)
        {
            return arn.Contains(":role/", StringComparison.Ordinal) ? arn : null;
        }

        // arn:aws:sts::111122223333:assumed-role/NAME/SESSION: the path, between two slashes here, is not known. One of the published records has iam there.
        var parts = Text(identity, "arn")?.Split(':', '/') ?? [];
        return parts is ["arn", var partition, "sts" or "iam", "", var account, "assumed-role", var name, ..] ? $"arn:{partition}:iam::{account}:role//{name}" : null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
