namespace TrailOps.Denials;

/// <summary>What a line of a log drew to the left of its text.</summary>
internal enum LineRule : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The side of a box.</summary>
    Side,

    /// <summary>The upper end of a box.</summary>
    Top,

    /// <summary>The lower end of a box.</summary>
    Bottom,
}

/// <summary>A line of a <see cref="CleanText"/>: where its text begins, and what was taken off it.</summary>
/// <param name="Start">Where it begins. It ends where the next one begins.</param>
/// <param name="Width">How many columns it had, with all that was before and behind its text, colours aside.</param>
/// <param name="TextWidth">How many columns its text has, with blanks behind it.</param>
/// <param name="Indent">How many blanks stood before its text, behind what is no text.</param>
/// <param name="Rule">What was drawn to its left.</param>
/// <param name="EndsBlank">Whether blanks stood behind its text.</param>
internal readonly record struct TextLine(int Start, int Width, int TextWidth, int Indent, LineRule Rule, bool EndsBlank);
