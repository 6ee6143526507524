using System.Globalization;
using System.Xml;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Query;

/// <summary>The kinds of values that hold no others.</summary>
internal static class QueryScalar
{
    /// <summary>Text.</summary>
    public static QueryShape<string> Text { get; } = new TextShape();

    /// <summary>true and false.</summary>
    public static QueryShape<bool> Boolean { get; } = new ScalarShape<bool>(value => value ? "true" : "false", XmlConvert.ToBoolean);

    /// <summary>A number of 32 bits.</summary>
    public static QueryShape<int> Integer { get; } = new ScalarShape<int>(
        value => value.ToString(CultureInfo.InvariantCulture),
        text => int.Parse(text, CultureInfo.InvariantCulture));

    /// <summary>A time in ISO 8601; UTC here.</summary>
    public static QueryShape<DateTime> Timestamp { get; } = new ScalarShape<DateTime>(
        value => value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        text => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal));

    /// <summary>A word of a set that may grow.</summary>
    public static QueryShape<T> Enum<T>(Func<string, T> find) where T : ConstantClass => new ScalarShape<T>(value => value.Value, find);

    private sealed class TextShape : QueryShape<string>
    {
        public override void Write(IDictionary<string, string> form, string name, string value) => form.Add(name, value);

        public override bool TryRead(XmlReader reader, out string value)
        {
            value = reader.ReadElementContentAsString();
            return true;
        }
    }

    private sealed class ScalarShape<T>(Func<T, string> format, Func<string, T> parse) : QueryShape<T>
    {
        public override void Write(IDictionary<string, string> form, string name, T value) => form.Add(name, format(value));

        public override bool TryRead(XmlReader reader, out T value)
        {
            var text = reader.ReadElementContentAsString().Trim();
            value = text.Length == 0 ? default! : parse(text);
            return text.Length > 0;
        }
    }
}
