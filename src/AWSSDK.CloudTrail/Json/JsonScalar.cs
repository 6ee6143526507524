using System.Globalization;
using System.Text.Json;
using Amazon.Runtime;

namespace Amazon.CloudTrail.Json;

/// <summary>The kinds of values that hold no others.</summary>
internal static class JsonScalar
{
    /// <summary>Text.</summary>
    public static JsonShape<string> Text { get; } = new TextShape();

    /// <summary>true and false.</summary>
    public static JsonShape<bool> Boolean { get; } = new BooleanShape();

    /// <summary>A number of 32 bits.</summary>
    public static JsonShape<int> Integer { get; } = new IntegerShape();

    /// <summary>Seconds since 1970, with or without a fraction; UTC here.</summary>
    public static JsonShape<DateTime> Timestamp { get; } = new TimestampShape();

    /// <summary>Bytes, in base64.</summary>
    public static JsonShape<MemoryStream> Blob { get; } = new BlobShape();

    /// <summary>A word of a set that may grow.</summary>
    public static JsonShape<T> Enum<T>(Func<string, T> find) where T : ConstantClass => new EnumShape<T>(find);

    private sealed class TextShape : JsonShape<string>
    {
        public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

        public override string Read(ref Utf8JsonReader reader) => reader.GetString()!;
    }

    private sealed class BooleanShape : JsonShape<bool>
    {
        public override void Write(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);

        public override bool Read(ref Utf8JsonReader reader) => reader.GetBoolean();
    }

    private sealed class IntegerShape : JsonShape<int>
    {
        public override void Write(Utf8JsonWriter writer, int value) => writer.WriteNumberValue(value);

        public override int Read(ref Utf8JsonReader reader) => reader.GetInt32();
    }

    private sealed class TimestampShape : JsonShape<DateTime>
    {
        public override void Write(Utf8JsonWriter writer, DateTime value) =>
            writer.WriteNumberValue((decimal)(value.ToUniversalTime() - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond);

        // Some emulators of AWS answer with ISO 8601 texts, which official clients take as well.
        public override DateTime Read(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String
            ? DateTime.Parse(reader.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
            : DateTime.UnixEpoch.AddTicks((long)(reader.GetDecimal() * TimeSpan.TicksPerSecond));
    }

    private sealed class BlobShape : JsonShape<MemoryStream>
    {
        public override void Write(Utf8JsonWriter writer, MemoryStream value) => writer.WriteBase64StringValue(value.ToArray());

        public override MemoryStream Read(ref Utf8JsonReader reader) => new(reader.GetBytesFromBase64());
    }

    private sealed class EnumShape<T>(Func<string, T> find) : JsonShape<T> where T : ConstantClass
    {
        public override void Write(Utf8JsonWriter writer, T value) => writer.WriteStringValue(value.Value);

        public override T Read(ref Utf8JsonReader reader) => find(reader.GetString()!);
    }
}
