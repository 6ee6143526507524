using HelpGenerator.Model;
using HelpGenerator.Reading;

namespace HelpGenerator;

/// <summary>A gap in the help. Its text has the form that MSBuild takes for an error.</summary>
/// <param name="Origin">The cmdlet, or the example file and line.</param>
/// <param name="Text">What is missing.</param>
internal sealed record HelpFinding(string Origin, string Text)
{
    public override string ToString() => $"{Origin}: error HELP: {Text}";
}

/// <summary>What must be there before help is written.</summary>
internal static class HelpFindings
{
    /// <summary>So many examples a cmdlet has at least.</summary>
    public const int FewestExamples = 3;

    public static IReadOnlyList<HelpFinding> Find(IReadOnlyList<CmdletModel> cmdlets, IReadOnlyList<ExampleFile> files) =>
    [
        .. cmdlets.SelectMany(OfTexts),
        .. cmdlets.SelectMany(cmdlet => OfFiles(cmdlet, [.. files.Where(file => file.Cmdlet == cmdlet.Name)])),
        .. files.SelectMany(OfBlocks),
        .. files.Where(file => cmdlets.All(cmdlet => cmdlet.Name != file.Cmdlet))
            .Select(file => new HelpFinding(file.Path, $"there is no cmdlet {file.Cmdlet}")),
    ];

    private static IEnumerable<HelpFinding> OfTexts(CmdletModel cmdlet)
    {
        if (cmdlet.Synopsis.Count == 0)
        {
            yield return new HelpFinding(cmdlet.Name, "the cmdlet has no synopsis: its class needs a <summary>");
        }

        if (cmdlet.Description.Count == 0)
        {
            yield return new HelpFinding(cmdlet.Name, "the cmdlet has no description: its class needs <remarks>");
        }

        foreach (var parameter in cmdlet.Parameters.Where(parameter => parameter.Text.Count == 0))
        {
            yield return new HelpFinding(cmdlet.Name, $"the parameter -{parameter.Name} has no text: its property needs a <summary>");
        }
    }

    private static IEnumerable<HelpFinding> OfFiles(CmdletModel cmdlet, IReadOnlyList<ExampleFile> files)
    {
        if (files.Count == 0)
        {
            yield return new HelpFinding(cmdlet.Name, $"the example file {cmdlet.Name}{ExampleFile.Suffix} is missing");
        }

        foreach (var file in files.Skip(1))
        {
            yield return new HelpFinding(file.Path, $"{cmdlet.Name} has another example file: {files[0].Path}");
        }

        if (files is [var only, ..] && only.Examples.Count < FewestExamples)
        {
            yield return new HelpFinding(only.Path, $"{cmdlet.Name} has {only.Examples.Count} of at least {FewestExamples} examples");
        }
    }

    private static IEnumerable<HelpFinding> OfBlocks(ExampleFile file)
    {
        if (file.LooseLine is { } line)
        {
            yield return new HelpFinding($"{file.Path}({line})", "code before the first '## Title'");
        }

        foreach (var example in file.Examples)
        {
            if (example.Title.Length == 0)
            {
                yield return new HelpFinding($"{file.Path}({example.Line})", "the example has no title");
            }

            if (example.Code.Length == 0)
            {
                yield return new HelpFinding($"{file.Path}({example.Line})", "the example has no code");
            }
        }
    }
}
