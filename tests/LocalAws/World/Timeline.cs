namespace TrailOps.LocalAws.World;

/// <summary>A value and what it was before: reads see it at once, enforcement only after a while.</summary>
internal sealed class Timeline<T>(T value, DateTimeOffset from)
    where T : class
{
    private readonly List<(DateTimeOffset From, T Value)> _entries = [(from, value)];

    public T Current => _entries[^1].Value;

    public void Set(T value, DateTimeOffset now) => _entries.Add((now, value));

    /// <summary>Null: it did not exist yet.</summary>
    public T? At(DateTimeOffset time) => _entries.FindLastIndex(entry => entry.From <= time) is var at and >= 0 ? _entries[at].Value : null;
}
