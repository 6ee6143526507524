using System.Text.Json;

namespace Amazon.CloudTrail.Json;

/// <summary>A list of values of one kind.</summary>
internal sealed class JsonList<T>(JsonShape<T> item) : JsonShape<List<T>>
{
    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, List<T> value)
    {
        writer.WriteStartArray();
        foreach (var element in value)
        {
            item.Write(writer, element);
        }

        writer.WriteEndArray();
    }

    /// <inheritdoc />
    public override List<T> Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"A list was expected, not {reader.TokenType}.");
        }

        var list = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Null)
            {
                list.Add(item.Read(ref reader));
            }
        }

        return list;
    }
}
