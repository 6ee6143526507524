using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Amazon.Runtime;

namespace AwsClients.Tests.Models;

/// <summary>The protocols once more, slow and plain, by the model alone: JSON both ways, forms and XML.</summary>
internal sealed class Wire(ServiceModel model)
{
    public JsonObject Json(string? shape, object value) =>
        new(Members(shape, value).Select(m => KeyValuePair.Create(m.Name, JsonValue(m.Shape, m.Value))));

    public IEnumerable<string> Form(string? shape, object value, string prefix = "") =>
        Members(shape, value).SelectMany(m => FormValue(m.Shape, m.Value, prefix + m.Name));

    public IEnumerable<XElement> Xml(string? shape, object value) =>
        Members(shape, value).Select(m => XmlValue(m.Name, m.Shape, m.Value));

    private IEnumerable<(string Name, string Shape, object Value)> Members(string? shape, object value) =>
        (shape is null ? [] : model.Members(shape)).Select(m => (m.Name, m.Shape, ServiceModel.Property(value.GetType(), m.Name).GetValue(value)!)).Where(m => m.Item3 is not null);

    private JsonNode? JsonValue(string shape, object value) => (string)model.Shape(shape)["type"]! switch
    {
        "structure" => Json(shape, value),
        "list" => new JsonArray([.. Items(shape, value).Select(item => JsonValue(item.Shape, item.Value))]),
        "timestamp" => (long)((DateTime)value - DateTime.UnixEpoch).TotalSeconds,
        "blob" => Convert.ToBase64String(((MemoryStream)value).ToArray()),
        "boolean" => (bool)value,
        "integer" => (int)value,
        _ => Text(value),
    };

    private IEnumerable<string> FormValue(string shape, object value, string name) => (string)model.Shape(shape)["type"]! switch
    {
        "structure" => Form(shape, value, name + "."),
        "list" => Items(shape, value).SelectMany((item, index) => FormValue(item.Shape, item.Value, $"{name}.member.{index + 1}")),
        _ => [$"{name}={Uri.EscapeDataString(Text(value))}"],
    };

    private XElement XmlValue(string name, string shape, object value) => (string)model.Shape(shape)["type"]! switch
    {
        "structure" => new XElement(name, Xml(shape, value)),
        "list" => new XElement(name, Items(shape, value).Select(item => XmlValue("member", item.Shape, item.Value))),
        "map" => new XElement(name, ((IDictionary)value).Keys.Cast<string>().Select(key => new XElement("entry", new XElement("key", key), new XElement("value", Text(((IDictionary)value)[key]!))))),
        _ => new XElement(name, Text(value)),
    };

    private IEnumerable<(string Shape, object Value)> Items(string shape, object list)
    {
        var item = (string)model.Shape(shape)["member"]!["shape"]!;
        return ((IEnumerable)list).Cast<object>().Select(value => (item, value));
    }

    private static string Text(object value) => value switch
    {
        ConstantClass constant => constant.Value,
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
