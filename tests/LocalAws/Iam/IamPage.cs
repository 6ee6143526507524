using System.Globalization;
using System.Text;
using System.Xml.Linq;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Iam;

/// <summary>Lists come in pages: IsTruncated, and a Marker that leads on.</summary>
internal static class IamPage
{
    private const int MaxItems = 1000;
    private const int DefaultItems = 100;

    public static IEnumerable<XElement> Of<T>(Call call, string list, IEnumerable<T> items, Func<T, XElement> write) => Of(call, list, items.Select(write));

    public static IEnumerable<XElement> Of(Call call, string list, IEnumerable<XElement> items)
    {
        var (shown, rest) = Take(call, [.. items]);
        return [new(list, shown), .. rest];
    }

    /// <summary>One page, and what is to be said of the rest.</summary>
    public static (IReadOnlyList<T> Shown, IReadOnlyList<XElement> Paging) Take<T>(Call call, IReadOnlyList<T> items)
    {
        var count = Math.Min(call.Parameters.Number("MaxItems", 1, MaxItems) ?? DefaultItems, call.World.Options.IamPageSize);
        var start = call.Parameters.Optional("Marker", 1) is { } marker ? Read(call, marker) : 0;
        var end = Math.Min(start + count, items.Count);
        return ([.. items.Take(end).Skip(start)], end < items.Count
            ? [new("IsTruncated", "true"), new("Marker", Write(call, end))]
            : [new("IsTruncated", "false")]);
    }

    // A marker serves only the list that gave it.
    private static string Write(Call call, int start) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{call.Operation!.Name}:{start}")));

    private static int Read(Call call, string marker)
    {
        var bytes = new byte[marker.Length];
        return Convert.TryFromBase64String(marker, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':') is [var operation, var start] && operation == call.Operation!.Name
            && int.TryParse(start, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw IamErrors.Validation($"Invalid Marker.");
    }
}
