using System.Runtime.CompilerServices;
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
    /// <summary>Looks for nothing but ARNs and all of EC2's ids.</summary>
    public static readonly RequestShape Names = new() { _idPrefixes = Bytes(ResourceNames.Ec2Prefixes()) };

    private const int MaxDepth = 64;

    private static readonly (string Name, RecordField Field)[] Parts =
        [("responseElements", RecordField.ResponseElements), ("additionalEventData", RecordField.AdditionalEventData)];

    private readonly RequestNode _root = new();
    private readonly Dictionary<string, int> _slots = new(StringComparer.OrdinalIgnoreCase);
    private List<byte[]> _idPrefixes = [];

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

    /// <summary>Also looks for EC2's ids of a type of resources, wherever they stand. ARNs are looked for always.</summary>
    public void AddIdsOf(string type) => _idPrefixes = [.. _idPrefixes, .. Bytes(ResourceNames.Ec2Prefixes(type))];

    /// <summary>The values in a request, which is a JSON object or empty.</summary>
    public RequestValues Read(ReadOnlySpan<byte> request)
    {
        var extract = new RequestExtract();
        Read(request, extract);
        return new RequestValues(Count, extract);
    }

    /// <summary>Adds what is found in a request.</summary>
    public void Read(ReadOnlySpan<byte> request, RequestExtract to)
    {
        if (!request.IsEmpty)
        {
            var reader = new Utf8JsonReader(request, RecordParser.Options);
            reader.Read();
            Walk(ref reader, _root, to, depth: 0);
        }
    }

    /// <summary>The values in an event's request, and in the parts of its record that paths go into.</summary>
    public RequestValues Read(RoleEvent e)
    {
        var extract = new RequestExtract();
        Read(e, extract);
        return new RequestValues(Count, extract);
    }

    /// <summary>Adds what is found in an event: in its request, and in the parts of its record that paths go into by their names.</summary>
    public void Read(RoleEvent e, RequestExtract to)
    {
        Read(e.Raw(RecordField.RequestParameters), to);
        foreach (var (name, field) in Parts)
        {
            if (_root.Find(name) is { } node && e.Raw(field) is { IsEmpty: false } part)
            {
                var reader = new Utf8JsonReader(part, RecordParser.Options);
                reader.Read();

                // What names a resource there is none of the request's.
                to.TakesNames = false;
                Walk(ref reader, node, to, depth: 1);
                to.TakesNames = true;
            }
        }
    }

    /// <summary>Reads the value that the reader stands at, and moves to its end.</summary>
    /// <returns>Whether the node itself took something.</returns>
    private bool Walk(ref Utf8JsonReader reader, RequestNode node, RequestExtract to, int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when depth < MaxDepth:
                return WalkObject(ref reader, node, to, depth);
            case JsonTokenType.StartArray when depth < MaxDepth:
                var isTaken = false;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    isTaken |= Walk(ref reader, node, to, depth + 1);
                }

                return isTaken;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Skip(ref reader, to);
                return false;
            case JsonTokenType.String:
                return Leaf(JsonText.Bytes(reader.ValueSpan), node, to, depth);
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return node.Take(reader.ValueSpan, to);
            default:
                return false;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool WalkObject(ref Utf8JsonReader reader, RequestNode node, RequestExtract to, int depth)
    {
        var active = node.WithFilters(reader);
        var (isEmpty, isTaken) = (true, false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isEmpty = false;
            var name = RecordParser.Name(ref reader);
            reader.Read();
            isTaken |= Member(ref reader, name, node, active, to, depth);
        }

        return isTaken || (!isEmpty && node.Take(RequestValues.PresentBytes, to));
    }

    /// <summary>Reads a member's value, and moves to its end. Most members are looked for by nobody.</summary>
    /// <returns>Whether the object's node itself took something.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Member(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name, RequestNode node, RequestNode[] active, RequestExtract to, int depth)
    {
        var isEntry = node.Slots.Count > 0 && IsEntry(name);
        var isRequest = depth == 0 && reader.TokenType == JsonTokenType.StartObject && name.EndsWith("Request"u8);
        if (!isEntry && !isRequest && !IsWanted(name, active))
        {
            Skip(ref reader, to);
            return false;
        }

        var start = reader;
        Skip(ref reader, to);
        foreach (var one in active)
        {
            foreach (var slot in one.KeySlots)
            {
                to.Add(slot, name);
            }

            foreach (var (member, child) in one.Near(name.Length))
            {
                if (member.Fits(name))
                {
                    var value = start;
                    Walk(ref value, child, to, depth + 1);
                }
            }
        }

        var entry = start;
        var isTaken = isEntry && Walk(ref entry, node, to, depth + 1);
        if (isRequest)
        {
            Walk(ref start, node, to, depth + 1);
        }

        return isTaken;
    }

    private static bool IsWanted(ReadOnlySpan<byte> name, RequestNode[] active)
    {
        foreach (var node in active)
        {
            if (node.IsWanted(name))
            {
                return true;
            }
        }

        return false;
    }

    private bool Leaf(ReadOnlySpan<byte> text, RequestNode node, RequestExtract to, int depth)
    {
        var isTaken = node.Take(text, to);
        if (node.Json is { } inner && depth < MaxDepth)
        {
            var reader = new Utf8JsonReader(text, RecordParser.Options);
            try
            {
                if (reader.Read())
                {
                    Walk(ref reader, inner, to, depth + 1);
                }
            }
            catch (JsonException)
            {
                // A text that is no JSON after all has no members: it holds nothing that is looked for.
            }
        }

        return isTaken;
    }

    /// <summary>Moves to the end of the value and takes down what names a resource by itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Skip(ref Utf8JsonReader reader, RequestExtract to)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            Name(reader.ValueSpan, to);
        }
        else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            for (var end = reader.CurrentDepth; reader.Read() && reader.CurrentDepth > end;)
            {
                if (reader.TokenType == JsonTokenType.String)
                {
                    Name(reader.ValueSpan, to);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Name(ReadOnlySpan<byte> raw, RequestExtract to)
    {
        if (ResourceNames.MayBeArn(raw) || (_idPrefixes.Count > 0 && IsIdWanted(ResourceNames.Ec2Prefix(raw))))
        {
            to.AddName(JsonText.Bytes(raw));
        }
    }

    private bool IsIdWanted(ReadOnlySpan<byte> idPrefix)
    {
        foreach (var prefix in _idPrefixes)
        {
            if (idPrefix.SequenceEqual(prefix))
            {
                return true;
            }
        }

        return false;
    }

    private static List<byte[]> Bytes(IEnumerable<string> idPrefixes) => [.. idPrefixes.Select(Encoding.ASCII.GetBytes)];

    private static bool IsEntry(ReadOnlySpan<byte> name) => name.SequenceEqual("content"u8) || name.SequenceEqual("items"u8) || name.SequenceEqual("item"u8);
}
