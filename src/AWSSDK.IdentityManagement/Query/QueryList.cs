using System.Globalization;
using System.Xml;

namespace Amazon.IdentityManagement.Query;

/// <summary>A list: <c>Tags.member.1</c> in forms, <c>&lt;Tags&gt;&lt;member&gt;</c> in XML. IAM has no flattened ones.</summary>
internal sealed class QueryList<T>(QueryShape<T> item) : QueryShape<List<T>>
{
    /// <inheritdoc />
    public override void Write(IDictionary<string, string> form, string name, List<T> value)
    {
        // An empty list is sent as an empty text, by which a list could be emptied.
        if (value.Count == 0)
        {
            form.Add(name, "");
        }

        for (var index = 0; index < value.Count; index++)
        {
            item.Write(form, string.Create(CultureInfo.InvariantCulture, $"{name}.member.{index + 1}"), value[index]);
        }
    }

    /// <inheritdoc />
    public override bool TryRead(XmlReader reader, out List<T> value)
    {
        var list = new List<T>();
        reader.ReadChildren(child =>
        {
            if (item.TryRead(child, out var element))
            {
                list.Add(element);
            }
        });
        value = list;
        return list.Count > 0;
    }
}
