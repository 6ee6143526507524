using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using HelpGenerator.Model;

namespace HelpGenerator.Writing;

/// <summary>
/// Writes MAML, the form that Get-Help reads. What the engine's views do with each element decides what is put into it: most of them show
/// paragraphs alone, and miscount the blank lines between those once a list stands among them, so a list is a paragraph of lines.
/// </summary>
internal static class MamlWriter
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static string Write(IEnumerable<CmdletModel> cmdlets)
    {
        var document = new XDocument(
            new XDeclaration("1.0", "utf-8", null),
            new XElement(Root + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(WriteCmdlet)));
        using var writer = new Utf8Writer();
        using (var xml = XmlWriter.Create(writer, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            document.Save(xml);
        }

        return writer + "\n";
    }

    private static XElement WriteCmdlet(CmdletModel cmdlet) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Verb),
            new XElement(Command + "noun", cmdlet.Noun),
            new XElement(Maml + "description", Paragraphs(cmdlet.Synopsis))),
        new XElement(Maml + "description", Paragraphs(cmdlet.Description)),
        new XElement(Command + "syntax", cmdlet.ParameterSets.Select(set => SyntaxItem(cmdlet, set))),
        new XElement(Command + "parameters", cmdlet.Parameters.Select(parameter => Parameter(cmdlet, parameter))),
        new XElement(
            Command + "inputTypes",
            Wording.Inputs(cmdlet).Select(input => new XElement(Command + "inputType", Type(input.Type.FullName), Described([Para(input.Text)])))),
        new XElement(
            Command + "returnValues",
            cmdlet.Outputs.Select(output => new XElement(Command + "returnValue", Type(output.FullName), Described(Paragraphs(output.Text))))),
        Notes(cmdlet),
        new XElement(Command + "examples", cmdlet.Examples.Select(Example)),
        new XElement(
            Command + "relatedLinks",
            cmdlet.Links.Select(link => new XElement(
                Maml + "navigationLink",
                new XElement(Maml + "linkText", link.Text),
                new XElement(Maml + "uri", link.Address)))));

    private static XElement SyntaxItem(CmdletModel cmdlet, string set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", cmdlet.Name),
        SyntaxText.Order(cmdlet, set).Select(pair => new XElement(
            Command + "parameter",
            Facts(pair.Parameter, pair.Use.Mandatory, pair.Use, pair.Use.ByValue, pair.Use.ByPropertyName),
            new XElement(Maml + "name", pair.Parameter.Name),
            Described(Paragraphs(pair.Parameter.Text)),
            SyntaxValue(pair.Parameter),
            Type(pair.Parameter.Type.Name),
            new XElement(Dev + "defaultValue", Wording.Default(pair.Parameter)))));

    // A parameter stands here once, whatever its sets: mandatory where it is so in each, positioned as in the first set that has it.
    private static XElement Parameter(CmdletModel cmdlet, ParameterModel parameter) => new(
        Command + "parameter",
        Facts(
            parameter,
            parameter.Uses.All(use => use.Mandatory),
            cmdlet.ParameterSets.Select(parameter.In).First(use => use is not null)!,
            parameter.ByValue,
            parameter.ByPropertyName),
        new XElement(Maml + "name", parameter.Name),
        Described(Paragraphs(parameter.Text)),
        Value(parameter.Type.Name, parameter.IsArray, required: !parameter.IsSwitch),
        Type(parameter.Type.Name),
        new XElement(Dev + "defaultValue", Wording.Default(parameter)),
        parameter.Values.Count == 0 ? null : new XElement(
            Dev + "possibleValues",
            parameter.Values.Select(value => new XElement(Dev + "possibleValue", new XElement(Dev + "value", value.Name), Described(Paragraphs(value.Text))))));

    private static XAttribute[] Facts(ParameterModel parameter, bool mandatory, ParameterUse use, bool byValue, bool byPropertyName) =>
    [
        new("required", mandatory),
        new("variableLength", parameter.IsArray),
        new("globbing", parameter.Wildcards),
        new("pipelineInput", Wording.Pipeline(byValue, byPropertyName)),
        new("position", Wording.Position(use)),
        new("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
    ];

    // A switch takes no value, so its syntax shows none; a set of values is shown as {A | B}.
    private static XElement? SyntaxValue(ParameterModel parameter) => parameter switch
    {
        { IsSwitch: true } => null,
        { Values.Count: > 0 } => new XElement(
            Command + "parameterValueGroup",
            parameter.Values.Select(value => Value(value.Name, array: false, required: false))),
        _ => Value(parameter.Type.Name, parameter.IsArray, required: true),
    };

    private static XElement Value(string name, bool array, bool required) =>
        new(Command + "parameterValue", new XAttribute("required", required), new XAttribute("variableLength", array), name);

    private static XElement Type(string name) => new(Dev + "type", new XElement(Maml + "name", name), new XElement(Maml + "uri"));

    private static XElement? Notes(CmdletModel cmdlet)
    {
        List<XElement> notes = [.. Paragraphs(cmdlet.Notes)];
        if (cmdlet.Aliases.Count > 0)
        {
            notes.Add(Para($"Alias: {string.Join(", ", cmdlet.Aliases)}"));
        }

        return notes.Count == 0 ? null : new XElement(Maml + "alertSet", new XElement(Maml + "alert", notes));
    }

    private static XElement Example(ExampleModel example, int index)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $" Example {index + 1}: {example.Title} ");
        return new XElement(
            Command + "example",
            new XElement(Maml + "title", title.PadLeft(title.Length + 8, '-').PadRight(title.Length + 16, '-')),
            new XElement(Dev + "code", example.Code),
            new XElement(Dev + "remarks", Paragraphs(example.Remarks), Para(string.Empty)));
    }

    private static XElement Described(IEnumerable<XElement> content) => new(Maml + "description", content);

    private static XElement Para(string text) => new(Maml + "para", text);

    private static IEnumerable<XElement> Paragraphs(IEnumerable<Block> blocks) => blocks.Select(block => Para(block switch
    {
        Paragraph paragraph => paragraph.Plain,
        ListBlock list => string.Join('\n', list.Items.Select((item, i) => list.Numbered ? $"{i + 1}. {item.Plain}" : $"- {item.Plain}")),
        CodeBlock code => code.Text,
        _ => string.Empty,
    }));

    private sealed class Utf8Writer() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
