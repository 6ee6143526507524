using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TrailOps.Digests;

/// <summary>
/// A digest file, as it stands in it: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html.
/// Nothing of it is true before its signature is.
/// </summary>
internal sealed record Digest
{
    /// <summary>In lower-case hex, of the bytes as they are stored: a digest is never written anew.</summary>
    public required string Hash { get; init; }

    public required DateTime StartTime { get; init; }

    public required DateTime EndTime { get; init; }

    /// <summary>As it stands in the text: it is signed so.</summary>
    public required string EndTimeText { get; init; }

    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>Null in a digest that starts a chain.</summary>
    public string? PreviousSignature { get; init; }

    public string? PreviousBucket { get; init; }

    public string? PreviousKey { get; init; }

    public string? PreviousHash { get; init; }

    public required IReadOnlyList<DigestedLog> Logs { get; init; }

    /// <summary>Reads a digest's text; false where it is none.</summary>
    public static bool TryParse(byte[] text, [NotNullWhen(true)] out Digest? digest, [NotNullWhen(false)] out string? problem)
    {
        digest = null;
        try
        {
            using var document = JsonDocument.Parse(text);
            digest = Read(document.RootElement, text);
            problem = null;
            return true;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            // InvalidOperationException: text that is no text, as half of a pair of surrogates.
            problem = e is FormatException or KeyNotFoundException ? e.Message : "the text is no JSON";
            return false;
        }
    }

    /// <summary>
    /// Whether a signature is one of this digest, by a key:
    /// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html.
    /// </summary>
    /// <param name="signature">In hex.</param>
    /// <param name="key">The region's key of the fingerprint.</param>
    public bool IsSigned(string signature, RSA key)
    {
        if (signature.Length > MostHex || Hex.Parse(signature) is not { Length: > 0 } bytes)
        {
            return false;
        }

        try
        {
            var signed = Encoding.UTF8.GetBytes(string.Join('\n', EndTimeText, $"{Bucket}/{Key}", Hash, PreviousSignature ?? "null"));
            lock (key)
            {
                // Chains of several accounts have the same key.
                return key.VerifyData(signed, bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            }
        }
        catch (CryptographicException)
        {
            // A signature of another length than the key's, or a key of no use.
            return false;
        }
    }

    /// <summary>Of a key of 16,384 bits: more than any that there is.</summary>
    private const int MostHex = 4096;

    private static Digest Read(JsonElement root, byte[] text)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("the JSON is no object");
        }

        var end = Text(root, "digestEndTime");
        return new Digest
        {
            Hash = Hex.Of(SHA256.HashData(text)),
            StartTime = Time(Text(root, "digestStartTime"), "digestStartTime"),
            EndTime = Time(end, "digestEndTime"),
            EndTimeText = end,
            Bucket = Text(root, "digestS3Bucket"),
            Key = Text(root, "digestS3Object"),
            Fingerprint = Text(root, "digestPublicKeyFingerprint"),
            PreviousSignature = OptionalText(root, "previousDigestSignature", isRequired: true),
            PreviousBucket = OptionalText(root, "previousDigestS3Bucket"),
            PreviousKey = OptionalText(root, "previousDigestS3Object"),
            PreviousHash = OptionalText(root, "previousDigestHashValue"),
            Logs = LogFiles(root),
        };
    }

    private static List<DigestedLog> LogFiles(JsonElement root)
    {
        if (!root.TryGetProperty("logFiles", out var files) || files.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null))
        {
            throw new FormatException("it has no logFiles");
        }

        List<DigestedLog> logs = [];
        if (files.ValueKind == JsonValueKind.Array)
        {
            foreach (var file in files.EnumerateArray())
            {
                if (file.ValueKind != JsonValueKind.Object)
                {
                    throw new FormatException("one of its logFiles is no object");
                }

                logs.Add(new DigestedLog(Text(file, "s3Bucket"), Text(file, "s3Object"), Text(file, "hashValue")));
            }
        }

        return logs;
    }

    private static string Text(JsonElement of, string name) => OptionalText(of, name, isRequired: true) ?? throw new FormatException($"{name} is null");

    private static string? OptionalText(JsonElement of, string name, bool isRequired = false)
    {
        if (!of.TryGetProperty(name, out var value))
        {
            return isRequired ? throw new KeyNotFoundException($"it has no {name}") : null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => null,
            _ => throw new FormatException($"{name} is no text"),
        };
    }

    private static DateTime Time(string text, string name) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new FormatException($"{name} is no time");
}

/// <summary>A log as a digest lists it.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Hash">SHA-256 of the log's text, in lower-case hex.</param>
internal readonly record struct DigestedLog(string Bucket, string Key, string Hash);
