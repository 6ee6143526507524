using System.Collections;
using System.Globalization;
using System.Reflection;
using Amazon.Runtime;

namespace AwsClients.Tests.Harness;

/// <summary>An object as text, set members only, in the order of their names: what a test compares with a literal.</summary>
internal static class ObjectText
{
    public static string Of(object value) => value switch
    {
        string text => $"'{text}'",
        bool flag => flag ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        DateTime time => $"{time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)}{(time.Kind == DateTimeKind.Utc ? "Z" : "?")}",
        MemoryStream bytes => Convert.ToHexString(bytes.ToArray()),
        ConstantClass constant => constant.Value,
        IDictionary map => $"{{{string.Join(", ", map.Keys.Cast<object>().Select(key => $"{key}={Of(map[key]!)}"))}}}",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Of))}]",
        _ => $"({string.Join(", ", Members(value).Select(m => $"{m.Name}={Of(m.GetValue(value)!)}"))})",
    };

    private static IEnumerable<PropertyInfo> Members(object value) =>
        value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(p => p.GetValue(value) is not null)
            .OrderBy(p => p.Name, StringComparer.Ordinal);
}
