using System.Buffers.Binary;
using System.Security.Cryptography;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.S3;

/// <summary>Integrity of bodies: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html</summary>
internal static class Checksums
{
    public const string Prefix = "x-amz-checksum-";
    private const uint Crc32Polynomial = 0xEDB88320;
    private const uint Crc32CPolynomial = 0x82F63B78;
    private const ulong Crc64NvmePolynomial = 0x9A6C9329AC4BC9B5;

    private static readonly Dictionary<string, Func<byte[], byte[]>> Algorithms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["crc32"] = bytes => Crc32(bytes, Crc32Polynomial),
        ["crc32c"] = bytes => Crc32(bytes, Crc32CPolynomial),
        ["crc64nvme"] = Crc64,
        ["sha1"] = SHA1.HashData,
        ["sha256"] = SHA256.HashData,
    };

    private static readonly string[] Required =
    [
        "DeleteObjects", "PutBucketPolicy", "PutBucketLifecycleConfiguration", "PutObjectLockConfiguration", "PutBucketTagging", "PutBucketEncryption", "PutBucketOwnershipControls",
        "PutPublicAccessBlock", "PutBucketVersioning", "PutBucketLogging", "PutBucketReplication", "PutObjectRetention", "PutObjectLegalHold", "PutObjectTagging",
    ];

    /// <summary>Refuses a body that is not what the client says it is.</summary>
    public static void Check(Call call, string operation)
    {
        var body = call.Request.Body;
        var isThere = false;
        if (call.Request.Header("content-md5") is { } md5)
        {
            isThere = true;
            if (md5 != Convert.ToBase64String(MD5.HashData(body)))
            {
                throw new AwsException("BadDigest", "The Content-MD5 you specified did not match what we received.");
            }
        }

        foreach (var (header, value) in Given(call.Request))
        {
            isThere = true;
            if (operation is "CompleteMultipartUpload")
            {
                continue;
            }

            if (value != Of(header[Prefix.Length..], body))
            {
                throw new AwsException("BadDigest", $"The {header[Prefix.Length..].ToUpperInvariant()} you specified did not match the calculated checksum.");
            }
        }

        if (!isThere && Required.Contains(operation))
        {
            throw S3Errors.InvalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
    }

    /// <summary>The checksum headers of a request; trailers are among its headers by now.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Given(AwsRequest request) => request.Headers
        .Where(header => header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && Algorithms.ContainsKey(header.Key[Prefix.Length..]));

    /// <summary>What is kept with an object: the client's checksum, or the one that S3 makes itself.</summary>
    public static Dictionary<string, string> ToKeep(AwsRequest request, byte[] content)
    {
        var given = Given(request).ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value, StringComparer.OrdinalIgnoreCase);
        return given.Count > 0 ? given : new(StringComparer.OrdinalIgnoreCase) { [Prefix + "crc64nvme"] = Of("crc64nvme", content) };
    }

    private static string Of(string algorithm, byte[] content) => Convert.ToBase64String(Algorithms[algorithm](content));

    private static byte[] Crc32(byte[] bytes, uint polynomial)
    {
        var crc = uint.MaxValue;
        foreach (var octet in bytes)
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ polynomial;
            }
        }

        var result = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(result, ~crc);
        return result;
    }

    private static byte[] Crc64(byte[] bytes)
    {
        var crc = ulong.MaxValue;
        foreach (var octet in bytes)
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Crc64NvmePolynomial;
            }
        }

        var result = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(result, ~crc);
        return result;
    }
}
