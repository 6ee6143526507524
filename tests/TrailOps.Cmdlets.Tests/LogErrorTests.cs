using System.Management.Automation;
using System.Text;

namespace TrailOps.Cmdlets.Tests;

/// <summary>One bad file is one error that names it, and nothing else is lost.</summary>
public sealed class LogErrorTests : IDisposable
{
    private const string Cmdlet = ",TrailOps.Cmdlets.GetRoleEventsCommand";

    private readonly Session _session = new();
    private readonly LogFolder _logs = new();

    public void Dispose()
    {
        _session.Dispose();
        _logs.Dispose();
    }

    public static TheoryData<string, string, string> Damages() => new()
    {
        { "empty", "LogFileEmpty", "" },
        { "only white space", "LogFileEmpty", "" },
        { "cut in the gzip header", "LogFileTruncated", "" },
        { "cut in the data", "LogFileTruncated", "?" },
        { "cut before the check sum", "LogFileTruncated", "One Two Three" },
        { "cut by one byte", "LogFileTruncated", "One Two Three" },
        { "cut at a member's end", "LogFileTruncated", "One" },
        { "wrong check sum", "LogFileCorrupt", "One Two Three" },
        { "wrong length", "LogFileCorrupt", "One Two Three" },
        { "trailing junk", "LogFileTrailingBytes", "One Two Three" },
        { "text behind the end", "LogFileTrailingBytes", "One Two Three" },
        { "broken record", "LogFileInvalidJson", "One Three" },
        { "json cut", "LogFileTruncated", "One Two" },
        { "page of html", "LogFileForeign", "" },
        { "other json", "LogFileForeign", "" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Each_damage_has_an_error_of_its_own(string damage, string id, string expected)
    {
        var file = _logs.Write("bad.json.gz", Damaged(damage));
        foreach (var role in new[] { "deployer", "" })
        {
            var run = _session.Run($"Get-RoleEvents {role} -Path $file -WarningAction SilentlyContinue", new { file });
            var error = Assert.Single(run.Errors);
            Assert.Equal(id + Cmdlet, error.FullyQualifiedErrorId);
            Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
            Assert.Equal(file, error.TargetObject);
            Assert.Equal("Get-RoleEvents", error.CategoryInfo.Activity);
            Assert.StartsWith($"The file '{file}' ", error.ToString(), StringComparison.Ordinal);
            Assert.EndsWith(id == "LogFileForeign" ? "records as JSON Lines." : "Fetch it once more from the bucket.", error.ToString(), StringComparison.Ordinal);
            if (expected != "?")
            {
                Assert.Equal(expected, string.Join(' ', run.EventNames));
            }
        }
    }

    [Fact]
    public void A_path_that_is_not_there_is_an_error_of_its_own()
    {
        var good = _logs.Add(new LogRecord("One"));
        foreach (var (path, target) in new[]
        {
            ("-Path nowhere, $good", "nowhere"),
            ("-Path nowhere/*.json, $good", "nowhere/*.json"),
            ("-Path *.nothing, $good", "*.nothing"),
            ("-Path nodrive:/x, $good", "nodrive:/x"),
            ("-Path 'a[', $good", "a["),
            ("-LiteralPath $good, '*.json'", "*.json"),
            ("-LiteralPath nodrive:/x, $good", "nodrive:/x"),
        })
        {
            var run = _session.Run($"Get-RoleEvents deployer {path}", new { good });
            var error = Assert.Single(run.Errors);
            Assert.Equal("LogPathNotFound" + Cmdlet, error.FullyQualifiedErrorId);
            Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
            Assert.Equal(target, error.TargetObject);
            Assert.Contains($"'{target}'", error.ToString(), StringComparison.Ordinal);
            Assert.Equal(["One"], run.EventNames);
        }
    }

    [Fact]
    public void A_path_of_another_provider_is_an_error_of_its_own()
    {
        var good = _logs.Add(new LogRecord("One"));
        foreach (var path in new[] { "-Path env:PATH, $good", "-LiteralPath Env:PATH, $good" })
        {
            var run = _session.Run($"Get-RoleEvents deployer {path}", new { good });
            var error = Assert.Single(run.Errors);
            Assert.Equal("LogPathNotFileSystem" + Cmdlet, error.FullyQualifiedErrorId);
            Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
            Assert.Equal("env:PATH", error.TargetObject.ToString(), ignoreCase: true);
            Assert.Equal(["One"], run.EventNames);
        }
    }

    [Fact]
    public void Where_no_path_leads_anywhere_the_error_says_it_all()
    {
        var run = _session.Run("Get-RoleEvents deployer -Path nowhere");
        Assert.Equal(["LogPathNotFound" + Cmdlet], run.ErrorIds);
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public void What_may_not_be_read_is_an_error_of_its_own()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Root may read everything.");
        var locked = _logs.Add(new LogRecord("One"));
        _logs.Add(new LogRecord("Two"));
        var folder = Directory.CreateDirectory(_logs.PathOf("AWSLogs/locked")).FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(locked, UnixFileMode.None);
            File.SetUnixFileMode(folder, UnixFileMode.None);
        }

        var run = _session.Run("Get-RoleEvents deployer -Path $logs", new { logs = _logs.Root });
        Assert.Equal(["Two"], run.EventNames);
        Assert.Equal(["LogFileUnreadable" + Cmdlet, "LogFolderUnreadable" + Cmdlet], run.ErrorIds.Order(StringComparer.Ordinal));
        Assert.All(run.Errors, error => Assert.Equal(ErrorCategory.PermissionDenied, error.CategoryInfo.Category));
        Assert.Equal(new[] { folder, locked }.Order(), run.Errors.Select(error => error.TargetObject).Order());
    }

    [Fact]
    public void A_file_that_is_gone_when_its_turn_comes_is_an_error_of_its_own()
    {
        var first = _logs.Add(new LogRecord("One"));
        var gone = _logs.Add(new LogRecord("Two"));
        _logs.Add(new LogRecord("Three"));

        // One thread opens the files one after the other; the first is a pipe, which nobody writes to until the second is gone.
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no named pipes among the files.");
        var bytes = File.ReadAllBytes(first);
        File.Delete(first);
        Fifo.Make(first);
        using var shell = _session.Make("$DebugPreference = 'Continue'; Get-RoleEvents deployer -Path $logs -ThrottleLimit 1", new { logs = _logs.Root });
        using var output = new PSDataCollection<PSObject>();
        var running = shell.BeginInvoke<object, PSObject>(null, output);

        // Each file that was found has its line.
        Assert.True(SpinWait.SpinUntil(() => shell.Streams.Debug.Count == 2, TimeSpan.FromMinutes(1)));
        File.Delete(gone);
        using (var pipe = new FileStream(first, FileMode.Open, FileAccess.Write))
        {
            pipe.Write(bytes);
        }

        shell.EndInvoke(running);
        var run = new RunResult([.. output], shell.Streams, null, "");
        Assert.Equal(["One", "Three"], run.EventNames);
        Assert.Equal(gone, Assert.Single(run.Errors).TargetObject);
        Assert.Equal(["LogFileUnreadable" + Cmdlet], run.ErrorIds);
        Assert.Equal(ErrorCategory.ReadError, run.Errors[0].CategoryInfo.Category);
    }

    internal static byte[] Damaged(string damage)
    {
        LogRecord[] records = [new("One"), new("Two"), new("Three")];
        var text = LogFolder.Text(records);
        var whole = LogFolder.GZip(text);
        var half = text.AsSpan().IndexOf("\"Two\""u8);
        return damage switch
        {
            "empty" => [],
            "only white space" => LogFolder.GZip(" \r\n\t"u8.ToArray()),
            "cut in the gzip header" => whole[..5],
            "cut in the data" => whole[..(whole.Length / 2)],
            "cut before the check sum" => whole[..^8],
            "cut by one byte" => whole[..^1],
            "cut at a member's end" => LogFolder.GZip(text[..half]),
            "wrong check sum" => [.. whole[..^8], (byte)~whole[^8], .. whole[^7..]],
            "wrong length" => [.. whole[..^1], (byte)~whole[^1]],
            "trailing junk" => [.. whole, .. "junk"u8],
            "text behind the end" => [.. LogFolder.GZip([.. text, .. "}"u8])],
            "broken record" => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).Replace("\"Two\"", "deployer\"Two\"", StringComparison.Ordinal)),
            "json cut" => text[..^20],
            "page of html" => "<!DOCTYPE html><html></html>"u8.ToArray(),
            "other json" => "{\"widgets\":[1,2,3]}"u8.ToArray(),
            _ => throw new ArgumentException(damage),
        };
    }
}
