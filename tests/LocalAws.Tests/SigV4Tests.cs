using System.Net;
using System.Text;
using TrailOps.LocalAws.Http;
using TrailOps.LocalAws.Signing;

namespace TrailOps.LocalAws.Tests;

/// <summary>
/// The examples that AWS publishes, with the keys, times and signatures of
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, …/sigv4-query-string-auth.html and …/sigv4-streaming.html
/// </summary>
public sealed class SigV4Tests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private const string Host = "examplebucket.s3.amazonaws.com";
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData("GET", "/test.txt", "", "range:bytes=0-9", EmptyHash, "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")]
    [InlineData("PUT", "/test%24file.text", "", "date:Fri, 24 May 2013 00:00:00 GMT|x-amz-storage-class:REDUCED_REDUNDANCY", "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072", "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")]
    [InlineData("GET", "/", "lifecycle=", "", EmptyHash, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("GET", "/", "max-keys=2&prefix=J", "", EmptyHash, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void Headers_are_signed_as_published(string method, string path, string query, string headers, string bodyHash, string expected)
    {
        Dictionary<string, string> all = new(StringComparer.OrdinalIgnoreCase) { ["host"] = Host, ["x-amz-date"] = "20130524T000000Z", ["x-amz-content-sha256"] = bodyHash };
        foreach (var header in headers.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            all[header.Split(':', 2)[0]] = header.Split(':', 2)[1];
        }

        var signature = Scope([.. all.Keys.Order(StringComparer.Ordinal)]);
        var canonical = SigV4.CanonicalRequest(Request(method, path, query, all), signature, bodyHash, signsLikeS3: true);
        Assert.Equal(expected, SigV4.Sign(SigV4.SigningKey(Secret, signature), SigV4.StringToSign(signature, canonical)));
    }

    [Fact]
    public void A_presigned_URL_is_signed_as_published()
    {
        var query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=x";
        var request = Request("GET", "/test.txt", query, new(StringComparer.OrdinalIgnoreCase) { ["host"] = Host });
        var signature = Signature.Read(request, out var incomplete);
        Assert.Null(incomplete);
        Assert.Equal(TimeSpan.FromDays(1), signature!.ValidFor);
        var canonical = SigV4.CanonicalRequest(request, signature, "UNSIGNED-PAYLOAD", signsLikeS3: true);
        Assert.Equal("aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404", SigV4.Sign(SigV4.SigningKey(Secret, signature), SigV4.StringToSign(signature, canonical)));
    }

    [Fact]
    public void Chunks_are_signed_as_published()
    {
        var signature = Scope(["host"]);
        var key = SigV4.SigningKey(Secret, signature);
        string Chunk(string previous, int length) => SigV4.Sign(key, string.Join(
            '\n', "AWS4-HMAC-SHA256-PAYLOAD", signature.Time, signature.Scope, previous, EmptyHash, SigV4.Hash(Encoding.ASCII.GetBytes(new string('a', length)))));

        var first = Chunk("4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9", 65536);
        var second = Chunk(first, 1024);
        Assert.Equal("ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648", first);
        Assert.Equal("0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497", second);
        Assert.Equal("b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9", Chunk(second, 0));
    }

    [Theory]
    [InlineData("AWS4-ECDSA-P256-SHA256 Credential=a", "Unsupported AWS 'algorithm'")]
    [InlineData("AWS4-HMAC-SHA256 SignedHeaders=host, Signature=x", "'Credential'")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIA/20130524/us-east-1/s3/aws4_request, Signature=x", "'SignedHeaders'")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIA/20130524/s3/aws4_request, SignedHeaders=host, Signature=x", "slash-delimited")]
    public void What_is_no_signature_is_told(string header, string words)
    {
        Assert.Null(Signature.Read(Request("GET", "/", "", new(StringComparer.OrdinalIgnoreCase) { ["authorization"] = header, ["x-amz-date"] = "20130524T000000Z" }), out var incomplete));
        Assert.Contains(words, incomplete, StringComparison.Ordinal);
    }

    private static Signature Scope(IReadOnlyList<string> headers) => new()
    {
        AccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        Date = "20130524",
        Region = "us-east-1",
        Service = "s3",
        SignedHeaders = headers,
        Value = "",
        Time = "20130524T000000Z",
    };

    private static AwsRequest Request(string method, string path, string query, Dictionary<string, string> headers) => new()
    {
        Method = method,
        RawPath = path,
        Query = [.. RequestReader.Pairs(query)],
        Headers = headers,
        Body = [],
        RemoteAddress = IPAddress.Loopback,
    };
}
