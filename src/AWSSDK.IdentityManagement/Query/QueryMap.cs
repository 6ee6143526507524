using System.Xml;

namespace Amazon.IdentityManagement.Query;

/// <summary>A map: <c>&lt;Map&gt;&lt;entry&gt;&lt;key&gt;…&lt;value&gt;</c> in XML. Only answers have maps.</summary>
internal sealed class QueryMap<T>(QueryShape<T> item) : QueryShape<Dictionary<string, T>>
{
    /// <summary>No request of IAM has a map.</summary>
    public override void Write(IDictionary<string, string> form, string name, Dictionary<string, T> value) =>
        throw new NotSupportedException($"{name}: maps are read only.");

    /// <inheritdoc />
    public override bool TryRead(XmlReader reader, out Dictionary<string, T> value)
    {
        var map = new Dictionary<string, T>();
        reader.ReadChildren(entry =>
        {
            string? key = null;
            var read = false;
            T element = default!;
            entry.ReadChildren(part =>
            {
                if (part.LocalName == "key")
                {
                    key = part.ReadElementContentAsString();
                }
                else
                {
                    read = item.TryRead(part, out element);
                }
            });
            if (key is not null && read)
            {
                map[key] = element;
            }
        });
        value = map;
        return map.Count > 0;
    }
}
