using System.Text.Json;

namespace Amazon.CloudTrail.Json;

/// <summary>A structure whose type is known only when it is met: the requests and responses of operations.</summary>
internal interface IJsonStructure
{
    /// <summary>Writes a structure of this kind.</summary>
    void WriteObject(Utf8JsonWriter writer, object value);

    /// <summary>A structure of this kind with nothing set.</summary>
    object NewObject();

    /// <summary>Reads a structure of this kind.</summary>
    object ReadObject(ref Utf8JsonReader reader);
}
