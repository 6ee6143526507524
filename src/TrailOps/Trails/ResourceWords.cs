namespace TrailOps.Trails;

/// <summary>The resources of a selector of data events in words.</summary>
internal static class ResourceWords
{
    /// <summary>The resources of a kind that a condition on ARNs selects; null: all.</summary>
    public static string Of(string type, AuditTrailFieldSelector? arns)
    {
        var (one, many, everything, name) = type switch
        {
            "AWS::S3::Object" => ("objects in ", "objects in ", "objects in all buckets", S3Uri),
            "AWS::DynamoDB::Table" => ("items in DynamoDB table ", "items in DynamoDB tables ", "items in all DynamoDB tables", TableName),
            "AWS::Lambda::Function" => ("Lambda function ", "Lambda functions ", "all Lambda functions", Itself),
            _ => ($"{type} ", $"{type} ", $"every {type}", (Func<string, bool, string>)Itself),
        };
        if (arns is null)
        {
            return everything;
        }

        if (arns.HasOnly(arns.EqualTo, arns.StartsWith))
        {
            var selected = Names(arns.EqualTo, arns.StartsWith, name);
            var areObjects = type == "AWS::S3::Object" && arns.StartsWith.Count == 0;
            return (areObjects ? "object " : selected.Count == 1 ? one : many) + SelectorWords.List(selected, "and");
        }

        return arns.HasOnly(arns.NotEquals, arns.NotStartsWith)
            ? $"{everything} but {SelectorWords.List(Names(arns.NotEquals, arns.NotStartsWith, name), "and")}"
            : $"{everything} where {arns}";
    }

    private static IReadOnlyList<string> Names(IReadOnlyList<string> whole, IReadOnlyList<string> beginnings, Func<string, bool, string> name) =>
        [.. whole.Select(arn => name(arn, true)), .. beginnings.Select(arn => name(arn, false))];

    /// <summary>arn:aws:s3:::bucket/prefix as everybody writes it. It ends with a slash where the whole bucket or folder is meant.</summary>
    private static string S3Uri(string arn, bool isWhole) => Behind(arn, ":s3:::") is { } path ? Itself($"s3://{path}", isWhole || path.EndsWith('/')) : Itself(arn, isWhole);

    private static string TableName(string arn, bool isWhole) => Itself(Behind(arn, ":table/") ?? arn, isWhole);

    /// <summary>What follows a part of an ARN. It is not split at colons: the pseudo parameters have some too.</summary>
    private static string? Behind(string arn, string part) => arn.IndexOf(part, StringComparison.Ordinal) is > 0 and var start ? arn[(start + part.Length)..] : null;

    private static string Itself(string arn, bool isWhole) => isWhole ? arn : arn + "*";
}
