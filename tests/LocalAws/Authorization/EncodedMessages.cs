using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrailOps.LocalAws.Authorization;

/// <summary>Encoded authorization messages: sealed for the account in which the call was refused, another text each time.</summary>
internal sealed class EncodedMessages
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int NormalLength = 420;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(KeyBytes);

    public string Encode(Refusal refusal, string account)
    {
        var plain = Encoding.UTF8.GetBytes(Describe(refusal).ToJsonString().PadRight(NormalLength));
        var sealedMessage = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(sealedMessage.AsSpan(0, NonceBytes));
        using AesGcm cipher = new(_key, TagBytes);
        cipher.Encrypt(
            sealedMessage.AsSpan(0, NonceBytes), plain, sealedMessage.AsSpan(NonceBytes, plain.Length), sealedMessage.AsSpan(NonceBytes + plain.Length), Encoding.ASCII.GetBytes(account));
        return Base64Url.EncodeToString(sealedMessage);
    }

    /// <summary>Null: no such message of this account.</summary>
    public string? Decode(string message, string account)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(message);
            if (bytes.Length <= NonceBytes + TagBytes)
            {
                return null;
            }

            var plain = new byte[bytes.Length - NonceBytes - TagBytes];
            using AesGcm cipher = new(_key, TagBytes);
            cipher.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(NonceBytes + plain.Length), plain, Encoding.ASCII.GetBytes(account));
            return Encoding.UTF8.GetString(plain).TrimEnd();
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static JsonObject Describe(Refusal refusal) => new()
    {
        ["allowed"] = false,
        ["explicitDeny"] = refusal.IsExplicit,
        ["matchedStatements"] = new JsonObject { ["items"] = refusal.Document is { } document ? Statements(document, refusal) : [] },
        ["failures"] = new JsonObject { ["items"] = new JsonArray() },
        ["context"] = new JsonObject
        {
            ["principal"] = Principal(refusal.Caller),
            ["action"] = refusal.Access.Action,
            ["resource"] = refusal.Access.Resource,
            ["conditions"] = new JsonObject
            {
                ["items"] = new JsonArray([.. refusal.Access.Context.Concat(Resource(refusal.Access.Resource)).Select(pair => new JsonObject { ["key"] = pair.Key, ["values"] = Items(pair.Value) })]),
            },
        },
    };

    // Keys that describe the resource; they are no condition keys.
    private static IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Resource(string arn)
    {
        var parts = arn.Split(':', 6);
        if (parts.Length < 6)
        {
            yield break;
        }

        var kind = parts[5].Split('/', 2);
        foreach (var (key, value) in new[] { ("Region", parts[3]), ("Resource", parts[5]), ("Service", parts[2]), ("Type", kind[0]), ("Account", parts[4]), ("ID", kind[^1]), ("ARN", arn) })
        {
            yield return KeyValuePair.Create<string, IReadOnlyList<string>>($"aws:{key}", [value]);
        }
    }

    private static JsonObject Principal(Caller caller)
    {
        JsonObject principal = new() { ["id"] = caller.UserId };
        if (caller.User is { } user)
        {
            principal["name"] = user.Name;
        }

        principal["arn"] = caller.Arn;
        return principal;
    }

    private static JsonObject Items(IEnumerable<string> values) =>
        new() { ["items"] = new JsonArray([.. values.Select(value => new JsonObject { ["value"] = value })]) };

    // The denying statements of the document that speak of the action.
    private static JsonArray Statements(string document, Refusal refusal)
    {
        using var policy = JsonDocument.Parse(document);
        var statements = policy.RootElement.GetProperty("Statement");
        JsonElement[] all = statements.ValueKind == JsonValueKind.Array ? [.. statements.EnumerateArray()] : [statements];
        return new JsonArray([.. all
            .Where(statement => statement.GetProperty("Effect").ValueEquals("Deny")
                && (!statement.TryGetProperty("Action", out var actions) || Texts(actions).Any(action => PolicyOracle.OraclePatterns.ActionMatches(action, refusal.Access.Action))))
            .Select(statement => Statement(statement, refusal))]);
    }

    private static JsonObject Statement(JsonElement statement, Refusal refusal) => new()
    {
        ["statementId"] = statement.TryGetProperty("Sid", out var id) ? id.GetString() : "",
        ["effect"] = "DENY",
        ["principals"] = Items([refusal.Caller.Role?.Id ?? refusal.Caller.UserId]),
        ["principalGroups"] = Items([]),
        ["actions"] = Items(statement.TryGetProperty("Action", out var actions) ? Texts(actions) : []),
        ["resources"] = Items(statement.TryGetProperty("Resource", out var resources) ? Texts(resources) : []),
        ["conditions"] = new JsonObject
        {
            ["items"] = new JsonArray([.. statement.TryGetProperty("Condition", out var condition)
                ? condition.EnumerateObject().SelectMany(block => block.Value.EnumerateObject()).Select(key => new JsonObject { ["key"] = key.Name, ["values"] = Items(Texts(key.Value)) })
                : []]),
        },
    };

    private static IEnumerable<string> Texts(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().Select(item => item.ToString()) : [element.ToString()];
}
