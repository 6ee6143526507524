using System.Globalization;
using System.Xml;

namespace Amazon.IdentityManagement.Query;

/// <summary>A map: <c>Map.entry.1.key</c> in forms, <c>&lt;Map&gt;&lt;entry&gt;&lt;key&gt;…&lt;value&gt;</c> in XML.</summary>
internal sealed class QueryMap<T>(QueryShape<T> item) : QueryShape<Dictionary<string, T>>
{
    /// <inheritdoc />
    public override void Write(IDictionary<string, string> form, string name, Dictionary<string, T> value)
    {
        var index = 0;
        foreach (var (key, element) in value)
        {
            var entry = string.Create(CultureInfo.InvariantCulture, $"{name}.entry.{++index}");
            form.Add(entry + ".key", key);
            item.Write(form, entry + ".value", element);
        }
    }

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
