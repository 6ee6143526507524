namespace TrailOps.Actions;

/// <summary>
/// API Gateway, whose actions are HTTP methods and whose resources are the paths of its API
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-manage-apis.html).
/// REST APIs and HTTP APIs share names of events: the one whose path the request fills is meant.
/// </summary>
internal sealed class ApiPaths
{
    private const string Prefix = "apigateway:";

    /// <summary>Of the paths only these have an account in their ARN.</summary>
    private const string WithAccount = "/domainnameaccessassociations";

    private readonly List<(string Action, string Path, List<(string Name, int Slot)> Variables)> _paths;

    private ApiPaths(IEnumerable<string[]> rows, RequestShape shape) =>
        _paths = [.. rows.Select(row => (Prefix + row[1], row[2], Variables(row[2]).Select(name => (name, shape.Add(name))).ToList()))];

    public static ApiPaths? Find(CatalogueService? service, string eventName, RequestShape shape)
    {
        var rows = service?.RequestRows('g', eventName) ?? [];
        return rows.Count > 0 ? new(rows, shape) : null;
    }

    /// <summary>The action, and the ARN of the path that the call was about. Null where the action is none of a path.</summary>
    public (string Action, string Arn)? In(EventRecord record, string action)
    {
        var fitting = _paths.FindAll(path => path.Action == action);
        if (fitting.Count == 0)
        {
            return null;
        }

        var best = fitting.MaxBy(path => path.Variables.Count == 0 ? 0 : path.Variables.Average(v => record.Request[v.Slot].Count > 0 ? 1.0 : -1.0));
        var text = best.Path.Split('?')[0];
        foreach (var (name, slot) in best.Variables)
        {
            var value = record.Request[slot].FirstOrDefault(RequestValues.IsTold);
            text = text.Replace($"${{{name}}}", value is null ? "*" : ResourceText.Escape(IsTag(best.Path) ? Uri.EscapeDataString(value) : value), StringComparison.Ordinal);
        }

        var account = best.Path.StartsWith(WithAccount, StringComparison.Ordinal) ? record.Context.Account : "";
        return (action, $"arn:{record.Context.Partition}:apigateway:{record.Context.Region}:{account}:{text}");
    }

    private static bool IsTag(string path) => path.StartsWith("/tags/", StringComparison.Ordinal);

    private static IEnumerable<string> Variables(string path)
    {
        for (var start = path.IndexOf("${", StringComparison.Ordinal); start >= 0; start = path.IndexOf("${", start + 1, StringComparison.Ordinal))
        {
            yield return path[(start + 2)..path.IndexOf('}', start)];
        }
    }
}
