using System.IO.Compression;
using System.Text;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>Get-RoleEvents -Validated: what a digest vouches for is read, and of the rest it is said that it was left out.</summary>
public sealed class ValidatedEventsTests
{
    private const string Forged = "ForgedByAttacker";

    [Fact]
    public async Task Only_what_a_digest_vouches_for_is_read()
    {
        await using var aws = await Evidence.StartAsync();
        var world = aws.Server.World.Account;
        world.AddRole("deployer", policy: LocalAwsSession.Admin);
        foreach (var name in new[] { "CreateQueue", "CreateTopic", "CreateTable", "CreateKey" })
        {
            aws.Server.World.AddEvent(new LogRecord(name, "example.amazonaws.com") { Session = "terraform" }.At(aws.Server.World.Clock.UtcNow.UtcDateTime).Json());
            aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(60));
            aws.Run("Get-AuditTrail @aws").Clean();
        }

        aws.Server.World.AddEvent(new LogRecord("CreateFunction", "example.amazonaws.com") { Session = "terraform" }.At(aws.Server.World.Clock.UtcNow.UtcDateTime).Json());
        aws.Server.World.Clock.Advance(TimeSpan.FromMinutes(10));
        aws.Run("Get-AuditTrail @aws; $at = @{} + $aws; $at.Remove('Region'); $StoredAWSRegion = 'us-east-1'").Clean();
        using var copy = new LogFolder();
        await Copy(aws, copy);

        // Nothing is touched: all but the newest, which no digest lists yet.
        var run = aws.Run("Get-RoleEvents -TrailName evidence -Validated @at");
        Assert.Equal(["CreateQueue", "CreateTopic", "CreateTable", "CreateKey"], Names(run));
        Assert.All(run.Errors, error => Assert.Equal("LogNotValidated,TrailOps.Cmdlets.GetRoleEventsCommand", error.FullyQualifiedErrorId));
        Assert.Equal(2, run.Errors.Count);
        Assert.All(run.Errors, error => Assert.Contains("no valid digest lists it", error.ToString(), StringComparison.Ordinal));
        Assert.Equal([true, 2], aws.Run("$one = (Get-RoleEvents -TrailName evidence -Validated @at -ErrorAction SilentlyContinue)[0]; $one.Source.IsValidated; $one.Source.Failed.Count").Output.Select(value => value.BaseObject));
        Assert.Equal(5, Names(aws.Run("Get-RoleEvents -TrailName evidence @at")).Count);

        // One log altered, one added, and one digest forged.
        var logs = aws.LogsIn(Evidence.Bucket).Where(key => Text(aws, key).Contains("example.amazonaws.com", StringComparison.Ordinal)).ToList();
        world.AddObject(Evidence.Bucket, logs[0], ValidateLogsCase.Gzip(Text(aws, logs[0]).Replace("CreateQueue", Forged, StringComparison.Ordinal)));
        world.AddObject(Evidence.Bucket, logs[1].Replace(logs[1][^24..^8], "0000ByAnAttacker", StringComparison.Ordinal), ValidateLogsCase.Gzip(Text(aws, logs[1]).Replace("CreateTopic", Forged, StringComparison.Ordinal)));
        var digest = world.Objects(Evidence.Bucket).Where(key => key.Contains("CloudTrail-Digest", StringComparison.Ordinal)).ElementAt(2);
        world.AddObject(Evidence.Bucket, digest, ValidateLogsCase.Gzip(Text(aws, digest).Replace("\"hashValue\":\"", "\"hashValue\":\"0", StringComparison.Ordinal)));
        run = aws.Run("Get-RoleEvents -TrailName evidence -Validated @at");
        Assert.Equal(["CreateTopic", "CreateKey"], Names(run));
        Assert.Contains(run.Errors, error => error.TargetObject as string == $"s3://{Evidence.Bucket}/{logs[0]}" && error.ToString().Contains("its SHA-256 is", StringComparison.Ordinal));
        Assert.Contains(run.Errors, error => ((string)error.TargetObject).Contains("0000ByAnAttacker", StringComparison.Ordinal));
        Assert.Contains(run.Errors, error => error.TargetObject as string == $"s3://{Evidence.Bucket}/{logs[2]}");
        Assert.Contains(digest, Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, Names(aws.Run("Get-RoleEvents -TrailName evidence @at")).Count(name => name == Forged));

        // A copy has the signature of a digest in the next one: the last digest, and what it alone lists, is not proved.
        run = aws.Run("Get-RoleEvents -LiteralPath $copy -Validated -PublicKeyPath $keys", new { copy = Path.Combine(copy.Root, "copy"), keys = Path.Combine(copy.Root, "keys") });
        Assert.Equal(["CreateQueue", "CreateTopic", "CreateTable"], Names(run));
        Assert.Equal("LogNotValidated,TrailOps.Cmdlets.GetRoleEventsCommand", Assert.Single(run.Errors.Select(error => error.FullyQualifiedErrorId).Distinct()));
        Assert.Equal(2, run.Warnings.Count);
        Assert.All(run.Warnings, warning => Assert.Contains("SignatureNotFound", warning, StringComparison.Ordinal));
    }

    private static List<string> Names(RunResult run) => [.. run.Output.Where(e => (string?)e.Value("EventSource") == "example.amazonaws.com").Select(e => (string)e.Value("EventName")!)];

    private static async Task Copy(LocalAwsSession aws, LogFolder folder)
    {
        foreach (var key in aws.Server.World.Account.Objects(Evidence.Bucket))
        {
            folder.Write($"copy/{key}", Bytes(aws, key));
        }

        // Each region has its own.
        foreach (var region in new[] { "us-east-1", "eu-central-1" })
        {
            var keys = await new AwsCaller(aws.Server, aws.Server.RootKeys, region).TrailAsync("ListPublicKeys");
            folder.Write($"keys/{region}.json", Encoding.UTF8.GetBytes(keys.ToJsonString()));
        }
    }

    private static byte[] Bytes(LocalAwsSession aws, string key)
    {
        using var response = aws.Root().SendAsync("s3", HttpMethod.Get, $"/{Evidence.Bucket}/{key}", "").GetAwaiter().GetResult();
        return response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
    }

    private static string Text(LocalAwsSession aws, string key)
    {
        using var unpacked = new StreamReader(new GZipStream(new MemoryStream(Bytes(aws, key)), CompressionMode.Decompress));
        return unpacked.ReadToEnd();
    }
}
