using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Text.Json.Nodes;
using TrailOps.LocalAws;

namespace Quickstart;

/// <summary>
/// Runs docs/quickstart.ps1 as a console would: each command is shown before its output. Arguments: a path to logs and a role's name, for
/// logs of your own. The AWS is one on loopback, where the role is admin, and another has nothing yet. Ends with 1 when a command wrote an error.
/// </summary>
internal static class Program
{
    private const string Admin = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private static async Task<int> Main(string[] args)
    {
        await using var aws = await LocalAwsServer.StartAsync();
        var root = FindRoot();
        var host = new ConsoleHost();
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        using var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        var hasErrors = Run(runspace, $"Import-Module '{Path.Combine(root, "TrailOps.psd1")}'", echo: "Import-Module ./TrailOps.psd1");

        var script = Path.Combine(root, "docs", "quickstart.ps1");
        var ast = Parser.ParseFile(script, out var tokens, out var errors);
        if (errors.Length > 0)
        {
            throw new ParseException(errors);
        }

        runspace.SessionStateProxy.Path.SetLocation(root);
        runspace.SessionStateProxy.SetVariable("Path", args is [var path, ..] ? Path.GetFullPath(path) : Path.Combine("docs", "sample", "logs"));
        var role = args is [_, var given, ..] ? given : "deployer";
        runspace.SessionStateProxy.SetVariable("RoleName", role);
        runspace.SessionStateProxy.SetVariable("Aws", Connection(aws, role, runspace));
        runspace.SessionStateProxy.SetVariable("WorkRole", "builder");
        runspace.SessionStateProxy.SetVariable("Baseline", Path.Combine("docs", "sample", "read-only-baseline.json"));
        runspace.SessionStateProxy.SetVariable("TerraformLog", Path.Combine("docs", "sample", "terraform.log"));
        hasErrors |= Run(runspace, "$Path, $RoleName", echo: "$Path, $RoleName");
        foreach (var statement in ast.EndBlock.Statements)
        {
            foreach (var comment in CommentsAbove(statement, tokens))
            {
                host.UI.WriteLine("");
                host.UI.WriteLine(comment);
            }

            hasErrors |= Run(runspace, statement.Extent.Text, statement.Extent.Text);
        }

        return hasErrors ? 1 : 0;
    }

    private static Hashtable Connection(LocalAwsServer aws, string role, Runspace runspace)
    {
        aws.World.Account.AddRole(role, policy: Admin);
        aws.World.Account.AddRole("builder");
        aws.World.Account.AddTrail("management", "logs-of-team", "eu-central-1");
        AddEvents(aws, runspace);
        var keys = aws.World.Account.AddUser("operator", Admin);
        return new() { ["AccessKey"] = keys.AccessKeyId, ["SecretKey"] = keys.SecretAccessKey, ["Region"] = "eu-central-1", ["EndpointUrl"] = aws.Url.ToString() };
    }

    /// <summary>What the sample logs tell happens there, a few minutes ago; then the trail delivers it.</summary>
    private static void AddEvents(LocalAwsServer aws, Runspace runspace)
    {
        using var shell = PowerShell.Create(runspace);
        var time = DateTime.UtcNow.AddMinutes(-10);
        foreach (var record in shell.AddScript("Get-RoleEvents -Path docs/sample/logs | ForEach-Object Json").Invoke<string>())
        {
            time = time.AddSeconds(1);
            var json = JsonNode.Parse(record)!;
            json["eventTime"] = time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            aws.World.AddEvent(json.ToJsonString());
        }

        aws.World.Clock.Advance(TimeSpan.FromMinutes(6));
    }

    private static bool Run(Runspace runspace, string command, string echo)
    {
        Console.WriteLine($"PS> {echo}");
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(command).AddCommand("Out-Default");
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.Invoke();

        // A command that shows what it was refused has not failed.
        return shell.HadErrors && !command.Contains("2>&1", StringComparison.Ordinal);
    }

    /// <summary>The comment lines right above a statement.</summary>
    private static IEnumerable<string> CommentsAbove(StatementAst statement, Token[] tokens)
    {
        var lines = tokens.Where(token => token.Kind == TokenKind.Comment).ToDictionary(token => token.Extent.StartLineNumber, token => token.Text);
        var first = statement.Extent.StartLineNumber;
        while (lines.ContainsKey(first - 1))
        {
            first--;
        }

        return Enumerable.Range(first, statement.Extent.StartLineNumber - first).Select(line => lines[line]);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TrailOps.psd1")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("TrailOps.psd1 is in no folder above this program.");
    }
}
