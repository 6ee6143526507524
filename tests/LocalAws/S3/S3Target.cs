using System.Net;
using System.Text.RegularExpressions;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

/// <summary>The bucket and key that a request is about, named by its path or by its host.</summary>
/// <param name="Bucket">Empty: the service itself.</param>
/// <param name="Key">Empty: the bucket itself.</param>
internal sealed partial record S3Target(string Bucket, string Key)
{
    public static S3Target Of(AwsRequest request)
    {
        if (AccountPublicAccess.Is(request))
        {
            return new S3Target("", "");
        }

        var path = Uri.UnescapeDataString(request.RawPath).TrimStart('/');
        if (VirtualHost(request.Host) is { } bucket)
        {
            // Only the slash that begins the path is not the key's.
            return new S3Target(bucket, Uri.UnescapeDataString(request.RawPath) is ['/', .. var key] ? key : "");
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new S3Target(path, "") : new S3Target(path[..slash], path[(slash + 1)..]);
    }

    // b.localhost:4566, b.s3.eu-west-1.amazonaws.com, b.s3.localhost.…
    private static string? VirtualHost(string host)
    {
        var name = host.Split(':')[0];
        return IPAddress.TryParse(name, out _) ? null : Virtual().Match(name) is { Success: true } match ? match.Groups["bucket"].Value : null;
    }

    [GeneratedRegex(@"\A(?<bucket>.+?)\.(localhost|s3[.-].+)\z")]
    private static partial Regex Virtual();
}
