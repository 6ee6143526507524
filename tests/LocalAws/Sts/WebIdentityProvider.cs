using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrailOps.LocalAws.Sts;

/// <summary>An OpenID Connect issuer: its tokens are signed (RS256) and its signatures are checked.</summary>
public sealed class WebIdentityProvider
{
    private const int KeyBits = 2048;
    private readonly RSA _key = RSA.Create(KeyBits);

    internal WebIdentityProvider(string issuer) => Issuer = issuer;

    /// <summary>Without <c>https://</c>.</summary>
    public string Issuer { get; }

    /// <summary>A token for a subject.</summary>
    /// <param name="subject">Who it is about.</param>
    /// <param name="audience">Whom it is for.</param>
    /// <param name="expires">When it ends.</param>
    public string IssueToken(string subject, string audience, DateTimeOffset expires)
    {
        JsonObject claims = new()
        {
            ["iss"] = $"https://{Issuer}",
            ["sub"] = subject,
            ["aud"] = audience,
            ["exp"] = expires.ToUnixTimeSeconds(),
        };
        var content = $"{Encode("""{"alg":"RS256","typ":"JWT"}""")}.{Encode(claims.ToJsonString())}";
        return $"{content}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>The claims of a token, whoever signed it. Null: no token.</summary>
    internal static JsonObject? Read(string token)
    {
        try
        {
            return token.Split('.') is [_, var claims, _] ? JsonNode.Parse(Base64Url.DecodeFromChars(claims)) as JsonObject : null;
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return null;
        }
    }

    internal bool Signed(string token)
    {
        var at = token.LastIndexOf('.');
        try
        {
            return _key.VerifyData(
                Encoding.ASCII.GetBytes(token[..at]), Base64Url.DecodeFromChars(token.AsSpan(at + 1)), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
