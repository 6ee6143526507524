using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;

namespace TrailOps.Aws.Connection;

/// <summary>Sessions of profiles, kept for the process: one MFA code and one AssumeRole serve all cmdlets of an hour. The key is all that the
/// profile says, so that an edited profile is another one.</summary>
internal static class CredentialCache
{
    private static readonly ConcurrentDictionary<string, AWSCredentials> Kept = new(StringComparer.Ordinal);

    public static AWSCredentials Get(IEnumerable<string?> definition, Func<AWSCredentials> make)
    {
        // A hash, for keys of the profile are among it.
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', definition))));
        return Kept.GetOrAdd(key, _ => make());
    }
}
