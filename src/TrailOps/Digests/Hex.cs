namespace TrailOps.Digests;

/// <summary>Bytes as CloudTrail writes them: in lower-case hex.</summary>
internal static class Hex
{
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

    /// <summary>The bytes; null where the text is none.</summary>
    public static byte[]? Parse(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
