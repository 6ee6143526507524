using System.Text.Json;

namespace Amazon.CloudTrail.Json;

/// <summary>A structure: its type names each member once, and that is what requests are written and responses read by.</summary>
internal sealed class JsonStructure<T> : JsonShape<T>, IJsonStructure where T : class, new()
{
    private readonly List<JsonMember<T>> _members = [];

    /// <summary>Adds a member.</summary>
    public JsonStructure<T> Member<TValue>(string name, JsonShape<TValue> shape, Func<T, TValue?> get, Action<T, TValue> set) where TValue : class
    {
        _members.Add(new JsonMember<T>.OfReference<TValue>(name, shape, get, set));
        return this;
    }

    /// <summary>Adds a member that is a number, a boolean or a time.</summary>
    public JsonStructure<T> Member<TValue>(string name, JsonShape<TValue> shape, Func<T, TValue?> get, Action<T, TValue?> set) where TValue : struct
    {
        _members.Add(new JsonMember<T>.OfValue<TValue>(name, shape, get, set));
        return this;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value)
    {
        writer.WriteStartObject();
        foreach (var member in _members)
        {
            member.Write(writer, value);
        }

        writer.WriteEndObject();
    }

    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"An object was expected, not {reader.TokenType}.");
        }

        var value = new T();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = MemberAt(ref reader);
            reader.Read();
            if (member is null || reader.TokenType == JsonTokenType.Null)
            {
                reader.Skip();
            }
            else
            {
                member.Read(ref reader, value);
            }
        }

        return value;
    }

    /// <inheritdoc />
    public void WriteObject(Utf8JsonWriter writer, object value) => Write(writer, (T)value);

    /// <inheritdoc />
    public object NewObject() => new T();

    /// <inheritdoc />
    public object ReadObject(ref Utf8JsonReader reader) => Read(ref reader);

    // A structure has few members: comparing bytes costs less than making a string to look up.
    private JsonMember<T>? MemberAt(ref Utf8JsonReader reader)
    {
        foreach (var member in _members)
        {
            if (reader.ValueTextEquals(member.Name.EncodedUtf8Bytes))
            {
                return member;
            }
        }

        return null;
    }
}
