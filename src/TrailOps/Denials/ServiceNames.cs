using TrailOps.Actions;

namespace TrailOps.Denials;

/// <summary>The IAM prefix of a service, by what tools call it: <c>CloudWatch Logs</c>, <c>AWSKMS</c>, <c>AWS::EC2::VPC</c>, <c>aws_db_instance</c>.</summary>
internal static class ServiceNames
{
    private static readonly Lazy<Dictionary<string, string>> Names = new(() =>
    {
        var names = ActionData.ReadTable("service-names.tsv").ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);
        foreach (var service in ActionCatalogue.Services)
        {
            names.TryAdd(Normal(service.Prefix), service.Prefix);
        }

        return names;
    });

    private static readonly Lazy<Dictionary<string, string>> Types = new(() => ActionData.ReadTable("terraform-types.tsv").ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal));

    /// <summary>By the name of an SDK, of a back end, or of an endpoint; null where none is so called.</summary>
    public static string? Find(string name)
    {
        var normal = Normal(name);
        return Names.Value.GetValueOrDefault(normal) ?? Names.Value.GetValueOrDefault(WithoutVendor(normal));
    }

    /// <summary>By the type of a terraform resource, such as <c>aws_db_instance</c>.</summary>
    public static string? OfTerraform(string type)
    {
        if (!type.StartsWith("aws_", StringComparison.Ordinal))
        {
            return null;
        }

        var name = type[4..];
        for (var part = name; part.Length > 0; part = part[..Math.Max(0, part.LastIndexOf('_'))])
        {
            if (Types.Value.TryGetValue(part, out var prefix))
            {
                return prefix;
            }
        }

        var first = name.Split('_')[0];
        return Names.Value.GetValueOrDefault(first);
    }

    /// <summary>The only service that has an action of this name; of several the one that a text names.</summary>
    public static string? OfOperation(string operation, string text)
    {
        var found = ActionCatalogue.Match(operation).Select(action => action.Service).Distinct(StringComparer.Ordinal).ToList();
        return found.Count == 1 ? found[0] : found.Find(service => HasWord(text, service));
    }

    private static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsAsciiLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static string WithoutVendor(string name) =>
        name.StartsWith("amazon", StringComparison.Ordinal) ? name[6..] : name.StartsWith("aws", StringComparison.Ordinal) ? name[3..] : name;

    private static string Normal(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
