using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TrailOps.Policies;

namespace TrailOps;

/// <summary>
/// An IAM policy document (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html).
/// </summary>
public sealed record PolicyDocument
{
    internal const string NewVersion = "2012-10-17";
    internal const string OldVersion = "2008-10-17";

    // A policy is text for IAM and for people, never for a page of HTML: '+' and '&' stay what they are.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    internal PolicyDocument(IReadOnlyList<PolicyStatement> statement) => Statement = Indexable.Of(statement);

    /// <summary>The version of the policy language: 2012-10-17, or 2008-10-17, in which policy variables are plain text.</summary>
    public string Version { get; internal init; } = NewVersion;

    /// <summary>The document's id, if it has one.</summary>
    public string? Id { get; internal init; }

    /// <summary>The statements, in the order in which they are written.</summary>
    public IReadOnlyList<PolicyStatement> Statement { get; }

    /// <summary>
    /// Reads the JSON of an identity's policy, plain or URL-encoded, as AWS returns it. A document that names no version has that which IAM
    /// then takes: 2008-10-17.
    /// </summary>
    /// <param name="json">The document's text.</param>
    /// <exception cref="PolicyDocumentException">The text is no policy document.</exception>
    public static PolicyDocument Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return PolicyDocumentReader.Read(json, PolicyDocumentKind.Identity);
    }

    /// <summary>
    /// Reads the JSON of a resource's policy, such as a bucket's, a key's or a role's trust policy: each statement has a Principal or a NotPrincipal.
    /// </summary>
    /// <param name="json">The document's text.</param>
    /// <exception cref="PolicyDocumentException">The text is no policy document.</exception>
    public static PolicyDocument ParseResourcePolicy(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return PolicyDocumentReader.Read(json, PolicyDocumentKind.Resource);
    }

    /// <summary>The document as JSON, with the same line ends on every system.</summary>
    public string ToJson(bool indented = true)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, indented ? Indented : Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("Version", Version);
            if (Id is not null)
            {
                writer.WriteString("Id", Id);
            }

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
