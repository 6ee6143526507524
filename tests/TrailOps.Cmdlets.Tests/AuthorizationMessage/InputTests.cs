using System.Management.Automation;
using System.Text;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.Cmdlets.Tests.AuthorizationMessage;

/// <summary>What people pipe: lines, errors, exceptions, objects, events and files.</summary>
public sealed class InputTests : IDisposable
{
    private const string Read = "ConvertFrom-AuthorizationMessage -NoDecode";
    private const string Id = ",TrailOps.Cmdlets.ConvertFromAuthorizationMessageCommand";
    private const string Sentence = "User: arn:aws:sts::111122223333:assumed-role/deployer/run-1 is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::state\" because no identity-based policy allows the s3:ListBucket action";

    private readonly Session _session = new();
    private readonly LogFolder _logs = new();

    public void Dispose()
    {
        _session.Dispose();
        _logs.Dispose();
    }

    [Theory]
    [InlineData("[IO.File]::ReadAllLines($log) | ConvertFrom-AuthorizationMessage -NoDecode")]
    [InlineData("[IO.File]::ReadAllText($log) | ConvertFrom-AuthorizationMessage -NoDecode")]
    [InlineData("ConvertFrom-AuthorizationMessage ([IO.File]::ReadAllText($log)) -NoDecode")]
    [InlineData("ConvertFrom-AuthorizationMessage ([IO.File]::ReadAllLines($log)) -NoDecode")]
    [InlineData("ConvertFrom-AuthorizationMessage -InputObject ([IO.File]::ReadAllLines($log)) -NoDecode")]
    [InlineData(", [IO.File]::ReadAllLines($log) | ConvertFrom-AuthorizationMessage -NoDecode")]
    [InlineData("[IO.FileInfo] $log | ConvertFrom-AuthorizationMessage -NoDecode")]
    [InlineData("ConvertFrom-AuthorizationMessage -LiteralPath $log -NoDecode")]
    [InlineData("[IO.File]::ReadAllText($log).Replace(\"`n\", \"`r`n\") | ConvertFrom-AuthorizationMessage -NoDecode")]
    public void A_log_is_the_same_however_it_comes(string script)
    {
        var log = Path.Combine(Repository.Root, "docs", "sample", "terraform.log");
        var expected = _session.Run($"ConvertFrom-AuthorizationMessage -Path $log -NoDecode", new { log }).Clean().Select(Told).ToList();
        Assert.True(expected.Count > 2);
        Assert.Equal(expected, _session.Run(script).Clean().Select(Told));
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("''")]
    [InlineData("'', $null, ' ', \"`n\"")]
    [InlineData("@()")]
    [InlineData("@($null, @($null, ''))")]
    [InlineData("'Apply complete! Resources: 3 added, 0 changed, 0 destroyed.'")]
    [InlineData("42, $true, [datetime] '2026-11-30', @{}, ([pscustomobject] @{ Name = 'x' })")]
    public void What_tells_of_no_refusal_gives_nothing(string input)
    {
        Assert.Empty(_session.Run($"{input} | {Read}").Clean());
        Assert.Empty(_session.Run($"ConvertFrom-AuthorizationMessage ({input}) -NoDecode").Clean());
    }

    [Fact]
    public void Empty_lines_between_lines_change_nothing() =>
        Assert.Equal("s3:ListBucket", Assert.Single(_session.Run($"'', $null, $line, '', $null | {Read}", new { line = Sentence }).Clean()).Value("Action"));

