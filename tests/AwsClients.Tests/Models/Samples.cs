using System.Collections;
using System.Globalization;

namespace AwsClients.Tests.Models;

/// <summary>Objects with every member set, all values different, so that no two members can be mistaken for each other.</summary>
internal sealed class Samples(ServiceModel model)
{
    private int _count;

    /// <summary>A structure of a shape, or of a request without one.</summary>
    public object Structure(Type type, string? shape)
    {
        var value = Activator.CreateInstance(type)!;
        foreach (var (name, memberShape) in shape is null ? [] : model.Members(shape))
        {
            var property = ServiceModel.Property(type, name);
            property.SetValue(value, Value(memberShape, property.PropertyType));
        }

        return value;
    }

    private object Value(string shape, Type type)
    {
        var definition = model.Shape(shape);
        var number = ++_count;
        switch ((string)definition["type"]!)
        {
            case "structure":
                return Structure(type, shape);
            case "list":
                var list = (IList)Activator.CreateInstance(type)!;
                for (var i = 0; i < 2; i++)
                {
                    list.Add(Value((string)definition["member"]!["shape"]!, type.GetGenericArguments()[0]));
                }

                return list;
            case "map":
                var map = (IDictionary)Activator.CreateInstance(type)!;
                map.Add("first", Value((string)definition["value"]!["shape"]!, type.GetGenericArguments()[1]));
                map.Add("second", Value((string)definition["value"]!["shape"]!, type.GetGenericArguments()[1]));
                return map;
            case "string":
                var text = string.Create(CultureInfo.InvariantCulture, $"ä{number}");
                return type == typeof(string) ? text : Activator.CreateInstance(type, text)!;
            case "boolean":
                return number % 2 == 0;
            case "integer":
                return number;
            case "timestamp":
                return new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc).AddSeconds(number);
            case "blob":
                return new MemoryStream([1, 2, (byte)number]);
            default:
                throw new InvalidOperationException($"No sample of {definition["type"]}.");
        }
    }
}
