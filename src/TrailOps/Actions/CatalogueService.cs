using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace TrailOps.Actions;

/// <summary>An operation whose authorised actions are not just the action of its own name.</summary>
/// <param name="Name">The operation, which is the event's name.</param>
/// <param name="Primary">The actions a call needs; empty where AWS lists none, or several to choose from.</param>
/// <param name="Also">The actions a call may need besides.</param>
/// <param name="Kind">Why it is listed: same, renamed, choose or none-listed.</param>
internal sealed record CatalogueOperation(string Name, IReadOnlyList<string> Primary, IReadOnlyList<string> Also, string Kind);

/// <summary>One service's section of the catalogue, read when first asked for.</summary>
internal sealed class CatalogueService(IamService service, ReadOnlyMemory<byte> section)
{
    private Content? _content;

    public IamService Service => service;

    public IReadOnlyList<IamAction> Actions => Read().Actions;

    public IEnumerable<CatalogueOperation> Operations => Read().Operations.Values;

    /// <summary>The service's resource types, whatever action they belong to.</summary>
    public IEnumerable<(string Name, IReadOnlyList<string> ArnFormats)> ResourceTypes => Read().Types.Select(t => (t.Name, t.ArnFormats));

    /// <summary>Rows of the generator's tables about requests: r, p and g (src/CatalogueGenerator/RequestTables.cs), without the letter.</summary>
    public IReadOnlyList<string[]> RequestRows(char table) => Read().Requests.TryGetValue(table, out var rows) ? rows : [];

    /// <summary>Those of an event.</summary>
    public IReadOnlyList<string[]> RequestRows(char table, string eventName) =>
        Read().RequestsOf.TryGetValue((table, eventName.ToUpperInvariant()), out var rows) ? rows : [];

    public bool TryGetAction(string name, [NotNullWhen(true)] out IamAction? action) => Read().ByName.TryGetValue(name, out action);

    public bool TryGetOperation(string name, [NotNullWhen(true)] out CatalogueOperation? operation) => Read().Operations.TryGetValue(name, out operation);

    /// <summary>Two threads may both read the section; the first result stays, so that an action is always the same object.</summary>
    private Content Read() => LazyInitializer.EnsureInitialized(ref _content, () => new SectionReader(service).Read(section.Span));

    private sealed record Content(IReadOnlyList<IamAction> Actions, Dictionary<string, IamAction> ByName, Dictionary<string, CatalogueOperation> Operations)
    {
        public required IReadOnlyList<TypeEntry> Types { get; init; }

        public required Dictionary<char, List<string[]>> Requests { get; init; }

        public required Dictionary<(char Table, string Event), List<string[]>> RequestsOf { get; init; }
    }

    /// <summary>A resource type without the action it belongs to.</summary>
    private sealed record TypeEntry(string Name, int[] Keys, IReadOnlyList<string> ArnFormats);

    private sealed class SectionReader(IamService service)
    {
        // Most actions of a service have the same few resource types and keys: each combination is made once.
        private readonly Dictionary<string, IReadOnlyList<string>> _keyLists = new(StringComparer.Ordinal);
        private readonly Dictionary<string, IReadOnlyList<IamResourceType>> _typeLists = new(StringComparer.Ordinal);
        private readonly List<TypeEntry> _types = [];
        private readonly List<IamAction> _actions = [];
        private readonly Dictionary<string, CatalogueOperation> _operations = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<char, List<string[]>> _requests = [];
        private readonly Dictionary<(char, string), List<string[]>> _requestsOf = [];
        private string[] _keys = [];

        public Content Read(ReadOnlySpan<byte> section)
        {
            while (!section.IsEmpty)
            {
                var end = section.IndexOf((byte)'\n');
                Line(Encoding.UTF8.GetString(section[..end]).Split('\t'));
                section = section[(end + 1)..];
            }

            var byName = new Dictionary<string, IamAction>(_actions.Count, StringComparer.OrdinalIgnoreCase);
            foreach (var action in _actions)
            {
                byName.Add(action.Name, action);
            }

            return new(_actions.AsReadOnly(), byName, _operations) { Types = _types, Requests = _requests, RequestsOf = _requestsOf };
        }