    [Fact]
    public void Lines_of_a_program_s_error_stream_are_lines()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Tool.Find("sh") is null, "It takes sh.");
        _logs.Write("tool.sh", $"""
            echo starting
            echo 'Error: reading S3 bucket: operation error S3: ListBucket, https response error StatusCode: 403, RequestID: ABC123, HostID: h, api error AccessDenied: {Sentence[..60]}' >&2
            echo 'done' >&2
            cat >&2 <<'END'
            An error occurred (AccessDenied) when calling the ListBuckets operation: {Sentence}
            END
            """);
        var run = _session.Run($"sh $path 2>&1 | {Read}", new { path = _logs.PathOf("tool.sh") });
        Assert.Null(run.Exception);
        Assert.Contains(run.Output, denial => (denial.Value("Operation") as string, denial.Value("Action") as string, $"{denial.Value("PolicyType")}") == ("ListBuckets", "s3:ListBucket", "IdentityBased"));
        Assert.Equal(2, run.Output.Count);
    }

    [Fact]
    public async Task Errors_of_the_module_s_own_cmdlets_tell_code_status_and_request()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Server.World.Account.AddRole("deployer");
        aws.SetKeys(aws.Server.World.Account.AddUser("few"));
        foreach (var form in new[] { $"$e | {Read}", $"$e.Exception | {Read}", $"ConvertFrom-AuthorizationMessage $e[0] -NoDecode", $"try {{ throw $e[0].Exception }} catch {{ $_ | {Read} }}", $"try {{ throw [InvalidOperationException]::new('outer', $e[0].Exception) }} catch {{ $_ | {Read} }}" })
        {
            foreach (var (script, action) in new[] { ("Get-AuditTrail @aws", "cloudtrail:DescribeTrails"), ("Get-TempAdmin deployer @aws", "iam:GetRole") })
            {
                aws.Server.Log.Clear();
                var denial = Assert.Single(aws.Run($"$null = {script} -ErrorVariable e -ErrorAction SilentlyContinue; {form}").Clean());
                var request = aws.Requests.First(request => request.Status is 400 or 403);
                Assert.Equal((action, request.ErrorCode, request.Status, request.RequestId), (denial.Value("Action"), denial.Value("ErrorCode"), denial.Value("StatusCode"), denial.Value("RequestId")));
                Assert.Equal("arn:aws:iam::111122223333:user/few", denial.Value("PrincipalArn"));
                Assert.Equal(("ImplicitDeny", "IdentityBased"), ($"{denial.Value("Reason")}", $"{denial.Value("PolicyType")}"));
            }
        }
    }

    [Fact]
    public async Task Exceptions_that_came_together_are_read_each()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.SetKeys(aws.Server.World.Account.AddUser("few"));
        var run = aws.Run($"""
            $null = Get-AuditTrail @aws -ErrorVariable e -ErrorAction SilentlyContinue
            $several = [AggregateException]::new([Exception[]] @([Exception]::new('other'), $e[0].Exception, [Exception]::new($line)))
            $several | {Read}
            [InvalidOperationException]::new('outer', $several) | {Read}
            """, new { line = Sentence });
        Assert.Equal(["cloudtrail:DescribeTrails", "s3:ListBucket", "cloudtrail:DescribeTrails", "s3:ListBucket"], run.Clean().Select(denial => denial.Value("Action")));
        Assert.Equal([400, null, 400, null], run.Output.Select(denial => denial.Value("StatusCode")));
    }

    [Fact]
    public async Task An_error_of_AWS_that_is_no_refusal_gives_nothing()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var run = aws.Run($"$null = Get-AuditTrail nowhere @aws -ErrorVariable e -ErrorAction SilentlyContinue; $e | {Read}; $e.Count");
        Assert.Equal("1", Assert.Single(run.Clean()).ToString());
    }

    [Fact]
    public async Task An_error_that_merges_into_the_pipe_is_read()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.SetKeys(aws.Server.World.Account.AddUser("few"));
        Assert.Equal(["cloudtrail:DescribeTrails"], aws.Run($"Get-AuditTrail @aws 2>&1 | {Read}").Values("Action"));
    }

    [Theory]
    [InlineData("[Exception]::new($line)")]
    [InlineData("[InvalidOperationException]::new('It did not work.', [Exception]::new($line))")]
    [InlineData("[AggregateException]::new([Exception[]] @([Exception]::new('other'), [Exception]::new($line)))")]
    [InlineData("[System.Management.Automation.ErrorRecord]::new([Exception]::new($line), 'x', 'NotSpecified', $null)")]
    [InlineData("(& { try { throw $line } catch { $_ } })")]
    [InlineData("(& { Write-Error $line 2>&1 })")]
    [InlineData("(& { Write-Warning $line 3>&1 })")]
    [InlineData("(& { Write-Verbose $line 4>&1 -Verbose })")]
    [InlineData("(& { Write-Information $line 6>&1 })")]
    [InlineData("@{ error = @{ message = $line } }")]
    [InlineData("[pscustomobject] @{ items = @(1, [pscustomobject] @{ text = $line }) }")]
    [InlineData("[Text.StringBuilder]::new($line)")]
    public void Errors_exceptions_and_objects_are_read(string input)
    {
        // The bare engine has no Write-* cmdlets.
        Assert.SkipWhen(input.Contains("Write-", StringComparison.Ordinal) && _session.Run("Get-Command Write-Error -ErrorAction Ignore").Output.Count == 0, "The engine has no such cmdlet.");
        var denial = Assert.Single(_session.Run($"{input} | {Read}", new { line = Sentence }).Clean());
        Assert.Equal(("s3:ListBucket", "arn:aws:s3:::state", "deployer", "run-1", "111122223333"), (denial.Value("Action"), denial.Value("Resource"), denial.Value("RoleName"), denial.Value("SessionName"), denial.Value("AccountId")));
    }

    [Fact]
    public void An_object_that_does_not_end_is_an_error_and_the_rest_comes()
    {
        var run = _session.Run($"$deep = 'x'; 1..40 | ForEach-Object {{ $deep = , $deep }}; $round = @{{}}; $round.round = $round; $deep, $round, $line | {Read}", new { line = Sentence });
        Assert.Null(run.Exception);
        Assert.Equal(["s3:ListBucket"], run.Values("Action"));
        Assert.NotEmpty(run.Errors);
    }

    [Fact]
    public void Files_are_read_whatever_their_packing_and_encoding()
    {
        _logs.Write("a.log", Sentence);
        _logs.Write("b.log.gz", LogFolder.GZip(Encoding.UTF8.GetBytes($"first\n{Sentence}\nlast\n")));
        _logs.Write("c.log", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"first\r\n{Sentence}\r\n")]);
        _logs.Write("d.log", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Sentence)]);
        _logs.Write("e.log", Encoding.Unicode.GetBytes($"first\r\n{Sentence}\r\n"));
        _logs.Write("f.log", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Sentence)]);
        _logs.Write("g.log", "");
        _logs.Write("[h].log", Sentence);
        _session.Location = _logs.Root;
        foreach (var (parameters, count) in new[]
        {
            ("-Path ./a.log", 1), ("-Path b.log.gz", 1), ("-Path c.log", 1), ("-Path d.log", 1), ("-Path e.log", 1), ("-Path f.log", 1), ("-Path g.log", 0), ("-LiteralPath '[h].log'", 1), ("-Path '`[h`].log'", 1),
            ("-Path *.log", 6), ("-Path *", 7), ("-Path a.log, [b-d].log*", 4), ("-LiteralPath a.log, b.log.gz", 2), ("-FullName a.log", 1),
        })
        {
            Assert.Equal(Enumerable.Repeat("s3:ListBucket", count), _session.Run($"ConvertFrom-AuthorizationMessage {parameters} -NoDecode").Clean().Select(denial => denial.Value("Action")));
        }

        Assert.Equal(7, _session.Run($"Get-ChildItem . | {Read}").Clean().Count);
    }

    [Fact]
    public void Files_that_are_not_there_or_none_are_errors_and_the_others_are_read()
    {
        _logs.Write("a.log", Sentence);
        var damaged = LogFolder.GZip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(n => $"{n} {Guid.NewGuid()}\n"))));
        damaged.AsSpan(5000, 500).Fill(0xFF);
        _logs.Write("damaged.gz", damaged);
        Directory.CreateDirectory(_logs.PathOf("folder"));
        _session.Location = _logs.Root;
        var run = _session.Run("ConvertFrom-AuthorizationMessage -LiteralPath nowhere.log, folder, damaged.gz, Variable:x, a.log -NoDecode");
        Assert.Null(run.Exception);
        Assert.Equal(["s3:ListBucket"], run.Values("Action"));
        Assert.Equal(["LogPathNotFound" + Id, "LogPathIsFolder" + Id, "LogFileUnreadable" + Id, "LogPathNotFileSystem" + Id], run.ErrorIds);
        Assert.Equal("nowhere.log", run.Errors[0].TargetObject);
        Assert.Equal(["LogPathNotFound" + Id], _session.Run("ConvertFrom-AuthorizationMessage -Path nowhere.log -NoDecode").ErrorIds);
        Assert.Equal("LogPathNotFound" + Id, Assert.IsType<ActionPreferenceStopException>(_session.Run("ConvertFrom-AuthorizationMessage -Path nowhere.log, a.log -NoDecode -ErrorAction Stop").Exception).ErrorRecord.FullyQualifiedErrorId);
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_an_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Root may read everything.");
        var locked = _logs.Write("a.log", Sentence);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(locked, UnixFileMode.None);
        }

        var error = Assert.Single(_session.Run("ConvertFrom-AuthorizationMessage -Path $locked -NoDecode", new { locked }).Errors);
        Assert.Equal(("LogFileUnreadable" + Id, ErrorCategory.PermissionDenied), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
    }

    [Fact]
    public void A_file_that_is_still_being_written_is_read_as_far_as_it_goes()
    {
        var path = _logs.PathOf("a.log");
        using var writer = new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read));
        writer.WriteLine(Sentence);
        writer.Flush();
        Assert.Single(_session.Run("ConvertFrom-AuthorizationMessage -Path $path -NoDecode", new { path }).Clean());
    }

    [Fact]
    public void Refused_events_are_refusals_and_others_are_not()
    {
        _logs.Add(
            new LogRecord("CreateBucket") { Id = "ok", Time = "2026-11-20T09:00:00Z" },
            new LogRecord("CreateKey", "kms.amazonaws.com") { Id = "bare", Time = "2026-11-20T09:00:01Z", ErrorCode = "AccessDenied", ErrorMessage = "Access Denied" },
            new LogRecord("ListObjects") { Id = "told", Time = "2026-11-20T09:00:02Z", ErrorCode = "AccessDenied", ErrorMessage = Sentence },
            new LogRecord("HeadBucket") { Id = "other", Time = "2026-11-20T09:00:03Z", ErrorCode = "NoSuchBucket", ErrorMessage = "The specified bucket does not exist" });
        var denials = _session.Run($"Get-RoleEvents deployer -Path $logs | {Read}", new { logs = _logs.Root }).Clean();
        Assert.Equal([("kms:CreateKey", "CreateKey", "req-bare"), ("s3:ListBucket", "ListObjects", "req-told")], denials.Select(denial => ((string?)denial.Value("Action"), (string?)denial.Value("Operation"), (string?)denial.Value("RequestId"))));
        Assert.Equal(["bare", "told"], denials.Select(denial => PSObject.AsPSObject(denial.Value("Event")!).Value("EventId")));
        Assert.All(denials, denial => Assert.Equal(("AccessDenied", "deployer", "run-1"), (denial.Value("ErrorCode"), denial.Value("RoleName"), denial.Value("SessionName"))));
        Assert.Equal([null, "arn:aws:s3:::state"], denials.Select(denial => denial.Value("Resource")).Select(resource => (string?)resource is "*" ? null : (string?)resource));

        // Whether the record is the module's, or as other tools bring it.
        Assert.Equal(
            ["s3:ListBucket"],
            _session.Run($"Get-RoleEvents deployer -Path $logs | Where-Object EventId -eq told | ForEach-Object {{ [pscustomobject] @{{ CloudTrailEvent = $_.Json }} }} | {Read}").Values("Action"));
    }

    [Fact]
    public void Unique_folds_and_keeps_the_order()
    {
        var lines = Enumerable.Range(0, 30).Select(n => $"{n} {(n % 3 == 1 ? Sentence : Sentence.Replace("ListBucket", "GetObject", StringComparison.Ordinal)).Replace("run-1", $"run-{n}", StringComparison.Ordinal)}\n").ToArray();
        var run = _session.Run($"$lines | {Read} -Unique", new { lines }).Clean();
        Assert.Equal([("s3:GetObject", 20L), ("s3:ListBucket", 10L)], run.Select(denial => ((string)denial.Value("Action")!, (long)denial.Value("Count")!)));

        // Folded once more they stay as many.
        Assert.Equal([20L, 10L], _session.Run($"$lines | {Read} -Unique | {Read} -Unique").Clean().Select(denial => denial.Value("Count")));
        Assert.All(_session.Run($"$lines | {Read}").Clean(), denial => Assert.Equal(1L, denial.Value("Count")));
    }

    [Fact]
    public void A_hundred_thousand_lines_flow_through()
    {
        var run = _session.Run($"1..100000 | ForEach-Object {{ if ($_ % 1000) {{ \"line $_ of a log\" }} else {{ $line.Replace('state', \"b$_\") }} }} | {Read}", new { line = Sentence });
        Assert.Equal(Enumerable.Range(1, 100).Select(n => $"arn:aws:s3:::b{n}000"), run.Clean().Select(denial => denial.Value("Resource")));
        Assert.Single(_session.Run($"1..100000 | ForEach-Object {{ $script:last = $_; \"$_ $($line.Replace('state', \"b$_\"))`n\" }} | {Read} | Select-Object -First 1").Clean());
        Assert.True((int)_session.Run("$script:last").Clean()[0].BaseObject < 100);
    }

    private static string Told(PSObject denial) =>
        string.Join(" | ", new[] { "Action", "Resource", "PrincipalArn", "Reason", "PolicyType", "PolicyArn", "Service", "Operation", "ErrorCode", "RequestId", "StatusCode", "Tool", "Location", "EncodedMessage", "IsTruncated" }
            .Select(name => denial.Value(name)?.ToString()));
}
