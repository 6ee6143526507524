using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Signing;

/// <summary>Computes signatures: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html</summary>
internal static partial class SigV4
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

    public static string CanonicalRequest(AwsRequest request, Signature signature, string bodyHash, bool signsLikeS3)
    {
        // All but S3 sign the path encoded a second time.
        var decoded = Encode(Uri.UnescapeDataString(request.RawPath), keepsSlashes: true);
        var path = signsLikeS3 ? decoded : Encode(request.RawPath, keepsSlashes: true);
        var query = request.Query.Where(pair => pair.Key != "X-Amz-Signature")
            .Select(pair => (Name: Encode(pair.Key), Value: Encode(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}");
        var headers = signature.SignedHeaders.Select(name => $"{name}:{Blanks().Replace((request.Header(name) ?? "").Trim(), " ")}\n");
        return string.Join('\n', request.Method, path, string.Join('&', query), string.Concat(headers), string.Join(';', signature.SignedHeaders), bodyHash);
    }

    public static string StringToSign(Signature signature, string canonicalRequest) =>
        string.Join('\n', Signature.Algorithm, CompactTime(signature), signature.Scope, Hash(Encoding.UTF8.GetBytes(canonicalRequest)));

    /// <summary>The key of one day, region and service.</summary>
    public static byte[] SigningKey(string secret, Signature signature)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in signature.Scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return key;
    }

    public static string Sign(byte[] key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static bool Equal(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    /// <summary>RFC 3986, as AWS encodes.</summary>
    public static string Encode(string text, bool keepsSlashes = false)
    {
        StringBuilder encoded = new();
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            var character = (char)octet;
            if (Unreserved.Contains(character, StringComparison.Ordinal) || (keepsSlashes && character == '/'))
            {
                encoded.Append(character);
            }
            else
            {
                encoded.Append('%').Append(octet.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }

    private static string CompactTime(Signature signature) =>
        signature.SignedAt?.ToString(Signature.DateFormat, System.Globalization.CultureInfo.InvariantCulture) ?? signature.Time;

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