        private void Line(string[] columns)
        {
            switch (columns[0])
            {
                case "k":
                    _keys = columns[1..];
                    break;
                case "t":
                    _types.Add(new(columns[1], Indexes(columns[2]), columns[3..].AsReadOnly()));
                    break;
                case "a":
                    _actions.Add(new(service, columns[1], Level(columns[2][0]))
                    {
                        ResourceTypes = ResourceTypes(columns[3]),
                        ConditionKeys = Keys(columns[4]),
                        DependentActions = Names(columns[5]),
                    });
                    break;
                case "r" or "p" or "g":
                    AddRequest(columns[0][0], columns[1..]);
                    break;
                case "o":
                    _operations.Add(columns[1], new(columns[1], Names(columns[2]), Names(columns[3]), columns[4]));
                    break;
            }
        }

        /// <summary>r has its events in the last column, the others in the first.</summary>
        private void AddRequest(char table, string[] row)
        {
            Add(_requests, table, row);
            foreach (var name in table == 'r' ? row[^1].Split(' ') : [row[0]])
            {
                Add(_requestsOf, (table, name.ToUpperInvariant()), row);
            }
        }

        private static void Add<T>(Dictionary<T, List<string[]>> lists, T key, string[] row)
            where T : notnull => (lists.TryGetValue(key, out var rows) ? rows : lists[key] = []).Add(row);

        private static IamAccessLevel Level(char letter) => letter switch
        {
            'L' => IamAccessLevel.List,
            'R' => IamAccessLevel.Read,
            'W' => IamAccessLevel.Write,
            'P' => IamAccessLevel.PermissionsManagement,
            _ => IamAccessLevel.Tagging,
        };

        /// <summary>"0!,3+5.6": the types 0 (required) and 3, which for this action has the keys 5 and 6 besides its own.</summary>
        private IReadOnlyList<IamResourceType> ResourceTypes(string column)
        {
            if (column.Length == 0)
            {
                return [];
            }

            if (!_typeLists.TryGetValue(column, out var list))
            {
                _typeLists.Add(column, list = Array.ConvertAll(column.Split(','), ResourceType).AsReadOnly());
            }

            return list;
        }

        private IamResourceType ResourceType(string text)
        {
            var plus = text.IndexOf('+', StringComparison.Ordinal);
            var head = plus < 0 ? text : text[..plus];
            var required = head.EndsWith('!');
            var type = _types[int.Parse(required ? head.AsSpan(0, head.Length - 1) : head, CultureInfo.InvariantCulture)];
            int[] keys = plus < 0 ? type.Keys : [.. type.Keys, .. Indexes(text[(plus + 1)..])];
            return new(type.Name, required, type.ArnFormats, KeyNames(keys));
        }

        private IReadOnlyList<string> Keys(string column)
        {
            if (column.Length == 0)
            {
                return [];
            }

            if (!_keyLists.TryGetValue(column, out var list))
            {
                _keyLists.Add(column, list = KeyNames(Indexes(column)));
            }

            return list;
        }

        private ReadOnlyCollection<string> KeyNames(int[] indexes)
        {
            var names = Array.ConvertAll(indexes, i => _keys[i]);
            Array.Sort(names, StringComparer.OrdinalIgnoreCase);
            return names.AsReadOnly();
        }

        private static int[] Indexes(string column) =>
            column.Length == 0 ? [] : Array.ConvertAll(column.Split('.'), i => int.Parse(i, CultureInfo.InvariantCulture));

        private ReadOnlyCollection<string> Names(string column) => column.Length == 0
            ? ReadOnlyCollection<string>.Empty
            : Array.ConvertAll(column.Split(' '), n => n.Contains(':', StringComparison.Ordinal) ? n : $"{service.Prefix}:{n}").AsReadOnly();
    }
}
