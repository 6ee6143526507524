using System.Reflection;
using System.Xml;
using System.Xml.Linq;
using HelpGenerator.Model;

namespace HelpGenerator.Reading;

/// <summary>The compiler's XML doc files, by member id.</summary>
internal sealed class XmlDocs
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);
    private readonly DocTextParser _parser;

    private XmlDocs(DocTextParser parser) => _parser = parser;

    /// <summary>Reads the doc file of an assembly and those of its neighbours, whose types the cmdlets put out.</summary>
    public static XmlDocs Load(string assembly, DocTextParser parser)
    {
        var docs = new XmlDocs(parser);
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(assembly))!, "*.xml").Order(StringComparer.Ordinal))
        {
            docs.Add(file);
        }

        return docs;
    }

    /// <summary>The id under which the compiler files a type or a property.</summary>
    public static string IdOf(MemberInfo member) => member switch
    {
        Type type => "T:" + (type.FullName ?? type.Name).Replace('+', '.'),
        PropertyInfo property => $"P:{IdOf(property.DeclaringType!)[2..]}.{property.Name}",
        _ => $"F:{IdOf(member.DeclaringType!)[2..]}.{member.Name}",
    };

    /// <summary>What an element of a member's docs says; empty where there is none.</summary>
    public IReadOnlyList<Block> Blocks(string id, string element) => Find(id)?.Element(element) is { } found ? _parser.Parse(found) : [];

    /// <summary>The &lt;seealso&gt; links of a member.</summary>
    public IReadOnlyList<LinkModel> Links(string id) => [.. Find(id)?.Elements("seealso").Select(_parser.ParseLink) ?? []];

    private XElement? Find(string id)
    {
        // <inheritdoc cref="…"/> is the only form the compiler's file can follow without the sources.
        var member = _members.GetValueOrDefault(id);
        for (var hops = 0; hops < 8 && member?.Element("inheritdoc")?.Attribute("cref")?.Value is { } source; hops++)
        {
            member = _members.GetValueOrDefault(source);
        }

        return member;
    }

    private void Add(string file)
    {
        XElement? root;
        try
        {
            root = XDocument.Load(file, LoadOptions.PreserveWhitespace).Root;
        }
        catch (XmlException)
        {
            return; // a neighbour's file that is none of the compiler's
        }

        if (root?.Name != "doc")
        {
            return;
        }

        foreach (var member in root.Descendants("member"))
        {
            if (member.Attribute("name")?.Value is { } name)
            {
                _members.TryAdd(name, member);
            }
        }
    }
}
