using System.Text;
using System.Text.Json;
using TrailOps.Events;

namespace TrailOps.Actions;

/// <summary>
/// The paths that are looked for in the requests of one kind of event, as a tree that a request is walked by in one pass. EC2's newer calls wrap
/// their request in a member of its own (CreateFlowLogsRequest), which is entered, and write a list's entries as {content, tag}.
/// </summary>
internal sealed class RequestShape
{
    /// <summary>Looks for nothing but ARNs and EC2's ids.</summary>
    public static readonly RequestShape Empty = new();

    private const int MaxDepth = 64;

    private readonly Node _root = new();
    private readonly Dictionary<string, int> _slots = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many paths there are.</summary>
    public int Count => _slots.Count;

    /// <summary>Adds a path; the same path has the same slot.</summary>
    public int Add(string path)
    {
        if (_slots.TryGetValue(path, out var slot))
        {
            return slot;
        }

        _slots.Add(path, slot = _slots.Count);
        var node = _root;
        foreach (var step in RequestPath.Parse(path))
        {
            if (step.Kind == RequestStepKind.Keys)
            {
                node.KeySlots.Add(slot);
                return slot;
            }

            node = node.Step(step);
        }

        node.Slots.Add(slot);
        return slot;
    }

    /// <summary>Finds the values in a request, which is a JSON object or empty.</summary>
    public RequestValues Read(ReadOnlySpan<byte> request)
    {
        var values = new RequestValues(Count);
        Read(request, values);
        return values;
    }

    /// <summary>The same, into values that are empty.</summary>
    public void Read(ReadOnlySpan<byte> request, RequestValues values)
    {
        if (!request.IsEmpty)
        {
            var reader = new Utf8JsonReader(request, RecordParser.Options);
            reader.Read();
            Walk(ref reader, _root, values, depth: 0);
        }
    }

