using System.Diagnostics;
using System.Globalization;
using TrailOps.Benchmarks.Corpus;
using TrailOps.Benchmarks.Measuring;
using TrailOps.LocalAws;
using TrailOps.LocalAws.Faults;
using TrailOps.LocalAws.World;

namespace TrailOps.Benchmarks;

/// <summary>Event history and a bucket, on an AWS on loopback in this process; who asks it is a process of its own.</summary>
internal static class SourcesBenchmark
{
    private const int Rounds = 4;
    private const string Bucket = "logs-of-team";
    private const string Admin = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);
    private static readonly string[] Regions = ["us-east-1", "us-east-2", "us-west-2", "eu-central-1", "eu-west-1", "eu-north-1", "ap-south-1", "sa-east-1"];

    public static async Task RunAsync(BenchmarkOptions options, TextWriter to)
    {
        var folder = options.Keep ?? Directory.CreateTempSubdirectory("trailops-benchmark-").FullName;
        try
        {
            to.WriteLine("| bar | reached | met |");
            to.WriteLine("|---|---|---|");
            await BucketAsync(Path.Combine(folder, "bucket"), options.Objects, to).ConfigureAwait(false);
            await HistoryAsync(1, options.Pages, to).ConfigureAwait(false);
            await HistoryAsync(Regions.Length, options.Pages, to).ConfigureAwait(false);
        }
        finally
        {
            if (options.Keep is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task BucketAsync(string folder, int objects, TextWriter to)
    {
        const int RecordsAnObject = 50;
        Say($"composing {objects} objects");
        var corpus = LogCorpus.Make(Path.Combine(folder, "corpus"), objects * RecordsAnObject, objects);
        await using var server = await LocalAwsServer.StartAsync().ConfigureAwait(false);
        server.World.Account.AddBucket(Bucket);
        foreach (var file in Directory.GetFiles(corpus.Folder, "*.json.gz", SearchOption.AllDirectories))
        {
            server.World.Account.AddObject(Bucket, Path.GetRelativePath(corpus.Folder, file).Replace('\\', '/'), File.ReadAllBytes(file));
        }

        var some = LogCorpus.Make(Path.Combine(folder, "some"), objects / 5 * RecordsAnObject, objects / 5);
        foreach (var file in Directory.GetFiles(some.Folder, "*.json.gz", SearchOption.AllDirectories))
        {
            server.World.Account.AddObject(Bucket, "few/" + Path.GetRelativePath(some.Folder, file).Replace('\\', '/'), File.ReadAllBytes(file));
        }

        server.Faults.Add(new Fault(FaultKind.Latency) { Service = "s3", Latency = Latency });
        var keys = server.World.Account.AddUser("reader", Admin);
        Say("many at the same time");
        var ours = Child.Source(server.Url, keys, $"Get-RoleEvents {Cast.Wanted} -BucketName {Bucket}", Rounds);
        Say("one after another");
        var serial = Child.Source(server.Url, keys, $"Get-RoleEvents {Cast.Wanted} -BucketName {Bucket} -ThrottleLimit 1");
        Say("aws s3 cp, then reading");
        var copy = Path.Combine(folder, "copy");
        var (copying, reading) = (Copy(server.Url, keys, copy), Child.Source(server.Url, keys, $"Get-RoleEvents {Cast.Wanted} -Path '{copy}'", Rounds));
        Require(serial.Count == ours.Count && reading.Count == ours.Count && ours.Count > 0, $"events: {ours.Count}, {serial.Count}, {reading.Count}");

        var peer = copying + reading.Cold;
        Row(to, $"{objects:N0} objects, {Latency.TotalMilliseconds} ms each: ≥ 10 × faster than one after another", $"{serial.Best / ours.Best:F1} × ({ours.Best:F2} : {serial.Best:F1} s); cold {serial.Best / ours.Cold:F1} × ({ours.Cold:F2} s)", serial.Best / ours.Best >= 10);
        Row(to, $"≥ 5 × faster than aws s3 cp --recursive and reading the folder", $"{peer / ours.Best:F1} × ({ours.Best:F2} : {copying:F1} + {reading.Cold:F2} s); cold {peer / ours.Cold:F1} ×", peer / ours.Best >= 5);
        Say("memory");
        var engine = Child.EngineMemory();
        var few = Child.Source(server.Url, keys, $"Get-RoleEvents {Cast.Wanted} -BucketName {Bucket} -KeyPrefix few");
        var all = Child.Source(server.Url, keys, $"Get-RoleEvents {Cast.Wanted} -BucketName {Bucket}");
        Row(to, $"peak memory ≤ 100 MB over the bare engine, {objects:N0} objects", $"{(all.Peak - engine) / 1e6:F0} MB; {(few.Peak - engine) / 1e6:F0} MB with {objects / 5:N0}", all.Peak - engine <= 100e6);
    }

    private static async Task HistoryAsync(int regions, int pages, TextWriter to)
    {
        Say($"event history of {regions} region(s), {pages} pages each");
        await using var server = await LocalAwsServer.StartAsync(new LocalAwsOptions { ThrottleLookupEvents = true }).ConfigureAwait(false);
        var now = DateTime.UtcNow;
        foreach (var region in Regions.Take(regions))
        {
            for (var number = 0; number < pages * 50; number++)
            {
                server.World.AddEvent(Record(region, now.AddSeconds(-number / 10.0)));
            }
        }

        var keys = server.World.Account.AddUser("reader", Admin);
        var read = Child.Source(server.Url, keys, $"Get-RoleEvents {Cast.Wanted} -Region {string.Join(',', Regions.Take(regions))} -StartTime ([DateTime]::UtcNow.AddDays(-1))");
        Require(read.Count == pages * 50 * regions, $"events: {read.Count} of {pages * 50 * regions}");
        var served = server.Log.All.Where(request => request is { Operation: "LookupEvents", Status: 200 }).CountBy(request => request.Region).Max(region => region.Value);
        var throttled = server.Log.All.Count(request => request.ErrorCode == "ThrottlingException");
        var ratio = read.Best / ((served - 1) / 2.0);
        Row(to, $"event history, {regions} region(s): time ≤ 1.05 × what two requests a second take, {served} pages each", $"{ratio:F3} × ({read.Best:F1} s, {throttled} throttled)", ratio <= 1.05);
    }

    private static string Record(string region, DateTime time) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE:run","arn":"arn:aws:sts::111122223333:assumed-role/{{Cast.Wanted}}/run","accountId":"111122223333","accessKeyId":"ASIAEXAMPLE000000001","sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::111122223333:role/{{Cast.Wanted}}","accountId":"111122223333","userName":"{{Cast.Wanted}}"} } },"eventTime":"{{time:yyyy-MM-ddTHH:mm:ssZ}}","eventSource":"ec2.amazonaws.com","eventName":"DescribeInstances","awsRegion":"{{region}}","sourceIPAddress":"198.51.100.7","userAgent":"aws-cli/2.31","requestParameters":{"maxResults":100},"responseElements":null,"requestID":"{{Guid.NewGuid()}}","eventID":"{{Guid.NewGuid()}}","readOnly":true,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333","eventCategory":"Management"}
        """);

    /// <summary>Seconds that the aws CLI takes to copy the bucket.</summary>
    private static double Copy(Uri url, KeyPair keys, string folder)
    {
        var start = new ProcessStartInfo("aws", ["s3", "cp", "--recursive", "--quiet", $"s3://{Bucket}/AWSLogs", folder]);
        foreach (var (name, value) in new[] { ("AWS_ENDPOINT_URL", url.ToString()), ("AWS_ACCESS_KEY_ID", keys.AccessKeyId), ("AWS_SECRET_ACCESS_KEY", keys.SecretAccessKey), ("AWS_DEFAULT_REGION", "us-east-1") })
        {
            start.Environment[name] = value;
        }

        var started = Stopwatch.GetTimestamp();
        using var cli = Process.Start(start)!;
        cli.WaitForExit();
        Require(cli.ExitCode == 0, "aws s3 cp has failed");
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void Row(TextWriter to, FormattableString bar, FormattableString reached, bool isMet) =>
        to.WriteLine($"| {bar.ToString(CultureInfo.InvariantCulture)} | {reached.ToString(CultureInfo.InvariantCulture)} | {(isMet ? "yes" : "no")} |");

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The times compare different jobs: {what}.");
        }
    }

    private static void Say(string what) => Console.Error.WriteLine($"… {what}");
}
