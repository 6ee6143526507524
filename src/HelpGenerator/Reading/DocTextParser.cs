using System.Text;
using System.Xml.Linq;
using HelpGenerator.Model;

namespace HelpGenerator.Reading;

/// <summary>Turns the elements of XML docs into blocks of text, with cmdlets and parameters by the names their users type.</summary>
/// <param name="cmdlets">Names of cmdlets by the id of their class.</param>
/// <param name="parameters">The ids of the properties that are parameters.</param>
internal sealed class DocTextParser(IReadOnlyDictionary<string, string> cmdlets, IReadOnlySet<string> parameters)
{
    public IReadOnlyList<Block> Parse(XElement element)
    {
        List<Block> blocks = [];
        List<Inline> line = [];
        foreach (var node in element.Nodes())
        {
            if (node is XElement { Name.LocalName: "para" or "list" or "code" } block)
            {
                Flush(blocks, line);
                blocks.AddRange(ParseBlock(block));
            }
            else
            {
                line.AddRange(ParseInline(node));
            }
        }

        Flush(blocks, line);
        return blocks;
    }

    public LinkModel ParseLink(XElement seeAlso)
    {
        var text = Collapse(seeAlso.Value).Trim();
        if (seeAlso.Attribute("href")?.Value is { } address)
        {
            return new LinkModel(text.Length > 0 ? text : address, address);
        }

        var inline = Reference(seeAlso.Attribute("cref")?.Value ?? string.Empty);
        return new LinkModel(text.Length > 0 ? text : inline.Text, null);
    }

    private IEnumerable<Block> ParseBlock(XElement block) => block.Name.LocalName switch
    {
        "code" => [new CodeBlock(Dedent(block.Value))],
        "list" => [new ListBlock(block.Attribute("type")?.Value == "number", [.. block.Elements("item").Select(ParseItem)])],
        _ => Parse(block),
    };

    private Paragraph ParseItem(XElement item)
    {
        var term = item.Element("term");
        var body = item.Element("description") ?? (term is null ? item : null);
        List<Inline> line = [];
        if (term is not null)
        {
            line.AddRange(Tidy(term.Nodes().SelectMany(ParseInline)));
        }

        if (term is not null && body is not null)
        {
            line.Add(new Inline(InlineKind.Text, ": "));
        }

        line.AddRange(Tidy(body?.Nodes().SelectMany(ParseInline) ?? []));
        return new Paragraph(Tidy(line));
    }

    private IEnumerable<Inline> ParseInline(XNode node) => node switch
    {
        XText text => [new Inline(InlineKind.Text, text.Value)],
        XElement { Name.LocalName: "c" } code => [new Inline(InlineKind.Code, Collapse(code.Value).Trim())],
        XElement { Name.LocalName: "paramref" or "typeparamref" } name => [new Inline(InlineKind.Code, "-" + name.Attribute("name")?.Value)],
        XElement { Name.LocalName: "see" or "seealso" } see => [ParseSee(see)],
        XElement other => other.Nodes().SelectMany(ParseInline),
        _ => [],
    };

    private Inline ParseSee(XElement see)
    {
        var text = Collapse(see.Value).Trim();
        if (see.Attribute("href")?.Value is { } address)
        {
            return new Inline(InlineKind.Link, text.Length > 0 ? text : address, address);
        }

        if (see.Attribute("langword")?.Value is { } word)
        {
            return new Inline(InlineKind.Code, word is "true" or "false" or "null" ? "$" + word : word);
        }

        var inline = Reference(see.Attribute("cref")?.Value ?? string.Empty);
        return text.Length > 0 ? inline with { Text = text, Kind = InlineKind.Text } : inline;
    }

    private Inline Reference(string id)
    {
        if (cmdlets.TryGetValue(id, out var cmdlet))
        {
            return new Inline(InlineKind.Cmdlet, cmdlet);
        }

        var name = id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..];
        name = name.Split('(')[0];
        name = name[(name.LastIndexOf('.') + 1)..];
        return new Inline(InlineKind.Code, parameters.Contains(id) ? "-" + name : name);
    }

    private static void Flush(List<Block> blocks, List<Inline> line)
    {
        var inlines = Tidy(line);
        line.Clear();
        if (inlines.Count > 0)
        {
            blocks.Add(new Paragraph(inlines));
        }
    }

    // One space where the source had a line break, none at the ends, and no empty runs.
    private static List<Inline> Tidy(IEnumerable<Inline> inlines)
    {
        List<Inline> tidy = [];
        foreach (var inline in inlines)
        {
            if (inline.Kind == InlineKind.Text && tidy is [.., { Kind: InlineKind.Text } last])
            {
                tidy[^1] = last with { Text = Collapse(last.Text + inline.Text) };
            }
            else
            {
                tidy.Add(inline.Kind == InlineKind.Text ? inline with { Text = Collapse(inline.Text) } : inline);
            }
        }

        if (tidy is [{ Kind: InlineKind.Text } first, ..])
        {
            tidy[0] = first with { Text = first.Text.TrimStart() };
        }

        if (tidy is [.., { Kind: InlineKind.Text } end])
        {
            tidy[^1] = end with { Text = end.Text.TrimEnd() };
        }

        tidy.RemoveAll(inline => inline.Text.Length == 0);
        return tidy;
    }

    private static string Collapse(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character))
            {
                builder.Append(character);
            }
            else if (builder.Length == 0 || builder[^1] != ' ')
            {
                builder.Append(' ');
            }
        }

        return builder.ToString();
    }

    private static string Dedent(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Trim('\n').TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..].TrimEnd() : string.Empty));
    }
}