    /// <summary>Reads the value that the reader stands at, and moves to its end.</summary>
    private void Walk(ref Utf8JsonReader reader, Node node, RequestValues values, int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when depth < MaxDepth:
                WalkObject(ref reader, node, values, depth);
                break;
            case JsonTokenType.StartArray when depth < MaxDepth:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Walk(ref reader, node, values, depth + 1);
                }

                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Skip(ref reader, values);
                break;
            case JsonTokenType.String:
                Leaf(JsonText.Decode(reader.ValueSpan), node, values, depth);
                break;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                node.AddTo(values, Encoding.UTF8.GetString(reader.ValueSpan));
                break;
        }
    }

    private void WalkObject(ref Utf8JsonReader reader, Node node, RequestValues values, int depth)
    {
        var active = node.WithFilters(reader);
        var before = node.Slots.Count == 0 ? 0 : values[node.Slots[0]].Count;
        var isEmpty = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isEmpty = false;
            var name = RecordParser.Name(ref reader);
            reader.Read();
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                Scalar(ref reader, name, node, active, values, depth);
                continue;
            }

            var start = reader;
            Skip(ref reader, values);
            Enter(start, name, active, values, depth);
            if (node.Slots.Count > 0 && IsEntry(name))
            {
                var entry = start;
                Walk(ref entry, node, values, depth + 1);
            }

            if (depth == 0 && start.TokenType == JsonTokenType.StartObject && name.EndsWith("Request"u8))
            {
                Walk(ref start, node, values, depth + 1);
            }
        }

        if (!isEmpty && node.Slots.Count > 0 && values[node.Slots[0]].Count == before)
        {
            node.AddTo(values, RequestValues.Present);
        }
    }

    /// <summary>A member that is no container, as most are: its text is made only where somebody asks for it.</summary>
    private void Scalar(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name, Node node, List<Node> active, RequestValues values, int depth)
    {
        if (reader.TokenType == JsonTokenType.String && ResourceNames.MayBe(reader.ValueSpan))
        {
            values.AddName(JsonText.Decode(reader.ValueSpan));
        }

        foreach (var one in active)
        {
            foreach (var slot in one.KeySlots)
            {
                values.Add(slot, Encoding.UTF8.GetString(name));
            }

            foreach (var (member, child) in one.Near(name.Length))
            {
                if (member.Fits(name))
                {
                    Walk(ref reader, child, values, depth + 1);
                }
            }
        }

        if (node.Slots.Count > 0 && IsEntry(name))
        {
            Walk(ref reader, node, values, depth + 1);
        }
    }

    private void Enter(Utf8JsonReader start, ReadOnlySpan<byte> name, List<Node> active, RequestValues values, int depth)
    {
        string? text = null;
        foreach (var node in active)
        {
            foreach (var slot in node.KeySlots)
            {
                values.Add(slot, text ??= Encoding.UTF8.GetString(name));
            }

            foreach (var (member, child) in node.Near(name.Length))
            {
                if (member.Fits(name))
                {
                    var value = start;
                    Walk(ref value, child, values, depth + 1);
                }
            }
        }
    }

    private void Leaf(string text, Node node, RequestValues values, int depth)
    {
        node.AddTo(values, text);
        if (node.Json is { } inner && depth < MaxDepth)
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), RecordParser.Options);
            try
            {
                if (reader.Read())
                {
                    Walk(ref reader, inner, values, depth + 1);
                }
            }
            catch (JsonException)
            {
                // A text that is no JSON after all has no members: it holds nothing that is looked for.
            }
        }
    }

    /// <summary>Moves to the end of the value and takes down what names a resource by itself.</summary>
    private static void Skip(ref Utf8JsonReader reader, RequestValues values)
    {
        var end = reader.CurrentDepth;
        var isContainer = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        do
        {
            if (reader.TokenType == JsonTokenType.String && ResourceNames.MayBe(reader.ValueSpan))
            {
                values.AddName(JsonText.Decode(reader.ValueSpan));
            }
        }
        while (isContainer && reader.Read() && reader.CurrentDepth > end);
    }

    private static bool IsEntry(ReadOnlySpan<byte> name) => name.SequenceEqual("content"u8) || name.SequenceEqual("items"u8) || name.SequenceEqual("item"u8);

    private sealed class Node
    {
        private readonly List<(string Key, string Like, Node Node)> _filters = [];
        private List<Node>? _self;
        private (MemberName Name, Node Node)[][]? _byLength;

        public List<int> Slots { get; } = [];

        public List<int> KeySlots { get; } = [];

        public List<(MemberName Name, Node Node)> Members { get; } = [];

        public Node? Json { get; private set; }

        /// <summary>The members that a name of this length can be: a request has many members, and the tables ask for many.</summary>
        public (MemberName Name, Node Node)[] Near(int length)
        {
            var byLength = _byLength ??= [.. Enumerable.Range(0, Members.Select(m => m.Name.Length).DefaultIfEmpty().Max() + 2)
                .Select(l => Members.Where(m => m.Name.IsPattern || m.Name.Length == l).ToArray())];

            // The last one has no name of its length, only patterns.
            return byLength[Math.Min(length, byLength.Length - 1)];
        }

        public Node Step(RequestStep step)
        {
            switch (step.Kind)
            {
                case RequestStepKind.Json:
                    return Json ??= new Node();
                case RequestStepKind.Filter:
                    var filter = _filters.Find(f => f.Key == step.Name && f.Like == step.Like).Node;
                    if (filter is null)
                    {
                        _filters.Add((step.Name, step.Like, filter = new Node()));
                    }

                    return filter;
                default:
                    var index = Members.FindIndex(m => m.Name.Is(step.Name));
                    if (index < 0)
                    {
                        Members.Add((new MemberName(step.Name), new Node()));
                        index = Members.Count - 1;
                    }

                    return Members[index].Node;
            }
        }

        public void AddTo(RequestValues values, string text)
        {
            foreach (var slot in Slots)
            {
                values.Add(slot, text);
            }
        }

        /// <summary>This node, and those behind its filters that the object passes.</summary>
        public List<Node> WithFilters(Utf8JsonReader atObject)
        {
            if (_filters.Count == 0)
            {
                return _self ??= [this];
            }

            List<Node> active = [this];
            foreach (var (key, like, node) in _filters)
            {
                if (Passes(atObject, key, like))
                {
                    active.Add(node);
                }
            }

            return active;
        }

        private static bool Passes(Utf8JsonReader reader, string key, string like)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isKey = new MemberName(key).Fits(RecordParser.Name(ref reader));
                reader.Read();
                if (isKey && reader.TokenType == JsonTokenType.String && ActionPattern.IsMatch(like, JsonText.Decode(reader.ValueSpan)))
                {
                    return true;
                }

                reader.Skip();
            }

            return false;
        }
    }

    /// <summary>A member's name, in which * is any text.</summary>
    private sealed class MemberName(string name)
    {
        private readonly byte[] _ascii = Encoding.UTF8.GetBytes(name);
        private readonly bool _hasWildcard = ActionPattern.HasWildcard(name);

        public int Length => name.Length;

        public bool IsPattern => _hasWildcard;

        public bool Is(string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

        public bool Fits(ReadOnlySpan<byte> member) =>
            _hasWildcard ? ActionPattern.IsMatch(name, Encoding.UTF8.GetString(member)) : Ascii.EqualsIgnoreCase(member, _ascii);
    }
}
