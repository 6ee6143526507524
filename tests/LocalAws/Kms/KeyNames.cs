using System.Text.RegularExpressions;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Kms;

/// <summary>How keys are named: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id</summary>
internal static partial class KeyNames
{
    public const string AliasPrefix = "alias/";

    /// <summary>The ARN of the key or alias that a name means. Null: it is no name of a key.</summary>
    /// <param name="account">Whose key a name without an account is.</param>
    /// <param name="region">Where a name without a region is.</param>
    /// <param name="name">A key's id or ARN, an alias's name or ARN.</param>
    public static string? Arn(AwsAccount account, string region, string name) =>
        name.StartsWith("arn:", StringComparison.Ordinal) ? Arns().IsMatch(name) ? name : null
        : Alias().IsMatch(name) || Id().IsMatch(name)
            ? $"arn:{account.Partition}:kms:{region}:{account.Id}:{(IsAlias(name) ? "" : "key/")}{name}"
            : null;

    /// <summary>Null: no such key.</summary>
    public static KmsKey? Find(AwsWorld world, string arn) => world.FindAccount(AccountOf(arn))?.Keys.Find(arn);

    public static bool IsAlias(string nameOrArn) =>
        nameOrArn.StartsWith(AliasPrefix, StringComparison.Ordinal) || nameOrArn.Contains(":" + AliasPrefix, StringComparison.Ordinal);

    public static string RegionOf(string arn) => arn.Split(':')[3];

    public static string AccountOf(string arn) => arn.Split(':')[4];

    [GeneratedRegex(@"\Aarn:[^:]+:kms:[^:]+:\d{12}:(key/[A-Za-z0-9-]+|alias/[A-Za-z0-9/_-]+)\z")]
    private static partial Regex Arns();

    [GeneratedRegex(@"\Aalias/[A-Za-z0-9/_-]+\z")]
    private static partial Regex Alias();

    [GeneratedRegex(@"\A([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})\z")]
    private static partial Regex Id();
}
