using System.Text;
using System.Text.Json;

namespace TrailOps.Policies;

/// <summary>What a policy is attached to, which decides on its elements.</summary>
internal enum PolicyDocumentKind
{
    /// <summary>A role, a user or a group; service control policies, boundaries and session policies are written alike.</summary>
    Identity,

    /// <summary>A resource; resource control policies and trust policies are written alike.</summary>
    Resource,
}

/// <summary>Reads policy documents.</summary>
internal static class PolicyDocumentReader
{
    /// <exception cref="PolicyDocumentException">The text is no policy document.</exception>
    public static PolicyDocument Read(string text, PolicyDocumentKind kind)
    {
        using var json = Parse(IsUrlEncoded(text) ? Uri.UnescapeDataString(text) : text);
        var root = new PolicyNode(json.RootElement);

        // IAM takes the older language where no version is named.
        var version = PolicyDocument.OldVersion;
        string? id = null;
        IReadOnlyList<PolicyStatement>? statements = null;
        foreach (var (name, value) in root.Members())
        {
            switch (name)
            {
                case "Version":
                    version = Version(value);
                    break;
                case "Id":
                    id = value.Text();
                    break;
                case "Statement":
                    statements = Statements(value, kind);
                    break;
                default:
                    throw value.Error("is no element of a policy document. It has Version, Id and Statement, in just this spelling.");
            }
        }

        return statements is null
            ? throw root.Error("has no Statement. Write \"Statement\": [ … ] with at least one statement.")
            : new PolicyDocument(statements) { Version = version, Id = id };
    }

    private static string Version(PolicyNode value) =>
        value.Text() is PolicyDocument.NewVersion or PolicyDocument.OldVersion
            ? value.Text()
            : throw value.Error($"is '{value.Text()}', which IAM does not know. Write {PolicyDocument.NewVersion}.", "Policy document must be version 2012-10-17 or greater.");

    private static List<PolicyStatement> Statements(PolicyNode value, PolicyDocumentKind kind)
    {
        var statements = new List<PolicyStatement>();
        var sids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in value.Items())
        {
            var number = statements.Count + 1;
            var statement = PolicyStatementReader.Read(item with { Statement = number, Element = null }, kind);
            statements.Add(statement);

            // IAM lets any number of statements have an empty id.
            if (!string.IsNullOrEmpty(statement.Sid) && !sids.TryAdd(statement.Sid, number))
            {
                throw (item with { Statement = number, Sid = statement.Sid, Element = "Sid" })
                    .Error($"is also that of statement {sids[statement.Sid]}. Give each statement an id of its own, or none.", "Statement IDs (SID) in a single policy must be unique.");
            }
        }

        return statements;
    }

    /// <summary>IAM's API returns documents URL-encoded (https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html).</summary>
    private static bool IsUrlEncoded(string text) => text.AsSpan().TrimStart().StartsWith("%7B", StringComparison.OrdinalIgnoreCase);

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text));
        }
        catch (EncoderFallbackException e)
        {
            throw NoJson(text.AsSpan(0, e.Index), "There is half a character.");
        }
        catch (JsonException e)
        {
            // .NET counts lines from 0, and bytes instead of characters.
            var lines = text.Split('\n');
            var line = (int)(e.LineNumber ?? 0);
            var bytes = Encoding.UTF8.GetBytes(lines[line]);
            var before = Encoding.UTF8.GetString(bytes, 0, (int)Math.Min(e.BytePositionInLine ?? 0, bytes.Length));
            throw NoJson(string.Join('\n', [.. lines.Take(line), before]), e.Message.Split(" LineNumber:")[0]);
        }
    }

    private static PolicyDocumentException NoJson(ReadOnlySpan<char> before, string problem)
    {
        var line = before.Count('\n') + 1;
        var column = before.Length - before.LastIndexOf('\n');
        return new PolicyDocumentException($"The policy document is no JSON at line {line}, column {column}: {problem} Correct it there.");
    }
}
