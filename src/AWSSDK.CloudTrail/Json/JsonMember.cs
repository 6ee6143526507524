using System.Collections;
using System.Text.Json;

namespace Amazon.CloudTrail.Json;

/// <summary>A member of a structure: its name on the wire, its kind, and how to get and set it.</summary>
internal abstract class JsonMember<T>(string name)
{
    /// <summary>The name on the wire.</summary>
    public JsonEncodedText Name { get; } = JsonEncodedText.Encode(name);

    /// <summary>Writes the member, unless it isn't set.</summary>
    public abstract void Write(Utf8JsonWriter writer, T owner);

    /// <summary>Reads the member into its owner.</summary>
    public abstract void Read(ref Utf8JsonReader reader, T owner);

    /// <summary>A member that is a class.</summary>
    internal sealed class OfReference<TValue>(string name, JsonShape<TValue> shape, Func<T, TValue?> get, Action<T, TValue> set)
        : JsonMember<T>(name) where TValue : class
    {
        /// <inheritdoc />
        public override void Write(Utf8JsonWriter writer, T owner)
        {
            // With AWSConfigs.InitializeCollections every list is there from the start, so an empty one says nothing.
            if (get(owner) is { } value && !(AWSConfigs.InitializeCollections && value is ICollection { Count: 0 }))
            {
                writer.WritePropertyName(Name);
                shape.Write(writer, value);
            }
        }

        /// <inheritdoc />
        public override void Read(ref Utf8JsonReader reader, T owner) => set(owner, shape.Read(ref reader));
    }

    /// <summary>A member that is a number, a boolean or a time.</summary>
    internal sealed class OfValue<TValue>(string name, JsonShape<TValue> shape, Func<T, TValue?> get, Action<T, TValue?> set)
        : JsonMember<T>(name) where TValue : struct
    {
        /// <inheritdoc />
        public override void Write(Utf8JsonWriter writer, T owner)
        {
            if (get(owner) is { } value)
            {
                writer.WritePropertyName(Name);
                shape.Write(writer, value);
            }
        }

        /// <inheritdoc />
        public override void Read(ref Utf8JsonReader reader, T owner) => set(owner, shape.Read(ref reader));
    }
}
