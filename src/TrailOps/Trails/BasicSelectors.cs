namespace TrailOps.Trails;

/// <summary>
/// What a basic event selector selects, as selectors of one kind of events each:
/// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html, https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DataResource.html.
/// </summary>
internal static class BasicSelectors
{
    private const string S3Object = "AWS::S3::Object";

    /// <summary>One selector of management events, where it has them, and one of data events for each kind of resource.</summary>
    /// <param name="readWriteType">All, ReadOnly or WriteOnly; null: All.</param>
    /// <param name="includesManagement">Whether it selects management events; null: yes.</param>
    /// <param name="excludedSources">Services whose management events it leaves out.</param>
    /// <param name="resources">Kinds of resources, and ARNs of each or what they begin with.</param>
    public static IEnumerable<AuditTrailEventSelector> Read(
        string? readWriteType, bool? includesManagement, IReadOnlyList<string> excludedSources, IEnumerable<(string Type, IReadOnlyList<string> Values)> resources)
    {
        bool? isReadOnly = readWriteType switch
        {
            "ReadOnly" => true,
            "WriteOnly" => false,
            _ => null,
        };
        if (includesManagement != false)
        {
            yield return AuditTrailEventSelector.Management(isReadOnly, excludedSources);
        }

        foreach (var type in resources.GroupBy(resource => resource.Type, resource => resource.Values, StringComparer.Ordinal))
        {
            List<string> values = [.. type.SelectMany(value => value)];
            if (values.Count > 0)
            {
                yield return AuditTrailEventSelector.Data(type.Key, Arns(type.Key, values), isReadOnly);
            }
        }
    }

    /// <summary>A value is a whole service (arn:aws:lambda), of S3 what ARNs begin with, of others an ARN.</summary>
    private static IEnumerable<AuditTrailFieldSelector> Arns(string type, List<string> values)
    {
        if (values.Exists(IsWholeService))
        {
            return [];
        }

        AuditTrailFieldSelector arns = new(EventField.ResourceArn);
        return [type == S3Object ? arns with { StartsWith = values } : arns with { EqualTo = values }];
    }

    /// <summary>Whether nothing follows the service. Older trails have arn:aws:s3:::, which is the same.</summary>
    private static bool IsWholeService(string value) => value.Split(':') is ["arn", _, _, .. var rest] && Array.TrueForAll(rest, part => part.Length == 0);
}
