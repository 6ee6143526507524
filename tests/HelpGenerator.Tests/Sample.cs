using System.Management.Automation;
using HelpGenerator.Model;
using HelpGenerator.Reading;

namespace HelpGenerator.Tests;

/// <summary>The fixture module, read, and a folder of its own to write into.</summary>
public sealed class Sample : IDisposable
{
    private static readonly Lazy<IReadOnlyList<CmdletModel>> Read = new(() => CmdletReader.Read(Assembly, References));

    public static string Assembly => Path.Combine(AppContext.BaseDirectory, "Fixture.dll");

    public static string Examples => Path.Combine(AppContext.BaseDirectory, "Fixture", "Examples");

    public static string[] References => [typeof(PSObject).Assembly.Location];

    public string Folder { get; } = Directory.CreateTempSubdirectory("help-").FullName;

    public HelpOptions Options => new()
    {
        Assembly = Assembly,
        Examples = Examples,
        HelpFolder = Path.Combine(Folder, "en-US"),
        PagesFolder = Path.Combine(Folder, "docs"),
        References = References,
    };

    public string Maml => File.ReadAllText(Path.Combine(Folder, "en-US", "Fixture.dll-Help.xml"));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public string Page(string name) => File.ReadAllText(Path.Combine(Folder, "docs", name));

    public (int ExitCode, string[] Lines) Run(HelpOptions? options = null)
    {
        using var output = new StringWriter();
        var exitCode = HelpBuild.Run(options ?? Options, output);
        return (exitCode, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    internal static CmdletModel Cmdlet(string name) => Read.Value.Single(cmdlet => cmdlet.Name == name);

    internal static ParameterModel Parameter(string cmdlet, string name) => Cmdlet(cmdlet).Parameters.Single(parameter => parameter.Name == name);
}
