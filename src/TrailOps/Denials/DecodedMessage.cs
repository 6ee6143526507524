using System.Text.Json;
using TrailOps.Policies;

namespace TrailOps.Denials;

/// <summary>
/// What an encoded message says (https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html).
/// </summary>
/// <param name="IsExplicit">Whether a statement denies the request.</param>
/// <param name="PrincipalArn">Who made it.</param>
/// <param name="Action">What is refused.</param>
/// <param name="Resource">What it was to be done on.</param>
/// <param name="Conditions">The request's context.</param>
/// <param name="Statements">The statements that deny it.</param>
internal sealed record DecodedMessage(
    bool? IsExplicit, string? PrincipalArn, string? Action, string? Resource, IReadOnlyList<DenialCondition> Conditions, IReadOnlyList<DenialStatement> Statements)
{
    /// <summary>Reads the JSON.</summary>
    /// <exception cref="JsonException">It is none, or not that of a decoded message.</exception>
    public static DecodedMessage Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object && Member(root, "DecodedMessage") is { ValueKind: JsonValueKind.String } inner)
        {
            return Parse(inner.GetString()!);
        }

        if (root.ValueKind != JsonValueKind.Object || (Member(root, "context") is null && Member(root, "explicitDeny") is null))
        {
            throw new JsonException("It has neither explicitDeny nor context.");
        }

        var context = Member(root, "context");
        return new(
            Member(root, "explicitDeny") switch { { ValueKind: JsonValueKind.True } => true, { ValueKind: JsonValueKind.False } => false, _ => (bool?)null },
            Text(Member(Member(context, "principal"), "arn")),
            Text(Member(context, "action")),
            Text(Member(context, "resource")),
            Indexable.Of(ConditionsOf(Member(context, "conditions"))),
            Indexable.Of(Items(Member(root, "matchedStatements")).Select(StatementOf).ToList()));
    }

    private static DenialStatement StatementOf(JsonElement statement) => new(
        Text(Member(statement, "statementId")),
        Text(Member(statement, "effect")),
        Values(Member(statement, "principals")),
        Values(Member(statement, "actions")),
        Values(Member(statement, "resources")),
        Indexable.Of(ConditionsOf(Member(statement, "conditions"))));

    private static List<DenialCondition> ConditionsOf(JsonElement? conditions) =>
        Items(conditions).Where(item => Text(Member(item, "key")) is not null).Select(item => new DenialCondition(Text(Member(item, "key"))!, Values(Member(item, "values")))).ToList();

    private static IReadOnlyList<string> Values(JsonElement? list) => Indexable.Of(Items(list).Select(item => Text(Member(item, "value"))).OfType<string>().ToList());

    private static IEnumerable<JsonElement> Items(JsonElement? list) =>
        Member(list, "items") is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];

    private static JsonElement? Member(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
