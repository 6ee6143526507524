using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Kms;

/// <summary>GenerateDataKey and Decrypt. A ciphertext tells its key; its encryption context has to be given again.</summary>
internal static class DataKeys
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int MaxBytes = 1024;
    private const int Aes256Bytes = 32;
    private const int Aes128Bytes = 16;

    public static IEnumerable<Access> NeedsToGenerate(Call call) =>
        KmsNeeds.OnKey(call, "kms:GenerateDataKey", KeyUse.ByAlias | KeyUse.ByOthers, more: KmsNeeds.Of(KmsNeeds.EncryptionContext(call)));

    public static JsonObject Generate(Call call)
    {
        var key = KeyOperations.Usable(ToEncrypt(KeyOperations.Key(call)));
        var plain = RandomNumberGenerator.GetBytes(Size(call));
        return new JsonObject
        {
            ["CiphertextBlob"] = Convert.ToBase64String(Seal(key, plain, KmsNeeds.EncryptionContext(call))),
            ["Plaintext"] = Convert.ToBase64String(plain),
            ["KeyId"] = key.Arn,
        };
    }

    /// <summary>The key is the ciphertext's, whether the request names one or not.</summary>
    public static IEnumerable<Access> NeedsToDecrypt(Call call)
    {
        var arn = KeyOf(call);
        if (KeyNames.Find(call.World, arn) is not { } key || key.Region != call.Region)
        {
            throw new AwsException("AccessDeniedException", "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.") { EventCode = "AccessDenied", IsRefusal = true };
        }

        yield return KmsNeeds.On(call, "kms:Decrypt", key, KmsNeeds.Of(KmsNeeds.EncryptionContext(call)), call.Json.Text("KeyId"));
    }

    public static JsonObject Decrypt(Call call)
    {
        var key = KeyOperations.Usable(KeyNames.Find(call.World, KeyOf(call))!);
        if (call.Json.Text("KeyId") is { } name && KeyOperations.Find(call, "KeyId") != key)
        {
            throw new AwsException("IncorrectKeyException", $"The key ID in the request does not identify a CMK that can perform this operation: {name}");
        }

        return new JsonObject
        {
            ["KeyId"] = key.Arn,
            ["Plaintext"] = Convert.ToBase64String(Open(key, Blob(call), KmsNeeds.EncryptionContext(call))),
            ["EncryptionAlgorithm"] = KmsKey.Symmetric,
        };
    }

    /// <summary>The ARN of the key that the request's ciphertext is of.</summary>
    public static string KeyOf(Call call)
    {
        var blob = Blob(call);
        return blob.Length > 1 && blob.Length > 1 + blob[0] + NonceBytes + TagBytes && Encoding.ASCII.GetString(blob, 1, blob[0]) is var arn && KeyNames.Arn(call.Account, call.Region, arn) is not null
            ? arn
            : throw Invalid();
    }

    private static int Size(Call call) => (call.Json.Text("KeySpec"), call.Json.Number("NumberOfBytes")) switch
    {
        ("AES_256", null) => Aes256Bytes,
        ("AES_128", null) => Aes128Bytes,
        (null, { } bytes and >= 1 and <= MaxBytes) => bytes,
        _ => throw new AwsException("ValidationException", "Please specify either number of bytes or key spec."),
    };

    private static KmsKey ToEncrypt(KmsKey key) => key is { Spec: KmsKey.Symmetric, Usage: "ENCRYPT_DECRYPT" }
        ? key
        : throw new AwsException("InvalidKeyUsageException", $"{key.Arn} key usage is {key.Usage} which is not valid for GenerateDataKey.");

    private static byte[] Seal(KmsKey key, byte[] plain, SortedDictionary<string, string> context)
    {
        var head = Encoding.ASCII.GetBytes(key.Arn);
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        var (hidden, tag) = (new byte[plain.Length], new byte[TagBytes]);
        using AesGcm cipher = new(key.Material, TagBytes);
        cipher.Encrypt(nonce, plain, hidden, tag, Associated(context));
        return [(byte)head.Length, .. head, .. nonce, .. tag, .. hidden];
    }

    private static byte[] Open(KmsKey key, byte[] blob, SortedDictionary<string, string> context)
    {
        var rest = blob.AsSpan(1 + blob[0]);
        var plain = new byte[rest.Length - NonceBytes - TagBytes];
        using AesGcm cipher = new(key.Material, TagBytes);
        try
        {
            cipher.Decrypt(rest[..NonceBytes], rest[(NonceBytes + TagBytes)..], rest[NonceBytes..(NonceBytes + TagBytes)], plain, Associated(context));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Invalid();
        }
    }

    private static byte[] Associated(SortedDictionary<string, string> context) => JsonSerializer.SerializeToUtf8Bytes(context);

    private static byte[] Blob(Call call)
    {
        var text = call.Json.Text("CiphertextBlob") ?? throw KmsErrors.Invalid("ciphertextBlob", null, "Member must not be null");
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : throw new AwsException(JsonBody.Malformation, "");
    }

    private static AwsException Invalid() => new("InvalidCiphertextException", "");
}
