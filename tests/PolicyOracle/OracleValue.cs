using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace TrailOps.PolicyOracle;

/// <summary>Values of conditions. Null: not a value of the kind.</summary>
internal static class OracleValue
{
    private static readonly string[] DateFormats =
    [
        "yyyy-MM",
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private static readonly Regex Epoch = new(@"\A-?[0-9]+\z", RegexOptions.CultureInvariant);

    // The framework also reads "1", "0x7f.1" and octal numbers as addresses.
    private static readonly Regex Version4 = new(@"\A(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}\z", RegexOptions.CultureInvariant);
    private static readonly Regex Version6 = new(@"\A[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\z", RegexOptions.CultureInvariant);
    private static readonly Regex Prefix = new(@"\A[0-9]{1,3}\z", RegexOptions.CultureInvariant);

    public static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static DateTimeOffset? Date(string text)
    {
        if (Epoch.IsMatch(text))
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
                && seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null;
        }

        return DateTimeOffset.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }

    public static bool? Bool(string text) =>
        string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) ? true
        : string.Equals(text, "false", StringComparison.OrdinalIgnoreCase) ? false
        : null;

    public static byte[]? Binary(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : null;
    }

    public static bool InNetwork(string network, string address)
    {
        var parts = network.Split('/');
        if (parts.Length > 2 || Address(parts[0]) is not { } start || Address(address) is not { } given || start.AddressFamily != given.AddressFamily)
        {
            return false;
        }

        var bits = Bits(start).Length;
        if (parts.Length == 2)
        {
            var prefix = Prefix.IsMatch(parts[1]) ? int.Parse(parts[1], CultureInfo.InvariantCulture) : int.MaxValue;
            if (prefix > bits)
            {
                return false;
            }

            bits = prefix;
        }

        return Bits(start)[..bits] == Bits(given)[..bits];
    }

    private static IPAddress? Address(string text) =>
        (Version4.IsMatch(text) || Version6.IsMatch(text)) && IPAddress.TryParse(text, out var address) ? address : null;

    private static string Bits(IPAddress address) => string.Concat(address.GetAddressBytes().Select(part => part.ToString("b8", CultureInfo.InvariantCulture)));
}
