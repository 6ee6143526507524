namespace HelpGenerator;

/// <summary>What one run reads and where it writes.</summary>
public sealed record HelpOptions
{
    /// <summary>How the tool is called.</summary>
    public const string Usage =
        "usage: HelpGenerator <cmdlets.dll> <folder with *.examples.ps1> <en-US folder> [<docs/cmdlets folder>] [--reference <dll>]... [--check]";

    /// <summary>The assembly with the cmdlets; its XML doc file, and those of its neighbours, lie beside it.</summary>
    public required string Assembly { get; init; }

    /// <summary>The folder that is searched, subfolders included, for &lt;Verb-Noun&gt;.examples.ps1.</summary>
    public required string Examples { get; init; }

    /// <summary>The folder for the MAML file, which is named after the assembly.</summary>
    public required string HelpFolder { get; init; }

    /// <summary>The folder for the pages; null writes none.</summary>
    public string? PagesFolder { get; init; }

    /// <summary>Assemblies that the cmdlets refer to and that lie elsewhere: System.Management.Automation.dll above all.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Write nothing; name the pages that a run would change.</summary>
    public bool Check { get; init; }

    /// <summary>Reads a command line; null where it is none of ours.</summary>
    /// <param name="arguments">The arguments after the program's name.</param>
    public static HelpOptions? Parse(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        List<string> paths = [];
        List<string> references = [];
        var check = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--check":
                    check = true;
                    break;
                case "--reference" when i + 1 < arguments.Count:
                    references.Add(arguments[++i]);
                    break;
                case var other when other.StartsWith("--", StringComparison.Ordinal):
                    return null;
                case var path:
                    paths.Add(path);
                    break;
            }
        }

        // A check is about the pages: without their folder there is nothing to look at.
        if (paths.Count is not (3 or 4) || (check && paths.Count != 4))
        {
            return null;
        }

        return new HelpOptions
        {
            Assembly = paths[0],
            Examples = paths[1],
            HelpFolder = paths[2],
            PagesFolder = paths.ElementAtOrDefault(3),
            References = references,
            Check = check,
        };
    }
}
