using System.Text.Json.Nodes;

namespace TrailOps.LocalAws.EventBridge;

/// <summary>A rule of the default event bus. Nothing goes to its targets.</summary>
internal sealed class EventRule(string arn, string name)
{
    public string Arn { get; } = arn;

    public string Name { get; } = name;

    public string? Pattern { get; set; }

    public string? Schedule { get; set; }

    public string State { get; set; } = "ENABLED";

    /// <summary>By their ids.</summary>
    public SortedDictionary<string, JsonObject> Targets { get; } = new(StringComparer.Ordinal);
}
