namespace TrailOps.Actions;

/// <summary>What a <see cref="RequestShape"/> found in one request: the values at each of its paths, and texts that name resources by themselves.</summary>
internal sealed class RequestValues
{
    /// <summary>Stands for a member that is there and not empty, and is no text.</summary>
    public const string Present = "\0";

    public static readonly RequestValues None = new(0);

    private readonly List<string>?[] _values;

    public RequestValues(int slots) => _values = new List<string>?[slots];

    /// <summary>ARNs and EC2's ids, wherever they stand.</summary>
    public List<string> Names { get; } = [];

    public IReadOnlyList<string> this[int slot] => _values[slot] is { } list ? list : [];

    public void Add(int slot, string value)
    {
        var list = _values[slot] ??= [];
        if (value.Length > 0 && !list.Contains(value))
        {
            list.Add(value);
        }
    }

    public void AddName(string name)
    {
        if (!Names.Contains(name))
        {
            Names.Add(name);
        }
    }
}
