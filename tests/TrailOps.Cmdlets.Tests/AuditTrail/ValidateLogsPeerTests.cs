using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>
/// Test-AuditTrailLog and <c>aws cloudtrail validate-logs</c> on the same chains: what each says of each file, the counts, and the verdict. Where the cmdlet is stricter, or knows more, the case says why.
/// </summary>
public sealed partial class ValidateLogsPeerTests(ValidateLogsPeerTests.Peer peer) : IClassFixture<ValidateLogsPeerTests.Peer>
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static TheoryData<string> Cases() => [.. ValidateLogsCases.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Both_find_the_same(string name)
    {
        var (of, (code, output, errors)) = await peer.AskAsync(name);
        var theirs = Lines(output + errors);
        if (of.IsRefused)
        {
            // There is nothing to compare with: it ends in the middle, without a count.
            Assert.Equal(255, code);
            Assert.Equal(of.OnlyOurs, peer.Run(of).Output.SkipLast(1).Select(Item).Where(item => !item.EndsWith(" Valid", StringComparison.Ordinal)));
            return;
        }

        Assert.True(code is 0 or 1, $"The CLI failed: {errors}");
        Assert.Equal(of.Theirs.Order(StringComparer.Ordinal), theirs.Where(item => !item.EndsWith(" Valid", StringComparison.Ordinal)));
        Assert.Equal(Counts(theirs), (Ratio(output, "digest"), Ratio(output, "backfill digest"), Ratio(output, "log")));

        var run = peer.Run(of);
        Assert.Empty(run.Errors);
        var summary = run.Output[^1];
        var ours = run.Output.SkipLast(1).Select(Item).Order(StringComparer.Ordinal).ToList();
        var listed = ours.FindAll(item => !item.EndsWith(" NotListed", StringComparison.Ordinal));
        Assert.Equal(Counts(listed), (Ratio(summary, "Digests"), Ratio(summary, "BackfillDigests"), Ratio(summary, "Logs")));
        Assert.Equal((long)(ours.Count - listed.Count), summary.Value("LogsNotListed"));
        Assert.Equal((long)ours.Count(item => item.StartsWith("Gap ", StringComparison.Ordinal)), summary.Value("Gaps"));

        // What is the same of both is not looked at again: what is left is what the case says.
        Assert.Equal(of.OnlyOurs.Order(StringComparer.Ordinal), ours.Except(theirs));
        Assert.Equal(of.OnlyTheirs.Order(StringComparer.Ordinal), theirs.Except(ours));
        Assert.Equal(ours.Count == 0 ? null : ours.TrueForAll(item => item.EndsWith(" Valid", StringComparison.Ordinal) || item.EndsWith(" Gap", StringComparison.Ordinal)), summary.Value("IsValid"));
        if (of.OnlyOurs.Count == 0)
        {
            Assert.Equal(code == 1, summary.Value("IsValid") is false);
            var covered = Covered().Match(output);
            Assert.Equal(covered.Success, summary.Value("CoveredStartTime") is not null);
            Assert.Equal((covered.Groups["from"].Value, covered.Groups["to"].Value), (Text(summary.Value("CoveredStartTime")), Text(summary.Value("CoveredEndTime"))));
        }
    }

    /// <summary>What is said of each file, as text: its kind, its name and how it was found.</summary>
    private static List<string> Lines(string output) => [.. Line().Matches(output).Select(match => match.Groups["gap"].Success
        ? $"Gap {match.Groups["from"].Value} to {match.Groups["to"].Value} Gap"
        : $"{(match.Groups["backfill"].Success ? "BackfillDigest" : match.Groups["kind"].Value)} {match.Groups["key"].Value} {Status(match.Groups["verdict"].Value)}").Order(StringComparer.Ordinal)];

    private static string Status(string verdict) => verdict switch
    {
        "valid" => "Valid",
        "INVALID: not found" => "NotFound",
        "INVALID: invalid format" => "InvalidFormat",
        "INVALID: has been moved from its original location" => "Moved",
        "INVALID: signature verification failed" => "SignatureNotValid",
        "INVALID: hash value doesn't match" => "HashMismatch",
        _ when verdict.StartsWith("INVALID: public key not found", StringComparison.Ordinal) => "PublicKeyNotFound",
        _ when verdict.StartsWith("INVALID: Unable to load PKCS #1 key", StringComparison.Ordinal) => "PublicKeyNotValid",
        _ => $"({verdict})",
    };

    private static string Item(PSObject item) => $"{item.Value("Status")}" == "ChainStarted"
        ? $"Gap {Text(item.Value("StartTime"))} to {Text(item.Value("EndTime"))} Gap"
        : $"{item.Value("Kind")} {item.Value("Key")} {item.Value("Status")}";

    private static string Text(object? time) => ((DateTime?)time)?.ToString(Time, CultureInfo.InvariantCulture) ?? "";

    private static (string, string, string) Counts(IReadOnlyList<string> items)
    {
        return (Of("Digest"), Of("BackfillDigest"), Of("Log"));

        string Of(string kind) => items.Where(item => item.StartsWith(kind + " ", StringComparison.Ordinal)).ToList() is var all ? $"{all.Count(item => item.EndsWith(" Valid", StringComparison.Ordinal))}/{all.Count}" : "";
    }

    private static string Ratio(string output, string kind) => Regex.Match(output, $@"^([0-9]+/[0-9]+) {kind} files valid", RegexOptions.Multiline) is { Success: true } match ? match.Groups[1].Value : "0/0";

    private static string Ratio(PSObject summary, string kind) => $"{summary.Value(kind + "Valid")}/{summary.Value(kind)}";

    [GeneratedRegex(@"^(?<backfill>\(backfill\) )?((?<kind>Digest|Log) file\t(?<key>s3://[^\t]+)\t(?<verdict>.+)|(?<gap>No log files were delivered by CloudTrail) between (?<from>\S+) and (?<to>\S+))$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    [GeneratedRegex("^Results found for (?<from>[^ ]+) to (?<to>[^ ]+):$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Covered();

    /// <summary>An AWS with a trail for each case, what the CLI said of all of them in one process, and a session to say it in.</summary>
    public sealed class Peer : IAsyncDisposable
    {
        private readonly SemaphoreSlim _once = new(1);
        private Dictionary<string, (ValidateLogsCase Of, (int Code, string Output, string Errors) Said)>? _all;
        private LocalAwsSession? _aws;

        internal async Task<(ValidateLogsCase Of, (int Code, string Output, string Errors) Said)> AskAsync(string name)
        {
            await _once.WaitAsync(TestContext.Current.CancellationToken);
            try
            {
                return (_all ??= await AskAsync())[name];
            }
            finally
            {
                _once.Release();
            }
        }

        internal RunResult Run(ValidateLogsCase of) => _aws!.Run(
            "$aws.Region = $region; $more = if ($account) { @{ AccountId = $account } } else { @{} }; Test-AuditTrailLog $trail -StartTime $start -EndTime $end -Detailed @more @aws 3>$null",
            new { trail = of.Arn, region = of.Region, account = of.AccountId, start = of.From.UtcDateTime, end = of.To.UtcDateTime });

        public async ValueTask DisposeAsync()
        {
            _once.Dispose();
            if (_aws is not null)
            {
                await _aws.DisposeAsync();
            }
        }

        private async Task<Dictionary<string, (ValidateLogsCase, (int, string, string))>> AskAsync()
        {
            var aws = _aws = await LocalAwsSession.StartAsync();
            var world = aws.Server.World;
            world.AddAccount("777788889999");
            world.AddOrganization(ValidateLogsCase.Organization, world.Account);
            world.RotateDigestKey("us-east-1", DateTimeOffset.UtcNow.AddDays(20));
            List<ValidateLogsCase> cases = [];
            foreach (var make in ValidateLogsCases.All.Values)
            {
                ValidateLogsCase of = new(world, $"case{cases.Count}");
                make(of);
                of.Seal();
                cases.Add(of);
            }

            using AwsCli cli = new(aws.Url, ("default", aws.Keys));
            var said = await cli.RunAsync("us-east-1", [.. cases.Select(of => of.Words)]);
            return ValidateLogsCases.All.Keys.Zip(cases, said).ToDictionary(item => item.First, item => (item.Second, item.Third));
        }
    }
}
