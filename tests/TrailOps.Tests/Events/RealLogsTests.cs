using System.IO.Compression;
using System.Text.Json;

namespace TrailOps.Tests.Events;

/// <summary>Real records, read the slow and obvious way beside ours. Skipped where the records are not at hand.</summary>
public class RealLogsTests
{
    [Fact]
    public void Each_role_has_the_events_that_a_plain_reader_counts()
    {
        var folder = Find();
        Assert.SkipWhen(folder is null, "../shared/data/cloudtrail is not here");
        var expected = new SortedDictionary<string, (int All, int Succeeded, int Denied)>(StringComparer.Ordinal);
        var found = new SortedDictionary<string, (int All, int Succeeded, int Denied)>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder!, "*.json.gz", SearchOption.AllDirectories))
        {
            using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            foreach (var record in JsonDocument.Parse(gzip).RootElement.GetProperty("Records").EnumerateArray())
            {
                if (RoleOf(record) is { } role)
                {
                    var count = expected.GetValueOrDefault(role);
                    var error = Text(record, "errorCode") ?? "";
                    var isDenied = error.Contains("AccessDenied", StringComparison.Ordinal) || error.Contains("Unauthorized", StringComparison.Ordinal);
                    expected[role] = (count.All + 1, count.Succeeded + (error.Length == 0 ? 1 : 0), count.Denied + (isDenied ? 1 : 0));
                }
            }

            var reading = Logs.Read(File.OpenRead(file), new RoleEventFilter());
            Assert.Null(reading.Damage);
            foreach (var e in reading.Events)
            {
                var count = found.GetValueOrDefault(e.RoleArn);
                found[e.RoleArn] = (count.All + 1, count.Succeeded + (e.Outcome == EventOutcome.Success ? 1 : 0), count.Denied + (e.Outcome == EventOutcome.AccessDenied ? 1 : 0));
                Assert.Contains(Logs.Read(File.OpenRead(file), new RoleEventFilter { Roles = [Logs.Role(e.RoleArn)] }).Events, same => same.Json == e.Json);
            }
        }

        Assert.NotEmpty(expected);
        Assert.Equal(expected, found);
    }

    private static string? RoleOf(JsonElement record)
    {
        if (!record.TryGetProperty("userIdentity", out var identity) || Text(identity, "type") is not ("AssumedRole" or "Role"))
        {
            return null;
        }

        var issuer = identity.TryGetProperty("sessionContext", out var context) && context.ValueKind == JsonValueKind.Object
            && context.TryGetProperty("sessionIssuer", out var given) ? Text(given, "arn") : null;
        if (issuer is not null)
        {
            return issuer.Contains(":role/", StringComparison.Ordinal) ? issuer : null;
        }

        return Text(identity, "arn")?.Split(':') is [_, var partition, _, _, var account, var resource] && resource.StartsWith("assumed-role/", StringComparison.Ordinal)
            ? $"arn:{partition}:iam::{account}:role/{resource.Split('/')[1]}"
            : null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TrailOps.psd1")))
            {
                var data = Path.Combine(folder.Parent?.FullName ?? "", "shared", "data", "cloudtrail");
                return Directory.Exists(data) ? data : null;
            }
        }

        return null;
    }
}
