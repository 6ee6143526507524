using System.Text.Json.Nodes;

namespace TrailOps.LocalAws.Logs;

/// <summary>A log group, with its metric filters by name. What is sent to it is not kept.</summary>
internal sealed class LogGroup(string arn, string name)
{
    /// <summary>Without the <c>:*</c> that stands for its streams.</summary>
    public string Arn { get; } = arn;

    public string Name { get; } = name;

    public SortedDictionary<string, JsonObject> Filters { get; } = new(StringComparer.Ordinal);

    public static string ArnOf(string partition, string region, string account, string name) => $"arn:{partition}:logs:{region}:{account}:log-group:{name}";
}
