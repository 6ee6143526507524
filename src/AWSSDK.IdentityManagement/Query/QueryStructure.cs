using System.Xml;

namespace Amazon.IdentityManagement.Query;

/// <summary>A structure: its type names each member once, and that is what requests are written and responses read by.</summary>
internal sealed class QueryStructure<T> : QueryShape<T>, IQueryStructure where T : class, new()
{
    private readonly List<QueryMember<T>> _members = [];

    /// <summary>Adds a member.</summary>
    public QueryStructure<T> Member<TValue>(string name, QueryShape<TValue> shape, Func<T, TValue?> get, Action<T, TValue> set) where TValue : class
    {
        _members.Add(new QueryMember<T>.OfReference<TValue>(name, shape, get, set));
        return this;
    }

    /// <summary>Adds a member that is a number, a boolean or a time.</summary>
    public QueryStructure<T> Member<TValue>(string name, QueryShape<TValue> shape, Func<T, TValue?> get, Action<T, TValue?> set) where TValue : struct
    {
        _members.Add(new QueryMember<T>.OfValue<TValue>(name, shape, get, set));
        return this;
    }

    /// <inheritdoc />
    public override void Write(IDictionary<string, string> form, string name, T value)
    {
        foreach (var member in _members)
        {
            member.Write(form, name + ".", value);
        }
    }

    /// <inheritdoc />
    public override bool TryRead(XmlReader reader, out T value)
    {
        value = new T();
        ReadObject(reader, value);
        return true;
    }

    /// <inheritdoc />
    public void WriteObject(IDictionary<string, string> form, object value)
    {
        foreach (var member in _members)
        {
            member.Write(form, "", (T)value);
        }
    }

    /// <inheritdoc />
    public object NewObject() => new T();

    /// <inheritdoc />
    public void ReadObject(XmlReader reader, object value) => reader.ReadChildren(child =>
    {
        if (_members.Find(member => member.Name == child.LocalName) is { } member)
        {
            member.Read(child, (T)value);
        }
        else
        {
            child.Skip();
        }
    });
}
