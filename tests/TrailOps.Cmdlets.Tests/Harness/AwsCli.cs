using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Tests.Harness;
using TrailOps.LocalAws.World;

namespace TrailOps.Cmdlets.Tests;

/// <summary>The real aws CLI, as somebody without the module uses it. Its keys are in a credentials file, a profile for each account, which the module can be given as well.</summary>
internal sealed class AwsCli : IDisposable
{
    /// <summary>Starting the CLI takes longer than what it does: a process runs the commands of one test after another's, each from the beginning but for the descriptions of services, which take the most time to read.</summary>
    private const string Program = """
        import contextlib, functools, io, json, os, shlex, sys
        import botocore.loaders
        from awscli.clidriver import create_clidriver
        botocore.loaders.create_loader = functools.cache(botocore.loaders.create_loader)
        for line in sys.stdin:
            asked = json.loads(line)
            os.environ.update(asked['environment'])
            answers = []
            for command in asked['commands']:
                output, errors = io.StringIO(), io.StringIO()
                with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
                    code = create_clidriver().main(shlex.split(command)[1:] if isinstance(command, str) else command)
                answers.append([code, output.getvalue(), errors.getvalue()])
            print(json.dumps(answers), flush=True)
        """;

    /// <summary>Those that have nothing to do. They end when their input does, with this process.</summary>
    private static readonly ConcurrentBag<Process> Idle = [];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trailops-cli-");
    private readonly Uri _url;

    public AwsCli(Uri url, params (string Name, KeyPair Keys)[] profiles)
    {
        _url = url;
        Profiles = Path.Combine(_folder.FullName, "credentials");
        File.WriteAllLines(Profiles, profiles.Select(profile => $"[{profile.Name}]\naws_access_key_id={profile.Keys.AccessKeyId}\naws_secret_access_key={profile.Keys.SecretAccessKey}"
            + (profile.Keys.SessionToken is { } token ? $"\naws_session_token={token}" : "")));
    }

    /// <summary>Whether this machine has a CLI that python can load.</summary>
    public static bool IsHere { get; } = Tool.Find("aws") is not null && Tool.Find("python3") is not null;

    /// <summary>The credentials file.</summary>
    public string Profiles { get; }

    /// <summary>What each command answers: JSON, null for nothing, or the code of its error as text.</summary>
    /// <param name="region">The region of all.</param>
    /// <param name="commands">Words with single blanks between them.</param>
    public async Task<IReadOnlyList<JsonNode?>> AskAsync(string region, params string[] commands) =>
        [.. (await RunAsync(region, [.. commands.Select(command => $"{command} --output json".Split(' '))])).Select(answer => Read(answer.Code, answer.Output, answer.Errors))];

    /// <summary>What becomes of each command: its exit code, and what it prints.</summary>
    /// <param name="region">The region of those that name none.</param>
    /// <param name="words">The words of each command.</param>
    public Task<IReadOnlyList<(int Code, string Output, string Errors)>> RunAsync(string region, IReadOnlyList<string[]> words) =>
        Task.Run(() => Run(region, new JsonArray([.. words.Select(command => JsonSerializer.SerializeToNode(command))])));

    /// <summary>The same of command lines, from <c>aws</c> on, as a shell takes them.</summary>
    /// <param name="region">The region of those that name none.</param>
    /// <param name="lines">The command lines.</param>
    public IReadOnlyList<(int Code, string Output, string Errors)> Run(string region, params string[] lines) => Run(region, new JsonArray([.. lines.Select(line => JsonValue.Create(line))]));

    public void Dispose() => _folder.Delete(recursive: true);

    private IReadOnlyList<(int Code, string Output, string Errors)> Run(string region, JsonArray commands)
    {
        Assert.SkipUnless(IsHere, "The aws CLI is not on this machine.");
        var process = Idle.TryTake(out var idle) ? idle : Start();
        JsonObject environment = new() { ["AWS_ENDPOINT_URL"] = $"{_url}".TrimEnd('/'), ["AWS_DEFAULT_REGION"] = region, ["AWS_SHARED_CREDENTIALS_FILE"] = Profiles };
        process.StandardInput.WriteLine(new JsonObject { ["environment"] = environment, ["commands"] = commands }.ToJsonString());
        process.StandardInput.Flush();
        var line = process.StandardOutput.ReadLine();
        Assert.True(line is not null, line is null ? process.StandardError.ReadToEnd() : "");
        Idle.Add(process);
        return [.. JsonNode.Parse(line!)!.AsArray().Select(answer => ((int)answer![0]!, (string)answer[1]!, (string)answer[2]!))];
    }

    private static Process Start()
    {
        var start = Tool.Start(Tool.Find("python3")!, ["-c", Program], []);
        start.RedirectStandardInput = true;
        return Process.Start(start)!;
    }

    private static JsonNode? Read(int code, string output, string errors)
    {
        if (code == 0)
        {
            return string.IsNullOrWhiteSpace(output) ? null : JsonNode.Parse(output);
        }

        var start = errors.IndexOf("An error occurred (", StringComparison.Ordinal);
        Assert.True(start >= 0, errors);
        return JsonValue.Create(errors[(start + "An error occurred (".Length)..].Split(')')[0]);
    }
}
