using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrailOps.LocalAws.Http;

/// <summary>Bodies of the JSON protocol.</summary>
internal static class JsonBody
{
    public const string Malformation = "SerializationException";

    public static JsonObject Read(byte[] body)
    {
        try
        {
            return body.Length == 0 ? [] : JsonNode.Parse(body) as JsonObject ?? throw Malformed();
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }

    public static string? Text(this JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => throw Malformed(),
    };

    public static bool? Flag(this JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out bool flag) => flag,
        _ => throw Malformed(),
    };

    public static int? Number(this JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out int number) => number,
        _ => throw Malformed(),
    };

    /// <summary>Seconds since 1970, whole or not.</summary>
    public static DateTimeOffset? Time(this JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out double seconds) => DateTimeOffset.UnixEpoch.AddSeconds(seconds),
        _ => throw Malformed(),
    };

    public static JsonArray? List(this JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonArray list => list,
        _ => throw Malformed(),
    };

    public static IEnumerable<JsonObject> Structures(this JsonObject body, string name) =>
        body.List(name)?.Select(item => item as JsonObject ?? throw Malformed()) ?? [];

    public static IReadOnlyList<string> Texts(this JsonObject body, string name) =>
        [.. body.List(name)?.Select(item => item is JsonValue value && value.TryGetValue(out string? text) ? text : throw Malformed()) ?? []];

    public static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    private static AwsException Malformed() => new(Malformation, "");
}
