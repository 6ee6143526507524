using HelpGenerator.Model;
using static HelpGenerator.Writing.MarkdownText;

namespace HelpGenerator.Writing;

/// <summary>Writes the pages for readers on the web: one a cmdlet, and an index.</summary>
internal static class MarkdownWriter
{
    /// <summary>How each page begins, by which a page of ours is known.</summary>
    public const string Mark = "<!-- Made by the build from the cmdlet's XML docs and its example file: edit those. -->\n";

    private const string CommonParameters = "https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_commonparameters";

    /// <summary>All pages, by file name.</summary>
    public static IReadOnlyDictionary<string, string> WriteAll(IReadOnlyList<CmdletModel> cmdlets)
    {
        var names = cmdlets.Select(cmdlet => cmdlet.Name).ToHashSet(StringComparer.Ordinal);
        var pages = cmdlets.ToDictionary(cmdlet => cmdlet.Name + ".md", cmdlet => WritePage(cmdlet, names), StringComparer.Ordinal);
        pages.Add("README.md", WriteIndex(cmdlets));
        return pages;
    }

    public static string WriteIndex(IEnumerable<CmdletModel> cmdlets) => Page(
        ["# Cmdlets", .. cmdlets.GroupBy(cmdlet => cmdlet.Noun).SelectMany(noun => new[]
        {
            $"## {noun.Key}",
            string.Join('\n', noun.Select(cmdlet => $"| [{cmdlet.Name}]({cmdlet.Name}.md) | {Cell(OneLine(cmdlet.Synopsis))} |")
                .Prepend("|---|---|")
                .Prepend("| Cmdlet | What it does |")),
        })]);

    private static string WritePage(CmdletModel cmdlet, HashSet<string> names) => Page(
    [
        $"# {cmdlet.Name}",
        Blocks(cmdlet.Synopsis),
        cmdlet.Aliases.Count > 0 ? $"Alias: {Codes(cmdlet.Aliases)}" : string.Empty,
        "## Syntax",
        .. cmdlet.ParameterSets.SelectMany((set, i) => new[]
        {
            set == ParameterUse.AllSets || cmdlet.ParameterSets.Count == 1 ? string.Empty : $"### {set}{(i == 0 ? " (default)" : string.Empty)}",
            Fence(SyntaxText.Line(cmdlet, set)),
        }),
        .. Section("Description", Blocks(cmdlet.Description)),
        .. Section("Examples", [.. cmdlet.Examples.SelectMany((example, i) => new[]
        {
            $"### Example {i + 1}: {Escape(example.Title)}",
            Blocks(example.Remarks),
            Fence(example.Code),
        })]),
        "## Parameters",
        .. cmdlet.Parameters.SelectMany(parameter => new[] { $"### -{parameter.Name}", Blocks(parameter.Text), Facts(cmdlet, parameter), Values(parameter) }),
        "### Common parameters",
        $"This cmdlet takes the [common parameters]({CommonParameters}): -Debug, -ErrorAction, -ErrorVariable, -InformationAction, -InformationVariable, " +
        "-OutBuffer, -OutVariable, -PipelineVariable, -ProgressAction, -Verbose, -WarningAction and -WarningVariable.",
        .. Section("Inputs", List(Wording.Inputs(cmdlet).Select(input => $"{Code(input.Type.FullName)}. {Escape(input.Text)}"))),
        .. Section("Outputs", List(cmdlet.Outputs.Select(output => $"{Code(output.FullName)}. {OneLine(output.Text)}".TrimEnd()))),
        .. Section("Notes", Blocks(cmdlet.Notes)),
        .. Section("Related links", List(cmdlet.Links.Select(link => Link(link, names)))),
    ]);

    private static string Facts(CmdletModel cmdlet, ParameterModel parameter)
    {
        List<(string Name, string Value)> rows = [("Type", Code(parameter.Type.Name))];
        if (parameter.Aliases.Count > 0)
        {
            rows.Add(("Aliases", Codes(parameter.Aliases)));
        }

        if (cmdlet.ParameterSets.Count > 1 && parameter.Uses.All(use => use.Set != ParameterUse.AllSets))
        {
            rows.Add(("Parameter sets", string.Join(", ", parameter.Uses.Select(use => use.Set))));
        }

        rows.Add(("Required", BySet(cmdlet, parameter, use => use.Mandatory ? "Yes" : "No")));
        rows.Add(("Position", BySet(cmdlet, parameter, Wording.Position)));
        rows.Add(("Pipeline input", Wording.Pipeline(parameter.ByValue, parameter.ByPropertyName)));
        rows.Add(("Wildcards", parameter.Wildcards ? "Yes" : "No"));
        rows.Add(("Default", Escape(Wording.Default(parameter))));
        return string.Join('\n', rows.Select(row => $"| {row.Name} | {Cell(row.Value)} |").Prepend("|---|---|").Prepend("| | |"));
    }

    // One word where the sets agree, else each set's.
    private static string BySet(CmdletModel cmdlet, ParameterModel parameter, Func<ParameterUse, string> fact)
    {
        List<(string Set, string Value)> values =
        [
            .. cmdlet.ParameterSets.Where(set => parameter.In(set) is not null).Select(set => (set, fact(parameter.In(set)!))),
        ];
        return values.Select(value => value.Value).Distinct().Count() == 1
            ? values[0].Value
            : string.Join(", ", values.Select(value => $"{value.Value} ({value.Set})"));
    }

    private static string Values(ParameterModel parameter) => parameter.Values.Count == 0 ? string.Empty : "Values:\n\n" + List(parameter.Values.Select(value =>
        value.Text.Count == 0 ? Code(value.Name) : $"{Code(value.Name)}: {OneLine(value.Text)}"));

    private static string Link(LinkModel link, HashSet<string> names) => link switch
    {
        { Address: { } address } => $"[{Escape(link.Text)}]({address})",
        _ when names.Contains(link.Text) => $"[{link.Text}]({link.Text}.md)",
        _ => Escape(link.Text),
    };

    private static string Codes(IEnumerable<string> names) => string.Join(", ", names.Select(Code));

    private static string List(IEnumerable<string> items) => string.Join('\n', items.Select(item => $"- {item}"));

    private static IEnumerable<string> Section(string title, params string[] parts) =>
        parts.All(part => part.Length == 0) ? [] : [$"## {title}", .. parts];

    private static string Page(IEnumerable<string> parts) => Mark + "\n" + string.Join("\n\n", parts.Where(part => part.Length > 0)) + "\n";
}
