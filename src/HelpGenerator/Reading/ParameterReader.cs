using System.Reflection;
using HelpGenerator.Model;

namespace HelpGenerator.Reading;

/// <summary>Reads the parameters of a cmdlet's class and its base classes.</summary>
internal static class ParameterReader
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>The properties that are shown parameters, in the order of the source: the class's own first, then each base class's.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type cmdlet)
    {
        List<PropertyInfo> found = [];
        for (var type = cmdlet; type is not null; type = type.BaseType)
        {
            found.AddRange(type.GetProperties(Declared).OrderBy(property => property.MetadataToken).Where(property => property.Find("Parameter") is not null));
        }

        // An override or a 'new' property stands for the one it hides.
        return found
            .DistinctBy(property => property.Name, StringComparer.OrdinalIgnoreCase)
            .Where(property => property.FindAll("Parameter").Any(use => !use.Is("DontShow")));
    }

    public static ParameterModel Read(PropertyInfo property, XmlDocs docs)
    {
        var type = property.PropertyType;
        var id = XmlDocs.IdOf(property);
        return new ParameterModel
        {
            Name = property.Name,
            Type = TypeReading.Read(type, docs),
            ItemType = TypeReading.Read(TypeReading.Element(type), docs),
            IsArray = type.IsArray,
            IsSwitch = TypeReading.IsSwitch(type),
            Aliases = property.Aliases(),
            Text = docs.Blocks(id, "summary"),
            Values = Values(property, docs),
            Default = docs.Blocks(id, "value").OfType<Paragraph>().FirstOrDefault()?.Plain,
            Wildcards = property.Find("SupportsWildcards") is not null,
            Uses = [.. property.FindAll("Parameter").Where(use => !use.Is("DontShow")).Select(ReadUse)],
        };
    }

    /// <summary>The two parameters that the engine adds to a cmdlet with SupportsShouldProcess.</summary>
    public static IEnumerable<ParameterModel> ShouldProcess() =>
    [
        Added("WhatIf", "wi", "Shows what would happen if the cmdlet ran, without doing it."),
        Added("Confirm", "cf", "Asks for confirmation before the cmdlet does its work."),
    ];

    private static ParameterModel Added(string name, string alias, string text)
    {
        var type = new TypeModel("SwitchParameter", "System.Management.Automation.SwitchParameter", []);
        return new ParameterModel
        {
            Name = name,
            Type = type,
            ItemType = type,
            IsSwitch = true,
            Aliases = [alias],
            Text = [Paragraph.Of(text)],
            Uses = [new ParameterUse(ParameterUse.AllSets)],
        };
    }

    private static ParameterUse ReadUse(CustomAttributeData attribute) => new(
        attribute.Named<string>("ParameterSetName") ?? ParameterUse.AllSets,
        attribute.Is("Mandatory"),
        attribute.NamedArguments.Any(argument => argument.MemberName == "Position") ? attribute.Named<int>("Position") : null,
        attribute.Is("ValueFromPipeline"),
        attribute.Is("ValueFromPipelineByPropertyName"));

    private static IReadOnlyList<ValueModel> Values(PropertyInfo property, XmlDocs docs)
    {
        if (property.Find("ValidateSet") is { } set)
        {
            return [.. set.Arguments<string>().Select(name => new ValueModel(name, []))];
        }

        var type = TypeReading.Element(property.PropertyType);
        return !type.IsEnum ? [] :
        [
            .. type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .OrderBy(field => field.MetadataToken)
                .Select(field => new ValueModel(field.Name, docs.Blocks(XmlDocs.IdOf(field), "summary"))),
        ];
    }
}
