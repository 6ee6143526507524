using System.Text.Json;

namespace Amazon.CloudTrail.Json;

/// <summary>How one kind of value stands in the bodies of AWS JSON 1.1. https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html</summary>
internal abstract class JsonShape<T>
{
    /// <summary>Writes a value.</summary>
    public abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>Reads the value whose first token the reader stands on, and leaves the reader on its last. Null is never read: it means "not set".</summary>
    public abstract T Read(ref Utf8JsonReader reader);
}
