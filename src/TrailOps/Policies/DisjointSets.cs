namespace TrailOps.Policies;

/// <summary>Items that are joined step by step into sets.</summary>
internal sealed class DisjointSets<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];
    private readonly List<int> _parents = [];

    /// <summary>Puts the sets of both items together.</summary>
    public void Join(T one, T two) => _parents[Find(one)] = Find(two);

    /// <summary>The number of the item's set, which holds until the next set is joined to it.</summary>
    public int Find(T item)
    {
        if (!_numbers.TryGetValue(item, out var number))
        {
            _numbers.Add(item, number = _parents.Count);
            _parents.Add(number);
        }

        while (_parents[number] != number)
        {
            // Half of the way is cut off each time, so that the next search is shorter.
            number = _parents[number] = _parents[_parents[number]];
        }

        return number;
    }
}
