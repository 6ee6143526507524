using System.Text.Json;
using System.Xml.Linq;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Iam;

namespace TrailOps.LocalAws.S3;

/// <summary>Block Public Access, and what is public: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html</summary>
internal static class PublicAccess
{
    public const string Subresource = "publicAccessBlock";

    /// <summary>What new buckets have.</summary>
    public const string AllBlocked =
        "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>";

    private static readonly string[] Narrowing =
    [
        "aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:SourceVpc", "aws:SourceVpce", "aws:SourceIp", "aws:SourceOwner", "aws:userid",
        "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalAccount", "aws:PrincipalArn", "s3:DataAccessPointAccount", "s3:DataAccessPointArn",
    ];

    /// <summary>By its own configuration, or by its account's.</summary>
    public static bool Blocks(Bucket bucket, string setting) => new[] { bucket.Configurations.GetValueOrDefault(Subresource), bucket.Owner.PublicAccessBlock }
        .OfType<string>().SelectMany(block => XElement.Parse(block).Elements()).Any(element => element.Name.LocalName == setting && element.Value == "true");

    /// <summary>Whether a public policy counts for nothing to somebody from outside.</summary>
    public static bool IsCut(Bucket bucket, Caller caller) =>
        caller.Service is null && caller.Account != bucket.Owner && Blocks(bucket, "RestrictPublicBuckets") && bucket.EnforcedPolicy is { } policy && IsPublic(policy);

    public static bool IsPublic(string policy)
    {
        var statements = JsonElement.Parse(policy).GetProperty("Statement");
        JsonElement[] all = statements.ValueKind == JsonValueKind.Array ? [.. statements.EnumerateArray()] : [statements];
        return all.Any(statement => statement.GetProperty("Effect").ValueEquals("Allow") && NamesEveryone(statement) && !IsNarrow(statement));
    }

    private static bool NamesEveryone(JsonElement statement) =>
        statement.TryGetProperty("NotPrincipal", out _)
        || (statement.TryGetProperty("Principal", out var principal)
            && (principal.ValueKind == JsonValueKind.String
                ? principal.ValueEquals("*")
                : principal.TryGetProperty("AWS", out var names) && PolicyCheck.Texts(names).Contains("*")));

    // A key of the list, compared with values that are fixed.
    private static bool IsNarrow(JsonElement statement) =>
        statement.TryGetProperty("Condition", out var condition)
        && condition.EnumerateObject().Any(block => !block.Name.Contains("Not", StringComparison.OrdinalIgnoreCase) && !block.Name.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase)
            && block.Value.EnumerateObject().Any(key => Narrowing.Contains(key.Name, StringComparer.OrdinalIgnoreCase) && PolicyCheck.Texts(key.Value).All(value => value != "*")));
}
