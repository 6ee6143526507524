using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Iam;

/// <summary>Tags in requests and answers. Keys are told apart without case: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html</summary>
internal static partial class TagSet
{
    public const int Max = 50;
    private const int MaxKey = 128;
    private const int MaxValue = 256;

    public static ImmutableSortedDictionary<string, string> Read(QueryParameters parameters, string name)
    {
        var tags = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var tag in parameters.Structures(name))
        {
            var (key, value) = (tag["Key"] ?? "", tag["Value"] ?? "");
            if (key.Length is 0 or > MaxKey || value.Length > MaxValue || !Allowed().IsMatch(key) || !Allowed().IsMatch(value))
            {
                throw new AwsException("ValidationError", $"1 validation error detected: Value '{key}' at 'tags' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{{L}}\\p{{Z}}\\p{{N}}_.:/=+\\-@]+");
            }

            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw new AwsException("InvalidInput", "System tags cannot be added/updated by requester");
            }

            if (!tags.TryAdd(key, value))
            {
                throw new AwsException("InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
        }

        return tags.ToImmutable();
    }

    /// <summary>The tags of a resource after adding some.</summary>
    public static ImmutableSortedDictionary<string, string> Add(ImmutableSortedDictionary<string, string> tags, ImmutableSortedDictionary<string, string> added)
    {
        // A key keeps the case of its newest writing.
        var all = tags.RemoveRange(added.Keys).AddRange(added);
        return all.Count > Max ? throw new AwsException("LimitExceeded", "The number of tags has reached the maximum limit.", 409) : all;
    }

    public static IEnumerable<XElement> Members(IReadOnlyDictionary<string, string> tags) =>
        tags.Select(tag => new XElement("member", new XElement("Key", tag.Key), new XElement("Value", tag.Value)));

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z")]
    private static partial Regex Allowed();
}
