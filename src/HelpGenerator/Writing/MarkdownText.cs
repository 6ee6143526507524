using System.Text;
using HelpGenerator.Model;

namespace HelpGenerator.Writing;

/// <summary>Documentation text as Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>Blocks parted by blank lines.</summary>
    public static string Blocks(IEnumerable<Block> blocks) => string.Join("\n\n", blocks.Select(block => block switch
    {
        ListBlock list => string.Join('\n', list.Items.Select((item, i) => $"{(list.Numbered ? $"{i + 1}." : "-")} {Line(item)}")),
        CodeBlock code => Fence(code.Text),
        Paragraph paragraph => Line(paragraph),
        _ => string.Empty,
    }));

    /// <summary>Blocks on one line, for a table or a list.</summary>
    public static string OneLine(IEnumerable<Block> blocks) => string.Join(' ', blocks.SelectMany<Block, string>(block => block switch
    {
        ListBlock list => list.Items.Select(Line),
        Paragraph paragraph => [Line(paragraph)],
        _ => [],
    }));

    public static string Fence(string code) => $"```powershell\n{code}\n```";

    public static string Code(string text) => text.Contains('`', StringComparison.Ordinal) ? $"`` {text} ``" : $"`{text}`";

    /// <summary>A table's cell: a bar would end it.</summary>
    public static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>Text that means nothing to Markdown.</summary>
    public static string Escape(string text)
    {
        var builder = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            // An underscore between letters is only a letter.
            var plain = text[i] switch
            {
                '_' => i > 0 && i + 1 < text.Length && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i + 1]),
                '\\' or '`' or '*' or '<' or '[' => false,
                _ => true,
            };
            builder.Append(plain ? string.Empty : "\\").Append(text[i]);
        }

        return builder.ToString();
    }

    private static string Line(Paragraph paragraph) => string.Concat(paragraph.Inlines.Select(inline => inline.Kind switch
    {
        InlineKind.Code => Code(inline.Text),
        InlineKind.Cmdlet => $"[{inline.Text}]({inline.Text}.md)",
        InlineKind.Link => $"[{Escape(inline.Text)}]({inline.Target})",
        _ => Escape(inline.Text),
    }));
}
