using System.Buffers;

namespace TrailOps.Actions;

/// <summary>
/// The changes that resources.tsv can ask for, from a member of the request to a variable of the ARN. What comes out is text of a policy: wildcards that
/// are part of a name are escaped. What a text does not tell gives nothing.
/// </summary>
internal static class ResourceChanges
{
    /// <summary>path+name, which takes two members: <see cref="ResourceValue"/> does it.</summary>
    public const string Joined = "joined";

    private const string Entity = "entity";
    private const string List = "list";
    private const string SecretReference = "/aws/reference/secretsmanager/";
    private const string SecretEnding = "-??????";
    private static readonly SearchValues<char> Alphanumeric = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly Dictionary<string, Func<string, string?>> Changes = new(StringComparer.Ordinal)
    {
        [""] = LastOfArn,
        ["lower"] = text => LastOfArn(text).ToLowerInvariant(),
        ["copybucket"] = text => CopySource(text)?.Bucket,
        ["copykey"] = text => CopySource(text)?.Key,
        ["function"] = FunctionName,
        ["functionaccount"] = FunctionAccount,
        ["queue"] = text => QueueUrl(text)?.Name,
        ["queueaccount"] = text => QueueUrl(text)?.Account,
        ["parent"] = text => text,
        ["alias"] = text => text[(text.IndexOf("alias/", StringComparison.Ordinal) is >= 0 and var start ? start + "alias/".Length : 0)..],
        ["key"] = text => text.Contains("alias/", StringComparison.Ordinal) ? null : LastOfArn(text),
        ["loggroup"] = LogGroup,
        ["imagename"] = text => ImageUri(text)?.Name,
        ["imageaccount"] = text => ImageUri(text)?.Account,
        ["imageregion"] = text => ImageUri(text)?.Region,
        ["parameter"] = text => ParameterName(LastOfArn(text)),
        ["family"] = text => LastOfArn(text).Split(':')[0],
        ["zone"] = text => text[(text.LastIndexOf('/') + 1)..],
        ["scope"] = text => text.Equals("CLOUDFRONT", StringComparison.OrdinalIgnoreCase) ? "global" : text.ToLowerInvariant(),
        ["model"] = text => text[(text.IndexOf('.', StringComparison.Ordinal) + 1)..],
        ["account"] = text => IsAccount(text) ? text : null,
        ["principaltype"] = text => Principal(text)?.Type,
        ["principalaccount"] = text => Principal(text)?.Account,
        ["principalname"] = text => Principal(text)?.Name,
        ["s3bucket"] = text => S3Object(text)?.Bucket,
        ["s3key"] = text => S3Object(text)?.Key,
        ["h-"] = After("h-"),
        ["ou-"] = After("ou-"),
        ["p-"] = After("p-"),
        ["r-"] = After("r-"),
        ["secret"] = text => text,
        ["secretparameter"] = After(SecretReference),
        [List] = text => text,
        [Entity] = text => text,
        [Joined] = text => text,
    };

    public static bool Exists(string change) => Changes.ContainsKey(change);

    /// <summary>The values of a variable.</summary>
    /// <param name="change">The change's name; empty for none.</param>
    /// <param name="text">The member's text.</param>
    public static IEnumerable<string> Apply(string change, string text)
    {
        if (Changes[change](text) is not { Length: > 0 } changed)
        {
            return [];
        }

        var escaped = ResourceText.Escape(changed);
        return change switch
        {
            // The path before its name is not in the request: it may have none, or any.
            Entity => [escaped, "*/" + escaped],
            "secret" or "secretparameter" => [escaped + SecretEnding],
            List => escaped.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            _ => [escaped],
        };
    }

    /// <summary>The same for a whole ARN of the resource's own type: what a policy has to say of it.</summary>
    public static string ApplyToArn(string change, string arn) => change switch
    {
        "loggroup" => ResourceText.Escape(LogGroup(arn)),
        "secret" => ResourceText.Escape(arn) + (HasSecretEnding(arn) ? "" : SecretEnding),
        "family" => ResourceText.Escape(arn[..(arn.LastIndexOf(':') + 1)]) + "*",
        "function" or "functionaccount" when arn.Split(':') is { Length: > 7 } parts => ResourceText.Escape(string.Join(':', parts.Take(7))),
        _ => ResourceText.Escape(arn),
    };

