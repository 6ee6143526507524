using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace TrailOps.Policies;

/// <summary>A value of a condition, made ready for its comparison. One that is of no sense there, such as a number that is none, matches nothing.</summary>
internal abstract class ConditionValue
{
    private static readonly SearchValues<char> SecondsCharacters = SearchValues.Create("0123456789-");
    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789.");

    /// <summary>Whether a value of the request matches.</summary>
    public abstract bool IsMatch(string value, RequestContext context);

    public static ConditionValue Of(string comparison, string text, bool hasVariables) => comparison switch
    {
        "StringEquals" => new TextValue(text, hasVariables, StringComparison.Ordinal),
        "StringEqualsIgnoreCase" => new TextValue(text, hasVariables, StringComparison.OrdinalIgnoreCase),
        "StringLike" => new LikeValue(text, hasVariables),
        "ArnLike" => new ArnValue(text, hasVariables),
        "IpAddress" => new NetworkValue(text),
        "Bool" => new ParsedValue<bool>(text, TryBool, order => order == 0),
        "BinaryEquals" => new ParsedValue<string>(text, TryBinary, order => order == 0),
        _ when comparison.StartsWith("Numeric", StringComparison.Ordinal) => new ParsedValue<decimal>(text, TryNumber, Order(comparison["Numeric".Length..])),
        _ => new ParsedValue<DateTimeOffset>(text, TryDate, Order(comparison["Date".Length..])),
    };

    private static Func<int, bool> Order(string name) => name switch
    {
        "Equals" => order => order == 0,
        "LessThan" => order => order < 0,
        "LessThanEquals" => order => order <= 0,
        "GreaterThan" => order => order > 0,
        "GreaterThanEquals" => order => order >= 0,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static bool TryBool(string text, out bool value) => bool.TryParse(text, out value);

    private static bool TryBinary(string text, out string value)
    {
        var bytes = new byte[text.Length];
        var isBinary = Convert.TryFromBase64String(text, bytes, out var length);
        value = isBinary ? Convert.ToHexString(bytes, 0, length) : "";
        return isBinary;
    }

    private static bool TryNumber(string text, out decimal value) => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    /// <summary>ISO 8601, or seconds since 1970; a number too large for that is of milliseconds.</summary>
    internal static bool TryDate(string text, out DateTimeOffset value)
    {
        if (text.Length > 0 && !text.AsSpan().ContainsAnyExcept(SecondsCharacters) && decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(seconds) < 1e14m)
        {
            seconds = Math.Abs(seconds) < 1e11m ? seconds : seconds / 1000;
            value = DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
            return true;
        }

        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddK", "yyyy-MM", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private sealed class TextValue(string text, bool hasVariables, StringComparison comparison) : ConditionValue
    {
        private readonly PolicyText _text = new(text, hasWildcards: false, hasVariables);

        public override bool IsMatch(string value, RequestContext context) => _text.Resolve(context) is { } text && text.Equals(value, comparison);
    }

    private sealed class LikeValue(string text, bool hasVariables) : ConditionValue
    {
        private readonly PolicyText _text = new(text, hasWildcards: true, hasVariables);

        public override bool IsMatch(string value, RequestContext context) => _text.Resolve(context) is { } text && PolicyText.IsMatch(text, value);
    }

    /// <summary>Part by part; wildcards stay within theirs.</summary>
    private sealed class ArnValue(string text, bool hasVariables) : ConditionValue
    {
        private readonly PolicyText _text = new(text, hasWildcards: true, hasVariables);

        public override bool IsMatch(string value, RequestContext context)
        {
            var arn = new ArnText(value);
            if (_text.Resolve(context)?.Split(':', ArnText.Colons + 1) is not { Length: ArnText.Colons + 1 } parts || !arn.IsWhole)
            {
                return false;
            }

            for (var i = 0; i < parts.Length; i++)
            {
                if (!PolicyText.IsMatch(parts[i], arn.Part(i)))
                {
                    return false;
                }
            }

            return true;
        }
    }

    private sealed class NetworkValue : ConditionValue
    {
        private readonly IPNetwork? _network;

        public NetworkValue(string text) => _network = TryNetwork(text, out var network) ? network : null;

        public override bool IsMatch(string value, RequestContext context) =>
            _network is { } network && TryAddress(value, out var address) && address.AddressFamily == network.BaseAddress.AddressFamily && network.Contains(address);

        /// <summary>IPv4 in four decimal numbers, or IPv6: .NET takes shorter ones and other bases too.</summary>
        private static bool TryAddress(string text, [NotNullWhen(true)] out IPAddress? address)
        {
            address = null;
            var isFour = text.AsSpan().Count('.') == 3 && !text.AsSpan().ContainsAnyExcept(AddressCharacters);
            return (isFour || (text.Contains(':', StringComparison.Ordinal) && !text.Contains('%', StringComparison.Ordinal) && !text.Contains('[', StringComparison.Ordinal)))
                && IPAddress.TryParse(text, out address);
        }

        /// <summary>A network or an address. One whose address goes on behind its prefix is that of the prefix.</summary>
        private static bool TryNetwork(string text, out IPNetwork network)
        {
            network = default;
            var slash = text.IndexOf('/', StringComparison.Ordinal);
            if (!TryAddress(slash < 0 ? text : text[..slash], out var address))
            {
                return false;
            }

            var bytes = address.GetAddressBytes();
            var length = bytes.Length * 8;
            if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bytes.Length * 8))
            {
                return false;
            }

            for (var bit = length; bit < bytes.Length * 8; bit++)
            {
                bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
            }

            network = new IPNetwork(new IPAddress(bytes), length);
            return true;
        }
    }

    private delegate bool Parser<T>(string text, out T value);

    private sealed class ParsedValue<T> : ConditionValue
        where T : IComparable<T>
    {
        private readonly Parser<T> _parse;
        private readonly Func<int, bool> _holds;
        private readonly bool _isValue;
        private readonly T _value;

        public ParsedValue(string text, Parser<T> parse, Func<int, bool> holds)
        {
            (_parse, _holds) = (parse, holds);
            _isValue = parse(text, out _value);
        }

        public override bool IsMatch(string value, RequestContext context) => _isValue && _parse(value, out var given) && _holds(given.CompareTo(_value));
    }
}
