using System.Collections;
using System.Xml;

namespace Amazon.IdentityManagement.Query;

/// <summary>A member of a structure: its name on the wire, its kind, and how to get and set it.</summary>
internal abstract class QueryMember<T>(string name)
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>Adds the member to the form, unless it isn't set.</summary>
    public abstract void Write(IDictionary<string, string> form, string prefix, T owner);

    /// <summary>Reads the member into its owner.</summary>
    public abstract void Read(XmlReader reader, T owner);

    /// <summary>A member that is a class.</summary>
    internal sealed class OfReference<TValue>(string name, QueryShape<TValue> shape, Func<T, TValue?> get, Action<T, TValue> set)
        : QueryMember<T>(name) where TValue : class
    {
        /// <inheritdoc />
        public override void Write(IDictionary<string, string> form, string prefix, T owner)
        {
            // With AWSConfigs.InitializeCollections every list is there from the start, so an empty one says nothing.
            if (get(owner) is { } value && !(AWSConfigs.InitializeCollections && value is ICollection { Count: 0 }))
            {
                shape.Write(form, prefix + Name, value);
            }
        }

        /// <inheritdoc />
        public override void Read(XmlReader reader, T owner)
        {
            if (shape.TryRead(reader, out var value))
            {
                set(owner, value);
            }
        }
    }

    /// <summary>A member that is a number, a boolean or a time.</summary>
    internal sealed class OfValue<TValue>(string name, QueryShape<TValue> shape, Func<T, TValue?> get, Action<T, TValue?> set)
        : QueryMember<T>(name) where TValue : struct
    {
        /// <inheritdoc />
        public override void Write(IDictionary<string, string> form, string prefix, T owner)
        {
            if (get(owner) is { } value)
            {
                shape.Write(form, prefix + Name, value);
            }
        }

        /// <inheritdoc />
        public override void Read(XmlReader reader, T owner)
        {
            if (shape.TryRead(reader, out var value))
            {
                set(owner, value);
            }
        }
    }
}
