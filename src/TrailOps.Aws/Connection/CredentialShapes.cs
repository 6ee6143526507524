using System.Collections;
using System.Globalization;
using System.Reflection;
using Amazon.Runtime;

namespace TrailOps.Aws.Connection;

/// <summary>Makes credentials of objects by what they have, since their types may be of any build of the SDK, or of none.</summary>
internal static class CredentialShapes
{
    /// <summary>AWS.Tools' own wrapper keeps its credentials in an internal property of this name; answers of STS have it as well.</summary>
    private const string Inner = "Credentials";

    /// <summary>The credentials in an object.</summary>
    /// <param name="given">What the user gave.</param>
    /// <param name="source">Where: the parameter's or the variable's name.</param>
    /// <exception cref="ConnectionException">There are none in it, or their end is past.</exception>
    public static AWSCredentials Read(object given, string source) =>
        TryRead(given, source) ?? throw new ConnectionException(
            ConnectionProblem.CredentialNotUsable,
            $"{source} holds no credentials of AWS, but {Described(given)}.{(given is string ? " The name of a profile is for -ProfileName." : IsSessionWithoutSecrets(given) ? " A session's secrets go into no file and no job with it: take there what its GetCredential() tells." : "")} Give what New-RoleSession, New-AWSCredential, Get-AWSCredential or Use-STSRole puts out, or an object with AccessKeyId, SecretAccessKey and SessionToken.");

    private static AWSCredentials? TryRead(object given, string source) =>
        given as AWSCredentials
        ?? ForeignCredentials.TryMake(given)
        ?? Keys(given, source)
        ?? (Member(given, Inner) is { } inner && inner is not string ? TryRead(inner, source) : null);

    private static AWSCredentials? Keys(object given, string source)
    {
        if (Text(given, "AccessKeyId", "AccessKey") is not { } accessKey || Text(given, "SecretAccessKey", "SecretKey") is not { } secretKey)
        {
            return null;
        }

        if (End(given) is { } end && end <= DateTimeOffset.UtcNow)
        {
            throw new ConnectionException(ConnectionProblem.CredentialNotUsable, $"The session in {source} ended {end.UtcDateTime:u}. Get a new one.");
        }

        return Text(given, "SessionToken", "Token") is { } token ? new SessionAWSCredentials(accessKey, secretKey, token) : new BasicAWSCredentials(accessKey, secretKey);
    }

    private static DateTimeOffset? End(object given) => Member(given, "Expiration") switch
    {
        DateTimeOffset time => time,
        DateTime time => new DateTimeOffset(time.ToUniversalTime()),
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        _ => null,
    };

    private static string? Text(object given, params string[] names) => names.Select(name => Member(given, name) as string).FirstOrDefault(text => !string.IsNullOrEmpty(text));

    private static object? Member(object given, string name)
    {
        if (given is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                if (string.Equals(entry.Key as string, name, StringComparison.OrdinalIgnoreCase))
                {
                    return entry.Value;
                }
            }

            return null;
        }

        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var found = Array.Find(given.GetType().GetProperties(Any), property => property.Name == name && property.GetIndexParameters().Length == 0);
        return found?.GetValue(given);
    }

    private static bool IsSessionWithoutSecrets(object given) => Text(given, "AssumedRoleArn") is not null && Text(given, "AccessKeyId") is not null;

    private static string Described(object given) => given switch
    {
        string => "a text",
        IDictionary dictionary => $"an object with the members {string.Join(", ", dictionary.Keys.Cast<object>().Take(5))}",
        _ => $"a {given.GetType().FullName}",
    };
}
