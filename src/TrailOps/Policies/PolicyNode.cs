using System.Text.Json;

namespace TrailOps.Policies;

/// <summary>A JSON value of a policy document that knows where it stands, so that every error can say it.</summary>
/// <param name="Json">The value.</param>
/// <param name="Statement">Which statement it belongs to, counted from 1; null outside of them.</param>
/// <param name="Sid">That statement's id, if it has one.</param>
/// <param name="Element">The names that lead to it from there, such as <c>Condition StringEquals</c>.</param>
internal readonly record struct PolicyNode(JsonElement Json, int? Statement = null, string? Sid = null, string? Element = null)
{
    /// <summary>The same statement with its id, where that can be read. Whether it is a good one, shows later.</summary>
    public PolicyNode WithSid()
    {
        try
        {
            return Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("Sid", out var sid) && sid.ValueKind == JsonValueKind.String
                ? this with { Sid = sid.GetString() }
                : this;
        }
        catch (InvalidOperationException)
        {
            return this;
        }
    }

    /// <summary>An object's members, in order.</summary>
    public List<(string Name, PolicyNode Value)> Members()
    {
        if (Json.ValueKind != JsonValueKind.Object)
        {
            throw Error($"is {Kind(Json)} where an object belongs. Write {{ … }}.");
        }

        var members = new List<(string, PolicyNode)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in Json.EnumerateObject())
        {
            var name = Whole(() => member.Name);
            var value = this with { Json = member.Value, Element = Element is null ? name : $"{Element} {name}" };
            members.Add(names.Add(name) ? (name, value) : throw value.Error("stands twice. Write it once, with all its values."));
        }

        return members;
    }

    /// <summary>The values of an array, or the value itself: IAM takes either.</summary>
    public IReadOnlyList<PolicyNode> Items()
    {
        if (Json.ValueKind != JsonValueKind.Array)
        {
            return [this];
        }

        var node = this;
        return Json.GetArrayLength() > 0
            ? [.. Json.EnumerateArray().Select(item => node with { Json = item })]
            : throw Error("is an empty list. Write at least one value, or leave out what needs none.");
    }

    public string Text()
    {
        var json = Json;
        return json.ValueKind == JsonValueKind.String
            ? Whole(() => json.GetString()!)
            : throw Error($"is {Kind(json)} where a text belongs. Write it in double quotes.");
    }

    /// <summary>A text; or a number, true or false as they are written, which to IAM are the same as texts.</summary>
    public string Scalar() =>
        Json.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? Json.GetRawText() : Text();

    /// <param name="problem">What is wrong and what to write instead; it follows the place.</param>
    /// <param name="iamMessage">What IAM says there; null where that is that the syntax is wrong.</param>
    public PolicyDocumentException Error(string problem, string? iamMessage = null)
    {
        var statement = Statement is null ? "" : string.IsNullOrEmpty(Sid) ? $"Statement {Statement}" : $"Statement {Statement} (Sid {Sid})";
        var place = string.Join(", ", new[] { statement, Element ?? "" }.Where(part => part.Length > 0));
        return new PolicyDocumentException($"{(place.Length == 0 ? "The policy document" : place)} {problem}", Statement, Sid, Element, iamMessage);
    }

    private static string Kind(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => json.GetRawText(),
    };

    /// <summary>The text, unless an escape such as \ud800 leaves half a character in it.</summary>
    private string Whole(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw Error("holds an escape that is only half a character. Write both halves, such as \\ud83d\\udca5, or the character itself.");
        }
    }
}
