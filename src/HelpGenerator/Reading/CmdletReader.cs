using System.Reflection;
using HelpGenerator.Model;

namespace HelpGenerator.Reading;

/// <summary>Reads an assembly's cmdlets from its metadata; nothing of it is loaded to run.</summary>
internal static class CmdletReader
{
    /// <summary>The cmdlets of an assembly, by noun and verb, without their examples.</summary>
    /// <param name="assembly">The assembly; its XML docs lie beside it.</param>
    /// <param name="references">Assemblies that it refers to and that lie neither beside it nor in the runtime.</param>
    public static IReadOnlyList<CmdletModel> Read(string assembly, IEnumerable<string> references)
    {
        string[] neighbours = [.. References(assembly, references)];
        using var context = new MetadataLoadContext(new PathAssemblyResolver(neighbours), typeof(object).Assembly.GetName().Name);
        var exported = context.LoadFromAssemblyPath(Path.GetFullPath(assembly)).GetExportedTypes();
        Type[] types = [.. exported.Where(type => !type.IsAbstract && type.Find("Cmdlet") is not null)];

        var parser = new DocTextParser(
            types.ToDictionary(XmlDocs.IdOf, NameOf, StringComparer.Ordinal),
            types.SelectMany(ParameterReader.Properties).Select(XmlDocs.IdOf).ToHashSet(StringComparer.Ordinal));
        var docs = XmlDocs.Load(assembly, parser);
        return
        [
            .. types.Select(type => ReadCmdlet(type, docs))
                .OrderBy(cmdlet => cmdlet.Noun, StringComparer.Ordinal)
                .ThenBy(cmdlet => cmdlet.Verb, StringComparer.Ordinal),
        ];
    }

    // What was named comes first, then the assembly's folder, then the runtime for what .NET itself brings.
    private static IEnumerable<string> References(string assembly, IEnumerable<string> named) => named
        .Concat(Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(assembly))!, "*.dll"))
        .Concat(Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll"))
        .DistinctBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase);

    private static string NameOf(Type type) => string.Join('-', type.Find("Cmdlet")!.Arguments<string>());

    private static CmdletModel ReadCmdlet(Type type, XmlDocs docs)
    {
        var cmdlet = type.Find("Cmdlet")!;
        var id = XmlDocs.IdOf(type);
        List<ParameterModel> parameters = [.. ParameterReader.Properties(type).Select(property => ParameterReader.Read(property, docs))];
        var sets = ParameterSets(cmdlet.Named<string>("DefaultParameterSetName"), parameters);
        if (cmdlet.Is("SupportsShouldProcess"))
        {
            parameters.AddRange(ParameterReader.ShouldProcess());
        }

        List<LinkModel> links = [.. docs.Links(id)];
        if (cmdlet.Named<string>("HelpUri") is { } online)
        {
            links.Insert(0, new LinkModel("Online version", online)); // Get-Help -Online opens the first link
        }

        return new CmdletModel
        {
            Verb = cmdlet.Arguments<string>().First(),
            Noun = cmdlet.Arguments<string>().Last(),
            Aliases = type.Aliases(),
            Synopsis = docs.Blocks(id, "summary"),
            Description = docs.Blocks(id, "remarks"),
            Notes = docs.Blocks(id, "notes"),
            ParameterSets = sets,
            Parameters = parameters,
            Outputs = Outputs(type, docs),
            Links = links,
        };
    }

    private static List<string> ParameterSets(string? defaultSet, IEnumerable<ParameterModel> parameters)
    {
        List<string> sets = [.. parameters.SelectMany(parameter => parameter.Uses).Select(use => use.Set).Where(set => set != ParameterUse.AllSets)];
        sets.InsertRange(0, defaultSet is null ? [] : [defaultSet]);
        return sets.Count > 0 ? [.. sets.Distinct(StringComparer.Ordinal)] : [ParameterUse.AllSets];
    }

    private static IReadOnlyList<TypeModel> Outputs(Type type, XmlDocs docs)
    {
        List<CustomAttributeData> attributes = [.. type.FindAll("OutputType")];
        var types = attributes.SelectMany(attribute => attribute.Arguments<Type>()).Select(output => TypeReading.Read(output, docs));
        var names = attributes.SelectMany(attribute => attribute.Arguments<string>()).Select(name => new TypeModel(name, name, []));
        return [.. types.Concat(names).DistinctBy(output => output.FullName)];
    }
}
