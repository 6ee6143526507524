using System.Text.RegularExpressions;

namespace TrailOps.Trails;

/// <summary>
/// A condition on one field from values as people write them: each whole, or what it begins with. Several values are alternatives, whichever of the two they are:
/// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
/// </summary>
/// <param name="name">The field.</param>
internal sealed partial class ValueCondition(string name)
{
    private readonly List<string> _whole = [];
    private readonly List<string> _beginnings = [];

    /// <summary>The condition; none where there are no values.</summary>
    public IEnumerable<AuditTrailFieldSelector> Conditions => _whole.Count + _beginnings.Count == 0
        ? []
        : [new AuditTrailFieldSelector(name) { EqualTo = [.. _whole.Distinct(StringComparer.Ordinal)], StartsWith = [.. _beginnings.Distinct(StringComparer.Ordinal)] }];

    /// <summary>Takes a value; one that ends with an asterisk is what values begin with.</summary>
    /// <returns>What is wrong with it, to follow its mention; null for nothing.</returns>
    public string? Add(string text)
    {
        if (!TryOpen(text, out var value, out var isOpen))
        {
            return WildcardProblem;
        }

        (isOpen ? _beginnings : _whole).Add(value);
        return null;
    }

    /// <summary>Takes a bucket, whole or what keys begin with in it: its name, its ARN or an s3:// URI.</summary>
    /// <returns>What is wrong with it, to follow its mention; null for nothing.</returns>
    public string? AddBucket(string text, IReadOnlyCollection<string> prefixes)
    {
        if (!TryOpen(text, out var value, out var isOpen) || prefixes.Any(prefix => !TryOpen(prefix, out _, out _)))
        {
            return WildcardProblem;
        }

        var arn = BucketArn().Match(value);
        var isUri = value.StartsWith("s3://", StringComparison.Ordinal);
        if (!arn.Success && value.StartsWith("arn:", StringComparison.Ordinal))
        {
            return "is the ARN of no bucket. Access points, tables and other kinds are chosen with -ResourceType, such as AWS::S3::AccessPoint, and -ResourceArn";
        }

        var path = arn.Success ? arn.Groups["path"].Value : isUri ? value["s3://".Length..] : value;
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var (bucket, key) = slash < 0 ? (path, "") : (path[..slash], path[(slash + 1)..]);
        var start = (arn.Success ? arn.Groups["start"].Value : $"arn:{PseudoParameter.Partition}:s3:::") + bucket;
        if (isOpen && slash < 0)
        {
            _beginnings.Add(start);
            return prefixes.Count == 0 ? null : "stands for several buckets, and a prefix is one bucket's. Name the buckets";
        }

        // An ARN may be that of an old bucket in us-east-1, whose name keeps to looser rules.
        var problem = bucket.Length == 0 ? "names no bucket" : arn.Success ? null : S3BucketName.Problem(bucket);
        problem ??= slash >= 0 && !arn.Success && !isUri ? "has a slash, and a bucket's name has none. What keys begin with goes to -Prefix" : null;
        problem ??= key.Length > 0 && prefixes.Count > 0 ? "has a prefix of its own. Give the bucket's name with -Prefix" : null;
        if (problem is null)
        {
            _beginnings.AddRange((prefixes.Count == 0 ? [key] : prefixes.Select(prefix => prefix.TrimEnd('*'))).Select(prefix => $"{start}/{prefix}"));
        }

        return problem;
    }

    /// <summary>Takes a DynamoDB table: its name, which is one of the trail's account and home region, or its ARN.</summary>
    /// <returns>What is wrong with it, to follow its mention; null for nothing.</returns>
    public string? AddTable(string text)
    {
        if (!TryOpen(text, out var value, out var isOpen))
        {
            return WildcardProblem;
        }

        if (value.StartsWith("arn:", StringComparison.Ordinal))
        {
            if (TableArn().Match(value) is not { Success: true } arn)
            {
                return "is the ARN of no table, such as arn:aws:dynamodb:eu-central-1:111122223333:table/lock";
            }

            switch (arn.Groups["part"].Value)
            {
                case "":
                    break;
                case "stream":
                    return "is a table's stream. Its events are chosen with -ResourceType AWS::DynamoDB::Stream and -ResourceArn";
                default:
                    return "is a part of a table. What is done through it is an event of the table: give the table's own ARN";
            }
        }
        else if (TableName().IsMatch(value) && (isOpen || value.Length > 2))
        {
            value = $"arn:{PseudoParameter.Partition}:dynamodb:{PseudoParameter.Region}:{PseudoParameter.AccountId}:table/{value}";
        }
        else
        {
            return "is no table's name, which has 3 to 255 letters, digits, dots, hyphens and underscores";
        }

        (isOpen ? _beginnings : _whole).Add(value);
        return null;
    }

    /// <summary>Takes the ARN of a resource of whatever kind.</summary>
    /// <returns>What is wrong with it, to follow its mention; null for nothing.</returns>
    public string? AddResource(string type, string text)
    {
        if (!Arn().IsMatch(text))
        {
            return "is no ARN, such as arn:aws:lambda:eu-central-1:111122223333:function:orders";
        }

        return type switch
        {
            // The ARN of a bucket is that of no object: all in it begin with it.
            DataEventTypes.S3Object when text.EndsWith('/') || (BucketArn().Match(text) is { Success: true } bucket && !bucket.Groups["path"].Value.AsSpan().ContainsAny('/', '*')) => AddBucket(text, []),
            DataEventTypes.DynamoDBTable => AddTable(text),
            _ => Add(text),
        };
    }

    private const string WildcardProblem = "has a wildcard, and CloudTrail knows none but what values begin with: one asterisk, at the end";

    private static bool TryOpen(string text, out string value, out bool isOpen)
    {
        isOpen = text.EndsWith('*');
        value = isOpen ? text[..^1] : text;
        return !value.AsSpan().ContainsAny('*', '?');
    }

    [GeneratedRegex(@"^(?<start>arn:(aws[a-z-]*|\$\{AWS::Partition\}):s3:::)(?<path>.*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex BucketArn();

    [GeneratedRegex(@"^arn:(aws[a-z-]*|\$\{AWS::Partition\}):dynamodb:([a-z0-9-]+|\$\{AWS::Region\}):([0-9]{12}|\$\{AWS::AccountId\}):table/[A-Za-z0-9_.-]*(/(?<part>[a-z]+).*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex TableArn();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,255}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TableName();

    [GeneratedRegex(@"^arn:(aws[a-z-]*|\$\{AWS::Partition\}):[a-z0-9-]+:([^:{]*|\$\{AWS::Region\}):([^:{]*|\$\{AWS::AccountId\}):.+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Arn();
}
