using System.Text.Json;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Tests.Harness;
using TrailOps.LocalAws.World;

namespace TrailOps.Cmdlets.Tests;

/// <summary>The real aws CLI, as somebody without the module uses it. Its keys are in a credentials file, a profile for each account, which the module can be given as well.</summary>
internal sealed class AwsCli : IDisposable
{
    /// <summary>Starting the CLI takes longer than what it does: where python3 has it, one process runs all commands, each from the beginning but for the descriptions of services, which take the most time to read.</summary>
    private const string Program = """
        import contextlib, functools, io, json, sys
        import botocore.loaders
        from awscli.clidriver import create_clidriver
        botocore.loaders.create_loader = functools.cache(botocore.loaders.create_loader)
        answers = []
        for command in json.loads(sys.argv[1]):
            output, errors = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
                code = create_clidriver().main(command)
            answers.append([code, output.getvalue(), errors.getvalue()])
        print(json.dumps(answers))
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trailops-cli-");
    private readonly Uri _url;

    public AwsCli(Uri url, params (string Name, KeyPair Keys)[] profiles)
    {
        _url = url;
        Profiles = Path.Combine(_folder.FullName, "credentials");
        File.WriteAllLines(Profiles, profiles.Select(profile => $"[{profile.Name}]\naws_access_key_id={profile.Keys.AccessKeyId}\naws_secret_access_key={profile.Keys.SecretAccessKey}"
            + (profile.Keys.SessionToken is { } token ? $"\naws_session_token={token}" : "")));
    }

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
    public async Task<IReadOnlyList<(int Code, string Output, string Errors)>> RunAsync(string region, IReadOnlyList<string[]> words)
    {
        Assert.SkipWhen(Tool.Find("aws") is null, "The aws CLI is not on this machine.");
        (string, string)[] environment = [("AWS_ENDPOINT_URL", $"{_url}".TrimEnd('/')), ("AWS_DEFAULT_REGION", region), ("AWS_SHARED_CREDENTIALS_FILE", Profiles)];
        if (Tool.Find("python3") is { } python)
        {
            var (code, output, errors) = await Tool.RunAsync(python, ["-c", Program, JsonSerializer.Serialize(words)], environment);
            if (code == 0)
            {
                return [.. JsonNode.Parse(output)!.AsArray().Select(answer => ((int)answer![0]!, (string)answer[1]!, (string)answer[2]!))];
            }

            Assert.Contains("No module named 'awscli'", errors, StringComparison.Ordinal);
        }

        List<(int, string, string)> answers = [];
        foreach (var command in words)
        {
            answers.Add(await Tool.RunAsync(Tool.Find("aws")!, command, environment));
        }

        return answers;
    }

    public void Dispose() => _folder.Delete(recursive: true);

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
