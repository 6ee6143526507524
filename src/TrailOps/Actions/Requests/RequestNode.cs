using System.Text;
using System.Text.Json;
using TrailOps.Events;

namespace TrailOps.Actions;

/// <summary>A place in the tree of a <see cref="RequestShape"/>: what is looked for there, and where to go on.</summary>
internal sealed class RequestNode
{
    private readonly List<(string Name, RequestNode Node)> _members = [];
    private readonly List<(string Key, string Like, RequestNode Node)> _filters = [];
    private RequestNode[]? _self;
    private (MemberName Name, RequestNode Node)[][]? _byLength;

    /// <summary>Take the value that stands here.</summary>
    public List<int> Slots { get; } = [];

    /// <summary>Take the names of the members of the object that stands here.</summary>
    public List<int> KeySlots { get; } = [];

    /// <summary>Looks into a text that is JSON itself.</summary>
    public RequestNode? Json { get; private set; }

    /// <summary>The node of a member; null where nothing is looked for in it.</summary>
    public RequestNode? Find(string member) => _members.Find(m => m.Name.Equals(member, StringComparison.OrdinalIgnoreCase)).Node;

    /// <summary>The node that a step of a path leads to.</summary>
    public RequestNode Step(RequestStep step)
    {
        switch (step.Kind)
        {
            case RequestStepKind.Json:
                return Json ??= new();
            case RequestStepKind.Filter:
                var filter = _filters.Find(f => f.Key == step.Name && f.Like == step.Like).Node;
                if (filter is null)
                {
                    _filters.Add((step.Name, step.Like, filter = new()));
                }

                return filter;
            default:
                var member = Find(step.Name);
                if (member is null)
                {
                    _members.Add((step.Name, member = new()));
                }

                return member;
        }
    }

    /// <summary>The members that a name of this length can be: a request has many members, and the tables ask for many.</summary>
    public (MemberName Name, RequestNode Node)[] Near(int length)
    {
        var byLength = _byLength ??= ByLength();

        // The last one has no name of its length, only patterns.
        return byLength[Math.Min(length, byLength.Length - 1)];
    }

    /// <summary>Whether a member of this name is looked for.</summary>
    public bool IsWanted(ReadOnlySpan<byte> name)
    {
        if (KeySlots.Count > 0)
        {
            return true;
        }

        foreach (var (member, _) in Near(name.Length))
        {
            if (member.Fits(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes a value that stands here.</summary>
    /// <returns>Whether it is looked for, and not empty.</returns>
    public bool Take(ReadOnlySpan<byte> text, RequestExtract to)
    {
        var isTaken = false;
        foreach (var slot in Slots)
        {
            isTaken |= to.Add(slot, text);
        }

        return isTaken;
    }

    /// <summary>This node, and those behind its filters that the object passes.</summary>
    public RequestNode[] WithFilters(Utf8JsonReader atObject)
    {
        var self = _self ??= [this];
        return _filters.Count == 0 ? self : [this, .. Passing(atObject)];
    }

    private List<RequestNode> Passing(Utf8JsonReader atObject)
    {
        List<RequestNode> passing = [];
        foreach (var (key, like, node) in _filters)
        {
            if (Passes(atObject, new(key), like))
            {
                passing.Add(node);
            }
        }

        return passing;
    }

    private (MemberName Name, RequestNode Node)[][] ByLength()
    {
        var members = _members.ConvertAll(m => (Name: new MemberName(m.Name), m.Node));
        return [.. Enumerable.Range(0, members.Select(m => m.Name.Length).DefaultIfEmpty().Max() + 2)
            .Select(length => members.Where(m => m.Name.IsPattern || m.Name.Length == length).ToArray())];
    }

    private static bool Passes(Utf8JsonReader reader, MemberName key, string like)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isKey = key.Fits(RecordParser.Name(ref reader));
            reader.Read();
            if (isKey && like.Length == 0)
            {
                return reader.TokenType == JsonTokenType.Null;
            }

            if (isKey && reader.TokenType == JsonTokenType.String && ActionPattern.IsMatch(like, JsonText.Decode(reader.ValueSpan)))
            {
                return true;
            }

            reader.Skip();
        }

        return like.Length == 0;
    }

    /// <summary>A member's name, in which * is any text.</summary>
    internal sealed class MemberName(string name)
    {
        private readonly byte[] _ascii = Encoding.UTF8.GetBytes(name);

        public int Length => name.Length;

        public bool IsPattern { get; } = ActionPattern.HasWildcard(name);

        public bool Fits(ReadOnlySpan<byte> member)
        {
            if (!IsPattern)
            {
                return Ascii.EqualsIgnoreCase(member, _ascii);
            }

            Span<char> chars = stackalloc char[128];
            return member.Length > chars.Length
                ? ActionPattern.IsMatch(name, Encoding.UTF8.GetString(member))
                : ActionPattern.IsMatch(name, chars[..Encoding.UTF8.GetChars(member, chars)]);
        }
    }
}
