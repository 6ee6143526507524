namespace HelpGenerator.Model;

/// <summary>What a run of text is.</summary>
internal enum InlineKind
{
    Text,
    Code,

    /// <summary>A cmdlet of this module, by its name.</summary>
    Cmdlet,
    Link,
}

/// <summary>A run of text inside a paragraph.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What is read.</param>
/// <param name="Target">A link's address.</param>
internal sealed record Inline(InlineKind Kind, string Text, string? Target = null);

/// <summary>A block of documentation.</summary>
internal abstract record Block;

/// <summary>A paragraph: one line of text, however its source was wrapped.</summary>
internal sealed record Paragraph(IReadOnlyList<Inline> Inlines) : Block
{
    /// <summary>The paragraph without markup.</summary>
    public string Plain => string.Concat(Inlines.Select(inline =>
        inline is { Kind: InlineKind.Link, Target: { } target } && target != inline.Text ? $"{inline.Text} ({target})" : inline.Text));

    public static Paragraph Of(string text) => new([new Inline(InlineKind.Text, text)]);
}

/// <summary>A list; an item with a term reads "term: description".</summary>
internal sealed record ListBlock(bool Numbered, IReadOnlyList<Paragraph> Items) : Block;

/// <summary>Lines that keep their form.</summary>
internal sealed record CodeBlock(string Text) : Block;
