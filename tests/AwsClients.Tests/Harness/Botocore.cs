using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace BotocoreHarness;

/// <summary>botocore, where this machine has it: AWS's own models of its services, and the evaluator of endpoint rules.</summary>
internal static class Botocore
{
    private static readonly Lazy<string?> Folder = new(() => Run("import botocore, os; print(os.path.dirname(botocore.__file__))")?.Trim());

    /// <summary>A service's model.</summary>
    public static JsonObject Model(string service, string version)
    {
        var path = Path.Combine(FolderOrSkip(), "data", service, version, "service-2.json.gz");
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return JsonNode.Parse(file)!.AsObject();
    }

    /// <summary>What a Python program that may import botocore prints. Skips the test where there is no botocore.</summary>
    public static string Python(string program)
    {
        FolderOrSkip();
        return Run(program) ?? throw new InvalidOperationException("The Python program failed.");
    }

    private static string FolderOrSkip()
    {
        Assert.SkipUnless(Folder.Value is not null, "python3 with botocore is not on this machine.");
        return Folder.Value!;
    }

    private static string? Run(string program)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", program]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = python.StandardError.ReadToEndAsync();
            var output = python.StandardOutput.ReadToEnd();
            python.WaitForExit();
            errors.Wait();
            return python.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
