namespace TrailOps.Policies;

/// <summary>The condition keys of a request with their values. Keys have no case; one without values is not there.</summary>
internal sealed class RequestContext
{
    public static readonly RequestContext Empty = new();

    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>Sets a key, in the place of what it had.</summary>
    public void Set(string key, params IReadOnlyList<string> values)
    {
        _values.Remove(key);
        if (values.Count > 0)
        {
            _values.Add(key, values);
        }
    }

    /// <summary>The values; null where the key is not there.</summary>
    public IReadOnlyList<string>? Find(string key) => _values.GetValueOrDefault(key);

    /// <summary>The same keys, to be added to.</summary>
    public RequestContext Copy()
    {
        var copy = new RequestContext();
        foreach (var (key, values) in _values)
        {
            copy._values.Add(key, values);
        }

        return copy;
    }
}
