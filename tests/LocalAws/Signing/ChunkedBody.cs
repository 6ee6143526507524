using System.Globalization;
using System.Text;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Signing;

/// <summary>
/// S3's aws-chunked bodies, with or without signed chunks and trailers:
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and …/sigv4-streaming-trailers.html
/// </summary>
internal static class ChunkedBody
{
    private static readonly string EmptyHash = SigV4.Hash([]);

    /// <summary>The content; trailers become headers of the request.</summary>
    public static byte[] Read(Call call, Signature signature, byte[] key, string kind)
    {
        var isSigned = kind.StartsWith("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", StringComparison.Ordinal);
        var body = call.Request.Body;
        var previous = signature.Value;
        using MemoryStream content = new();
        var at = 0;
        while (true)
        {
            var parts = Line(body, ref at).Split(';');
            if (!int.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0 || at + length > body.Length)
            {
                throw Incomplete();
            }

            var chunk = body.AsSpan(at, length);
            if (isSigned)
            {
                var text = string.Join('\n', "AWS4-HMAC-SHA256-PAYLOAD", signature.Time, signature.Scope, previous, EmptyHash, SigV4.Hash(chunk));
                previous = Signed(call, key, text, parts.Skip(1).FirstOrDefault(part => part.StartsWith("chunk-signature=", StringComparison.Ordinal))?["chunk-signature=".Length..]);
            }

            at += length;
            if (length == 0)
            {
                break;
            }

            content.Write(chunk);
            if (Line(body, ref at).Length != 0)
            {
                throw Incomplete();
            }
        }

        ReadTrailers(call, signature, key, isSigned ? previous : null, body, at);
        if (call.Request.Header("x-amz-decoded-content-length") is { } declared && declared != content.Length.ToString(CultureInfo.InvariantCulture))
        {
            throw Incomplete();
        }

        return content.ToArray();
    }

    private static void ReadTrailers(Call call, Signature signature, byte[] key, string? previous, byte[] body, int at)
    {
        StringBuilder canonical = new();
        string? trailerSignature = null;
        Dictionary<string, string> headers = new(call.Request.Headers, StringComparer.OrdinalIgnoreCase);
        while (at < body.Length && Line(body, ref at) is { Length: > 0 } line)
        {
            var pair = line.Split(':', 2);
            var (name, value) = (pair[0].Trim(), pair.Length == 2 ? pair[1].Trim() : "");
            if (name == "x-amz-trailer-signature")
            {
                trailerSignature = value;
                continue;
            }

            canonical.Append(CultureInfo.InvariantCulture, $"{name}:{value}\n");
            headers[name] = value;
        }

        if (canonical.Length > 0 && previous is not null)
        {
            Signed(call, key, string.Join('\n', "AWS4-HMAC-SHA256-TRAILER", signature.Time, signature.Scope, previous, SigV4.Hash(Encoding.UTF8.GetBytes(canonical.ToString()))), trailerSignature);
        }

        foreach (var promised in (call.Request.Header("x-amz-trailer") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!headers.ContainsKey(promised))
            {
                throw new AwsException("MalformedTrailerError", "The request contained trailing data that was not well-formed or did not conform to our published schema.");
            }
        }

        call.Request = call.Request with { Headers = headers };
    }

    private static string Signed(Call call, byte[] key, string text, string? given)
    {
        var expected = SigV4.Sign(key, text);
        return given is not null && SigV4.Equal(expected, given) ? expected : throw call.Service.Unauthenticated(SignatureFault.Wrong, null);
    }

    private static string Line(byte[] body, ref int at)
    {
        var end = body.AsSpan(at).IndexOf("\r\n"u8);
        if (end < 0)
        {
            throw Incomplete();
        }

        var line = Encoding.ASCII.GetString(body, at, end);
        at += end + 2;
        return line;
    }

    private static AwsException Incomplete() => new("IncompleteBody", "The request body terminated unexpectedly");
}
