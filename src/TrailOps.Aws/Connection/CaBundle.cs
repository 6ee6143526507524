using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TrailOps.Aws.Connection;

/// <summary>The certificates to trust in place of the system's, as behind a proxy that looks into TLS: a file of them, in PEM.</summary>
/// <remarks>https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html (ca_bundle). The .NET SDK does not read it.</remarks>
internal sealed class CaBundle
{
    private static readonly ConcurrentDictionary<(string Path, DateTime Written), CaBundle> Known = new();

    private readonly X509Certificate2Collection _certificates;

    private CaBundle(X509Certificate2Collection certificates) => _certificates = certificates;

    /// <summary>Reads a file, once for as long as nobody writes to it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">Who names it.</param>
    /// <exception cref="ConnectionException">It can't be read, or holds no certificate.</exception>
    public static CaBundle Read(string path, string source)
    {
        var certificates = new X509Certificate2Collection();
        (string, DateTime) key;
        try
        {
            key = (path, File.GetLastWriteTimeUtc(path));
            if (Known.TryGetValue(key, out var known))
            {
                return known;
            }

            certificates.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw NotValid(path, source, $"can't be read: {e.Message}", e);
        }

        return certificates.Count > 0 ? Known.GetOrAdd(key, new CaBundle(certificates)) : throw NotValid(path, source, "holds no certificate.", null);
    }

    /// <summary>Trusts these certificates and no others.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(_certificates);
        policy.ExtraStore.AddRange(_certificates);
        return policy;
    }

    private static ConnectionException NotValid(string path, string source, string what, Exception? cause) => new(
        ConnectionProblem.CaBundleNotValid, $"The file '{path}' of {source} {what} Give a file of certificates in PEM (-----BEGIN CERTIFICATE-----).", path, cause);
}
