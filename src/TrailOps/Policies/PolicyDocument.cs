using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TrailOps;

/// <summary>
/// An IAM policy document (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html).
/// </summary>
public sealed record PolicyDocument
{
    // A policy is text for IAM and for people, never for a page of HTML: '+' and '&' stay what they are.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    internal PolicyDocument(IReadOnlyList<PolicyStatement> statement) => Statement = statement;

    /// <summary>The version of the policy language.</summary>
    public string Version { get; } = "2012-10-17";

    /// <summary>The statements, in the order in which they are written.</summary>
    public IReadOnlyList<PolicyStatement> Statement { get; }

    /// <summary>The document as JSON, with the same line ends on every system.</summary>
    public string ToJson(bool indented = true)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, indented ? Indented : Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("Version", Version);
            writer.WriteStartArray("Statement");
            foreach (var statement in Statement)
            {
                statement.Write(writer);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan).ReplaceLineEndings("\n");
    }

    /// <summary>The document as JSON.</summary>
    public override string ToString() => ToJson();
}
