using System.Text;
using System.Text.Json;

namespace TrailOps.Events;

/// <summary>Text of JSON strings, taken from their bytes as logged.</summary>
internal static class JsonText
{
    /// <summary>The string's value; bytes that are no UTF-8 become U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> raw) => Encoding.UTF8.GetString(Bytes(raw));

    /// <summary>The string's bytes without escapes; most have none.</summary>
    public static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> raw) => raw.Contains((byte)'\\') ? Unescape(raw) : raw;

    /// <summary>The string's UTF-8 bytes without escapes; the bytes as they are where an escape makes no sense.</summary>
    public static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw)
    {
        var quoted = new byte[raw.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        raw.CopyTo(quoted.AsSpan(1));
        var reader = new Utf8JsonReader(quoted);
        try
        {
            reader.Read();
            var value = new byte[raw.Length];
            return value.AsSpan(0, reader.CopyString(value));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A lone surrogate or bytes that are no UTF-8: legal to a tokenizer, no text to anyone.
            return raw.ToArray();
        }
    }
}
