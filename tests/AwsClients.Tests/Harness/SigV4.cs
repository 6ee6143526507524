using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AwsClients.Tests.Harness;

/// <summary>
/// SigV4 once more, from its description, for requests to "/" without a query.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
/// </summary>
internal static class SigV4
{
    /// <summary>Checks a request's signature, and answers its credential scope: date/region/service/aws4_request.</summary>
    public static string Verify(RecordedRequest request, string accessKey, string secretKey)
    {
        var authorization = request["Authorization"]!;
        Assert.StartsWith("AWS4-HMAC-SHA256 ", authorization, StringComparison.Ordinal);
        var parts = authorization["AWS4-HMAC-SHA256 ".Length..].Split(',').Select(p => p.Trim().Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var credential = parts["Credential"].Split('/', 2);
        Assert.Equal(accessKey, credential[0]);

        var signed = parts["SignedHeaders"].Split(';');
        Assert.Contains("host", signed);
        Assert.Contains("x-amz-date", signed);
        Assert.Equal(signed.Order(StringComparer.Ordinal), signed);
        var bodyHash = Hex(SHA256.HashData(request.Body));
        var canonical = string.Join('\n',
            [request.Method, request.Target, "", .. signed.Select(name => $"{name}:{request[name]!.Trim()}"), "", parts["SignedHeaders"], bodyHash]);

        var scope = credential[1].Split('/');
        var date = request["X-Amz-Date"]!;
        Assert.True(DateTime.TryParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        Assert.StartsWith(scope[0], date, StringComparison.Ordinal);
        var toSign = string.Join('\n', "AWS4-HMAC-SHA256", date, credential[1], Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = scope.Aggregate(Encoding.UTF8.GetBytes("AWS4" + secretKey), (k, part) => HMACSHA256.HashData(k, Encoding.UTF8.GetBytes(part)));
        Assert.Equal(Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign))), parts["Signature"]);
        return credential[1];
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
