using HelpGenerator.Model;
using HelpGenerator.Reading;
using HelpGenerator.Writing;

namespace HelpGenerator;

/// <summary>The step of the build: reads cmdlets and examples, refuses gaps, writes MAML and pages.</summary>
public static class HelpBuild
{
    /// <summary>Runs the step.</summary>
    /// <param name="options">What to read and where to write.</param>
    /// <param name="output">Takes one line per finding, or per stale page.</param>
    /// <returns>0 where all is well, 1 where there were findings or stale pages; then nothing was written.</returns>
    public static int Run(HelpOptions options, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        var (cmdlets, findings) = Read(options);
        IReadOnlyList<string> lines = findings.Count > 0 || !options.Check ? findings : Pages(options, cmdlets)!.Stale();
        foreach (var line in lines)
        {
            output.WriteLine(line);
        }

        if (lines.Count == 0 && !options.Check)
        {
            // MAML comes last: the build holds its age against the inputs', and a page edited by hand is an input.
            Pages(options, cmdlets)?.Write();
            Directory.CreateDirectory(options.HelpFolder);
            File.WriteAllText(Path.Combine(options.HelpFolder, Path.GetFileName(options.Assembly) + "-Help.xml"), MamlWriter.Write(cmdlets));
        }

        return lines.Count == 0 ? 0 : 1;
    }

    /// <summary>What is wrong with the committed pages, a line each: gaps in the help, or else the pages that are stale, missing or left over.</summary>
    /// <param name="options">What to read; its folder of pages is compared and not changed.</param>
    public static IReadOnlyList<string> StalePages(HelpOptions options)
    {
        using var output = new StringWriter();
        Run(options with { Check = true }, output);
        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    private static (IReadOnlyList<CmdletModel> Cmdlets, IReadOnlyList<string> Findings) Read(HelpOptions options)
    {
        var files = ExampleFile.ReadAll(options.Examples);
        var cmdlets = CmdletReader.Read(options.Assembly, options.References);
        var findings = HelpFindings.Find(cmdlets, files).Select(finding => finding.ToString());
        var examples = files.ToLookup(file => file.Cmdlet, file => file.Examples, StringComparer.Ordinal);
        return ([.. cmdlets.Select(cmdlet => cmdlet with { Examples = examples[cmdlet.Name].FirstOrDefault() ?? [] })], [.. findings]);
    }

    private static PageFolder? Pages(HelpOptions options, IReadOnlyList<CmdletModel> cmdlets) =>
        options.PagesFolder is { } folder ? new PageFolder(folder, MarkdownWriter.WriteAll(cmdlets)) : null;
}
