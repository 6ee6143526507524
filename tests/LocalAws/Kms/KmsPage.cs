using System.Text.Json.Nodes;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Kms;

/// <summary>KMS's lists in pages: the marker is the last name of the page before.</summary>
internal static class KmsPage
{
    private const int Normal = 100;

    public static JsonObject Of<T>(Call call, string member, int max, IEnumerable<T> all, Func<T, string> name, Func<T, JsonNode> write)
    {
        var limit = call.Json.Number("Limit") ?? Math.Min(Normal, max);
        if (limit < 1 || limit > max)
        {
            throw KmsErrors.Invalid("limit", $"{limit}", $"Member must have value between 1 and {max}");
        }

        var marker = call.Json.Text("Marker") ?? "";
        var rest = all.OrderBy(name, StringComparer.Ordinal).Where(item => string.CompareOrdinal(name(item), marker) > 0).ToList();
        JsonObject page = new() { [member] = new JsonArray([.. rest.Take(limit).Select(write)]), ["Truncated"] = rest.Count > limit };
        if (rest.Count > limit)
        {
            page["NextMarker"] = name(rest[limit - 1]);
        }

        return page;
    }
}