    /// <summary>An ARN may be given without the six characters that AWS put behind the secret's name; requests are judged by the whole one.</summary>
    private static bool HasSecretEnding(string arn) =>
        arn.Length > SecretEnding.Length && arn[^SecretEnding.Length] == '-' && arn.AsSpan(arn.Length - SecretEnding.Length + 1).IndexOfAnyExcept(Alphanumeric) < 0;

    /// <summary>The topic's ARN in a subscription's, which has an id more.</summary>
    public static IEnumerable<string> Parent(string arn) => arn.Count(c => c == ':') > 5 ? [arn[..arn.LastIndexOf(':')]] : [];

    /// <summary>An id of a kind that begins so, without the beginning, which the ARN's format has.</summary>
    private static Func<string, string?> After(string prefix) =>
        text => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;

    /// <summary>Where a member may hold a name or an ARN: the ARN's last part, which is the name.</summary>
    private static string LastOfArn(string text) => ResourceNames.IsArn(text) ? text[(text.LastIndexOfAny([':', '/']) + 1)..] : text;

    /// <summary>The parts of a principal's ARN, and its name without the path.</summary>
    private static (string Type, string Account, string Name)? Principal(string arn) =>
        ResourceNames.IsArn(arn) && arn.Split(':') is { Length: 6 } parts && parts[5].Split('/') is { Length: > 1 } entity ? (entity[0], parts[4], entity[^1]) : null;

    /// <summary>"s3://bucket/key", or a URL of Amazon S3 that has the bucket in its host or in its path.</summary>
    private static (string Bucket, string Key)? S3Object(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || Uri.UnescapeDataString(url.AbsolutePath).TrimStart('/') is not { Length: > 0 } path)
        {
            return null;
        }

        var host = url.Host.Split('.');
        var service = Array.FindIndex(host, part => part == "s3" || part.StartsWith("s3-", StringComparison.Ordinal));
        return url.Scheme == "s3" ? (url.Host, path)
            : service > 0 ? (string.Join('.', host[..service]), path)
            : service == 0 && path.Split('/', 2) is [var bucket, var key] ? (bucket, key)
            : null;
    }

    private static string LogGroup(string text) => text.EndsWith(":*", StringComparison.Ordinal) ? text[..^2] : text;

    /// <summary>"bucket/key?versionId=v", perhaps with a slash before it, percent-encoded.</summary>
    private static (string Bucket, string Key)? CopySource(string text)
    {
        var version = text.LastIndexOf("?versionId=", StringComparison.OrdinalIgnoreCase);
        var source = Uri.UnescapeDataString(version < 0 ? text : text[..version]).TrimStart('/');
        var slash = source.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && !source.StartsWith("arn:", StringComparison.Ordinal) ? (source[..slash], source[(slash + 1)..]) : null;
    }

    /// <summary>"name", "name:version", "account:function:name", "function:name", or an ARN.</summary>
    private static string FunctionName(string text)
    {
        var parts = text.Split(':');
        var function = Array.LastIndexOf(parts, "function");
        return function >= 0 && function < parts.Length - 1 ? parts[function + 1] : parts[0];
    }

    /// <summary>The account in "account:function:name".</summary>
    private static string? FunctionAccount(string text) =>
        text.Split(':') is [var account, "function", ..] && IsAccount(account) ? account : null;

    private static bool IsAccount(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);

    private static (string Name, string? Account)? QueueUrl(string text)
    {
        var parts = text.TrimEnd('/').Split('/');
        var isAccount = parts.Length > 1 && IsAccount(parts[^2]);
        return parts[^1].Length == 0 ? null : (parts[^1], isAccount ? parts[^2] : null);
    }

    /// <summary>"account.dkr.ecr.region.amazonaws.com/name:tag"; a digest may stand in the tag's place.</summary>
    private static (string Account, string Region, string Name)? ImageUri(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && text[..slash].Split('.') is [var account, "dkr", "ecr" or "ecr-fips", var region, ..]
            ? (account, region, text[(slash + 1)..].Split('@')[0].Split(':')[0])
            : null;
    }

    /// <summary>Without the slash before the name, and the version or label behind it.</summary>
    private static string ParameterName(string text) => text.Trim('/').Split(':')[0];
}
