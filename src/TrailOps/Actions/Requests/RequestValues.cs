namespace TrailOps.Actions;

/// <summary>What a <see cref="RequestShape"/> found in one request: the values at each of its paths, and texts that name resources by themselves.</summary>
internal sealed class RequestValues
{
    /// <summary>Stands for a member that is there and not empty, and is no text.</summary>
    public const string Present = "\0";

    private const string Hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";

    public static readonly RequestValues None = new(0, new());

    private readonly List<string>?[] _values;
    private List<string>? _arns;
    private List<(string Id, string Type)>? _ids;
    private HashSet<(object List, object Value)>? _many;

    public RequestValues(int slots, RequestExtract from)
    {
        _values = new List<string>?[slots];
        from.CopyTo(this);
    }

    /// <summary>Whether a text stands for one that CloudTrail does not show.</summary>
    public static bool IsHidden(string text) => text == Hidden || (text.Length > 2 && text.AsSpan().IndexOfAnyExcept('*') < 0);

    /// <summary>Whether a value is a text that tells something.</summary>
    public static bool IsTold(string value) => value != Present && !IsHidden(value);

    /// <summary><see cref="Present"/> as it stands in an extract.</summary>
    public static ReadOnlySpan<byte> PresentBytes => "\0"u8;

    /// <summary>The ARNs, wherever they stand.</summary>
    public IReadOnlyList<string> Arns => _arns ?? (IReadOnlyList<string>)[];

    /// <summary>EC2's ids with the types of resources that they name, wherever they stand.</summary>
    public IReadOnlyList<(string Id, string Type)> Ids => _ids ?? (IReadOnlyList<(string, string)>)[];

    public IReadOnlyList<string> this[int slot] => _values[slot] is { } list ? list : [];

    public void Add(int slot, string value)
    {
        var list = _values[slot] ??= [];
        if (IsNew(list, value))
        {
            list.Add(value);
        }
    }

    public void AddName(string name)
    {
        if (ResourceNames.Ec2TypeOf(name) is { } type)
        {
            if (IsNew(_ids ??= [], (name, type)))
            {
                _ids.Add((name, type));
            }
        }
        else if (ResourceNames.IsArn(name) && IsNew(_arns ??= [], name))
        {
            _arns.Add(name);
        }
    }

    /// <summary>Whether a list lacks a value. A short list is looked through; of long ones, which only odd requests have, a set is kept.</summary>
    private bool IsNew<T>(List<T> list, T value)
    {
        const int Short = 32;
        if (list.Count < Short)
        {
            return !list.Contains(value);
        }

        _many ??= [];
        if (list.Count == Short)
        {
            list.ForEach(known => _many.Add((list, known!)));
        }

        return _many.Add((list, value!));
    }
}
