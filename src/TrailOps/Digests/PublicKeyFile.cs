using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TrailOps.Digests;

/// <summary>
/// Public keys from a file: the JSON of <c>aws cloudtrail list-public-keys</c>, a part of it, PEM, or a key's bytes.
/// </summary>
internal sealed class PublicKeyFile : IPublicKeySource
{
    private readonly PublicKeys _keys = new();
    private int _found;

    /// <summary>Adds what a file holds.</summary>
    /// <exception cref="FormatException">There is no key in it.</exception>
    public void Add(byte[] content)
    {
        _found = 0;
        if (content.AsSpan().TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'{' or (byte)'[', ..])
        {
            AddJson(content);
        }
        else if (content.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
        {
            AddPem(Encoding.UTF8.GetString(content));
        }
        else
        {
            AddValue(content, null);
        }

        if (_found == 0)
        {
            throw new FormatException("there is no public key in it");
        }
    }

    /// <inheritdoc/>
    public Task<PublicKeys> FindAsync(string region, DateTime from, DateTime to, CancellationToken cancellationToken) => Task.FromResult(_keys);

    private void AddJson(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content.AsMemory(content.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
            AddJson(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FormatException($"it is no JSON: {e.Message}", e);
        }
    }

    private void AddJson(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    AddJson(item);
                }

                break;
            case JsonValueKind.Object when json.TryGetProperty("PublicKeyList", out var list):
                AddJson(list);
                break;
            case JsonValueKind.Object when json.TryGetProperty("Value", out var value) && value.ValueKind == JsonValueKind.String:
                var bytes = new byte[value.GetString()!.Length];
                if (!Convert.TryFromBase64String(value.GetString()!, bytes, out var count))
                {
                    throw new FormatException("a Value is no base64");
                }

                AddValue(bytes.AsSpan(0, count), json.TryGetProperty("Fingerprint", out var fingerprint) && fingerprint.ValueKind == JsonValueKind.String ? fingerprint.GetString() : null);
                break;
            default:
                throw new FormatException("it has no PublicKeyList with Value and Fingerprint");
        }
    }

    private void AddPem(string text)
    {
        while (PemEncoding.TryFind(text, out var fields))
        {
            AddValue(Convert.FromBase64String(text[fields.Base64Data]), null);
            text = text[fields.Location.End..];
        }
    }

    private void AddValue(ReadOnlySpan<byte> value, string? fingerprint)
    {
        _found++;
        _keys.Add(value, fingerprint);
        if (fingerprint is null && (!_keys.TryFind(PublicKeys.FingerprintOf(value), out var key) || key is null))
        {
            throw new FormatException("it is no RSA public key in DER or PEM, and no JSON of aws cloudtrail list-public-keys");
        }

        // AWS names a key by its bytes in PKCS #1; PEM and other tools may have them in another form.
        if (fingerprint is null && _keys.TryFind(PublicKeys.FingerprintOf(value), out var found) && found is not null)
        {
            _keys.Add(found.ExportRSAPublicKey());
        }
    }
}
