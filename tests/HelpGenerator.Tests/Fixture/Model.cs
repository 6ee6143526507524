namespace Fixture;

/// <summary>Something that rolls.</summary>
public sealed record Widget(string Name);

/// <summary>How a widget came out.</summary>
public enum WidgetState
{
    /// <summary>It rolls.</summary>
    Good,

    /// <summary>It doesn't | can't roll.</summary>
    Broken,
}

/// <summary>A widget by name or by number.</summary>
public sealed record WidgetId(string Value);
