using System.Globalization;
using System.Text.Json.Nodes;

namespace TrailOps.LocalAws.Events;

/// <summary>One event with what it can be looked up by.</summary>
internal sealed record RecordedEvent
{
    public required string Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Account { get; init; }

    public required string Region { get; init; }

    public required string Source { get; init; }

    public required string Name { get; init; }

    public required bool IsReadOnly { get; init; }

    /// <summary>Management, Data, …</summary>
    public required string Category { get; init; }

    public string? Username { get; init; }

    public string? AccessKeyId { get; init; }

    public IReadOnlyList<EventResource> Resources { get; init; } = [];

    /// <summary>The whole record, JSON.</summary>
    public required string Record { get; init; }

    /// <summary>The place in the history; set as it is added.</summary>
    public int Number { get; init; }

    /// <summary>An event of elsewhere, by its own words.</summary>
    public static RecordedEvent Read(string record)
    {
        var json = JsonNode.Parse(record)!.AsObject();
        string? Text(string name) => json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        string Needed(string name) => Text(name) ?? throw new ArgumentException($"The record has no {name}.", nameof(record));
        var identity = json["userIdentity"] as JsonObject ?? [];
        return new RecordedEvent
        {
            Id = Needed("eventID"),
            Time = DateTimeOffset.Parse(Needed("eventTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            Account = Text("recipientAccountId") ?? (string?)identity["accountId"] ?? throw new ArgumentException("The record tells no account.", nameof(record)),
            Region = Needed("awsRegion"),
            Source = Needed("eventSource"),
            Name = Needed("eventName"),
            IsReadOnly = json["readOnly"] is JsonValue readOnly && (readOnly.TryGetValue(out bool flag) ? flag : (string?)readOnly == "true"),
            Category = Text("eventCategory") ?? ((bool?)json["managementEvent"] == false ? "Data" : "Management"),
            Username = (string?)identity["userName"] ?? ((string?)identity["principalId"])?.Split(':').ElementAtOrDefault(1),
            AccessKeyId = (string?)identity["accessKeyId"],
            Resources = [.. (json["resources"] as JsonArray ?? []).OfType<JsonObject>()
                .Select(resource => new EventResource((string?)resource["type"], (string?)resource["ARN"] ?? "", (string?)resource["ARN"], (string?)resource["accountId"]))],
            Record = record,
        };
    }
}
