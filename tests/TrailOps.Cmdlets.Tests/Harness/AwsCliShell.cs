using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Tests.Harness;
using TrailOps.LocalAws.World;

namespace TrailOps.Cmdlets.Tests;

/// <summary>The real aws CLI, of which one process runs one command line after another: starting it takes longer than what it does.</summary>
internal sealed class AwsCliShell : IDisposable
{
    private const string Program = """
        import contextlib, functools, io, json, shlex, sys
        import botocore.loaders
        from awscli.clidriver import create_clidriver
        botocore.loaders.create_loader = functools.cache(botocore.loaders.create_loader)
        for line in sys.stdin:
            answers = []
            for command in json.loads(line):
                output, errors = io.StringIO(), io.StringIO()
                with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
                    code = create_clidriver().main(shlex.split(command)[1:])
                answers.append([code, output.getvalue(), errors.getvalue()])
            print(json.dumps(answers), flush=True)
        """;

    private readonly Process _process;

    private AwsCliShell(Process process) => _process = process;

    /// <summary>Starts it; null where the machine has no aws CLI that python can load.</summary>
    public static AwsCliShell? Start(Uri url, KeyPair keys, string region)
    {
        if (Tool.Find("aws") is null || Tool.Find("python3") is not { } python)
        {
            return null;
        }

        var start = Tool.Start(python, ["-c", Program], [
            ("AWS_ENDPOINT_URL", $"{url}".TrimEnd('/')), ("AWS_DEFAULT_REGION", region), ("AWS_ACCESS_KEY_ID", keys.AccessKeyId), ("AWS_SECRET_ACCESS_KEY", keys.SecretAccessKey)]);
        start.RedirectStandardInput = true;
        return new AwsCliShell(Process.Start(start)!);
    }

    /// <summary>Runs command lines as a shell would, from <c>aws</c> on.</summary>
    public IReadOnlyList<(int Code, string Output, string Errors)> Run(params string[] commands)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(commands));
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine();
        Assert.True(line is not null, line is null ? _process.StandardError.ReadToEnd() : "");
        return [.. JsonNode.Parse(line!)!.AsArray().Select(answer => ((int)answer![0]!, (string)answer[1]!, (string)answer[2]!))];
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
