using System.Diagnostics;
using System.Globalization;
using TrailOps.Benchmarks.Measuring;
using TrailOps.Benchmarks.Subjects;
using TrailOps.LocalAws;
using TrailOps.LocalAws.CloudTrail;
using TrailOps.LocalAws.Faults;
using TrailOps.LocalAws.World;

namespace TrailOps.Benchmarks;

/// <summary>Chains of digests: beside the aws CLI on an AWS on loopback, and of a copy on disk beside inflating and hashing it.</summary>
internal static class ProofsBenchmark
{
    private const int LogsAnHour = 20;
    private const int Rounds = 3;
    private const string Bucket = "logs-of-team";
    private const string Admin = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);
    private static readonly DateTimeOffset Start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(BenchmarkOptions options, TextWriter to)
    {
        var folder = options.Keep ?? Directory.CreateTempSubdirectory("trailops-benchmark-").FullName;
        try
        {
            to.WriteLine("| bar | reached | met |");
            to.WriteLine("|---|---|---|");
            await BesideTheCliAsync(options, to).ConfigureAwait(false);
            await OnDiskAsync(Path.Combine(folder, "copy"), Path.Combine(folder, "keys.json"), options.Threads, to).ConfigureAwait(false);
        }
        finally
        {
            if (options.Keep is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task BesideTheCliAsync(BenchmarkOptions options, TextWriter to)
    {
        var hours = options.Days * 24;
        Say($"making {hours} digests with {LogsAnHour} logs each");
        await using var server = await LocalAwsServer.StartAsync().ConfigureAwait(false);
        var account = server.World.Account;
        account.AddBucket(Bucket);
        new MadeChain(account, new MadeChainOptions { Start = Start, Bucket = Bucket, Logs = LogsAnHour, Records = 20 }).AddHours(hours);
        foreach (var service in new[] { "s3", "cloudtrail" })
        {
            server.Faults.Add(new Fault(FaultKind.Latency) { Service = service, Latency = Latency });
        }

        var keys = account.AddUser("auditor", Admin);
        var end = Start.AddHours(hours);
        Say("Test-AuditTrailLog");
        var ours = Child.Source(server.Url, keys, $"Test-AuditTrailLog -BucketName {Bucket} -StartTime '{Start:O}' -EndTime '{end:O}' -Detailed", Rounds);
        Require(ours.Count == (hours * (LogsAnHour + 1)) + 1, $"files: {ours.Count}");
        Say($"aws cloudtrail validate-logs, {options.PeerHours} hours of it");
        var peerEnd = Start.AddHours(options.PeerHours);
        var (seconds, output) = Validate(server.Url, keys, $"arn:aws:cloudtrail:us-east-1:{account.Id}:trail/evidence", Start, peerEnd.AddHours(-1));
        Require(output.Contains($"{options.PeerHours}/{options.PeerHours} digest files valid", StringComparison.Ordinal) && output.Contains($"{options.PeerHours * LogsAnHour}/{options.PeerHours * LogsAnHour} log files valid", StringComparison.Ordinal), output);
        var peer = seconds * hours / options.PeerHours;
        Row(to, $"{hours} digests, {hours * LogsAnHour:N0} logs, {Latency.TotalMilliseconds} ms each: ≥ 20 × faster than aws cloudtrail validate-logs", $"{peer / ours.Best:F1} × ({ours.Best:F1} : {peer:F0} s, from {seconds:F1} s for {options.PeerHours} hours); cold {peer / ours.Cold:F1} ×", peer / ours.Best >= 20);
        var engine = Child.EngineMemory();
        Say("memory");
        var (all, some) = (Peak(hours), Peak(hours / 5));
        Row(to, $"peak memory over the bare engine ≤ 1.25 × that of a fifth of the chain", $"{all / 1e6:F0} MB : {some / 1e6:F0} MB", all <= 1.25 * some);

        double Peak(int of) => Child.Source(server.Url, keys, $"Test-AuditTrailLog -BucketName {Bucket} -StartTime '{Start:O}' -EndTime '{Start.AddHours(of - 1):O}'").Peak - engine;
    }

    private static async Task OnDiskAsync(string folder, string keys, int cores, TextWriter to)
    {
        const int Hours = 24;
        Say("making a copy on disk");
        await using (var server = await LocalAwsServer.StartAsync().ConfigureAwait(false))
        {
            server.World.Account.AddBucket(Bucket);
            new MadeChain(server.World.Account, new MadeChainOptions { Start = Start, Bucket = Bucket, Logs = LogsAnHour, Records = 1_500 }).AddHours(Hours).AddHours(1, 0);
            server.World.Account.CopyBucket(Bucket, folder);
            await File.WriteAllTextAsync(keys, server.World.PublicKeys("us-east-1")).ConfigureAwait(false);
        }

        Say("on disk");
        var timings = Child.Proofs(folder, keys, cores);
        var (raw, ours) = (timings.Single(timing => timing.Subject == InflateAndHash.SubjectName), timings.Single(timing => timing.Subject == ProveCopy.SubjectName));
        Require(raw.Counts![""] == Hours * LogsAnHour && ours.Counts![""] == Hours * LogsAnHour, $"logs: {raw.Counts[""]}, {ours.Counts![""]}");
        Row(to, $"a copy on disk, {cores} threads: ≥ 80 % of the speed of inflating and SHA-256", $"{100 * raw.Best / ours.Best:F0} % ({raw.Best:F2} : {ours.Best:F2} s)", raw.Best / ours.Best >= 0.8);
    }

    /// <summary>Seconds that the aws CLI takes, and what it says.</summary>
    private static (double Seconds, string Output) Validate(Uri url, KeyPair keys, string arn, DateTimeOffset from, DateTimeOffset to)
    {
        var start = new ProcessStartInfo("aws", ["cloudtrail", "validate-logs", "--trail-arn", arn, "--s3-bucket", Bucket, "--start-time", $"{from:yyyy-MM-ddTHH:mm:ssZ}", "--end-time", $"{to:yyyy-MM-ddTHH:mm:ssZ}", "--verbose"]) { RedirectStandardOutput = true };
        foreach (var (name, value) in new[] { ("AWS_ENDPOINT_URL", url.ToString().TrimEnd('/')), ("AWS_ACCESS_KEY_ID", keys.AccessKeyId), ("AWS_SECRET_ACCESS_KEY", keys.SecretAccessKey), ("AWS_DEFAULT_REGION", "us-east-1") })
        {
            start.Environment[name] = value;
        }

        var started = Stopwatch.GetTimestamp();
        using var cli = Process.Start(start)!;
        var output = cli.StandardOutput.ReadToEnd();
        cli.WaitForExit();
        return (Stopwatch.GetElapsedTime(started).TotalSeconds, output);
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
