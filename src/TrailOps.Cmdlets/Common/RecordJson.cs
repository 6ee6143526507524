using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using TrailOps.Events;

namespace TrailOps.Cmdlets;

/// <summary>
/// Writes a record that was parsed, or made by hand, as JSON again. What ConvertFrom-Json made of a text is undone, so that the record is the
/// same as it was in the log.
/// </summary>
internal sealed class RecordJson
{
    private readonly StringBuilder _text = new();

    private RecordJson()
    {
    }

    /// <summary>The record's JSON.</summary>
    /// <exception cref="InvalidDataException">The object is nested too deeply, or too large: perhaps it holds itself.</exception>
    public static byte[] Write(object record)
    {
        var json = new RecordJson();
        json.AddValue(record, 0, RecordNames.Record);

        // Escaped where no text can hold them, so nothing is lost here.
        return Encoding.UTF8.GetBytes(json._text.ToString());
    }

    private void AddValue(object? item, int depth, RecordNames? names)
    {
        if (depth >= RecordParser.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new InvalidDataException($"it is nested more than {depth} deep");
        }

        CheckSize(0);
        var value = ObjectMembers.Unwrap(item);
        if (value is not null && ObjectMembers.AreAllOf(value))
        {
            AddObject(value, depth, names);
        }
        else if (ObjectMembers.Elements(value) is { } elements)
        {
            AddArray(elements, depth);
        }
        else
        {
            AddScalar(value);
        }
    }

    private void AddObject(object value, int depth, RecordNames? names)
    {
        var members = ObjectMembers.Of(value);
        _text.Append('{');
        var separator = "";
        foreach (var (name, inner) in members)
        {
            // Of a name in two spellings CloudTrail's own is the one that counts.
            var spelled = names?.Spell(name) ?? name;
            spelled = spelled != name && members.Exists(member => member.Key == spelled) ? name : spelled;
            _text.Append(separator);
            AddText(spelled);
            _text.Append(':');
            AddValue(inner, depth + 1, names?.In(spelled));
            separator = ",";
        }

        _text.Append('}');
    }

    private void AddArray(IEnumerable elements, int depth)
    {
        _text.Append('[');
        var separator = "";
        foreach (var element in elements)
        {
            _text.Append(separator);
            AddValue(element, depth + 1, null);
            separator = ",";
        }

        _text.Append(']');
    }

    private void AddScalar(object? value)
    {
        switch (value)
        {
            case null or DBNull:
                _text.Append("null");
                break;
            case bool isTrue:
                _text.Append(isTrue ? "true" : "false");
                break;
            case DateTime time:
                AddText(TimeText(time));
                break;
            case DateTimeOffset time:
                AddText(TimeText(time.UtcDateTime));
                break;
            case double or float when !double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                AddText(Invariant(value));
                break;
            case double or float:
                var number = Invariant(value);
                _text.Append(number).Append(number.AsSpan().IndexOfAny('.', 'E') < 0 ? ".0" : "");
                break;
            case decimal or long or int or short or sbyte or ulong or uint or ushort or byte or BigInteger:
                _text.Append(Invariant(value));
                break;
            default:
                AddText(Invariant(value));
                break;
        }
    }

    /// <summary>
    /// A time as CloudTrail writes it; ConvertFrom-Json makes a DateTime of each text that looks like one. One without an offset had none; of
    /// one in local time the offset is lost, but not the instant.
    /// </summary>
    private static string TimeText(DateTime time)
    {
        time = time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time;
        var fraction = time.Ticks % TimeSpan.TicksPerSecond;
        var format = fraction == 0 ? "yyyy-MM-dd'T'HH:mm:ss"
            : fraction % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss.fff"
            : fraction % TimeSpan.TicksPerMicrosecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss.ffffff"
            : "yyyy-MM-dd'T'HH:mm:ss.fffffff";
        return time.ToString(format, CultureInfo.InvariantCulture) + (time.Kind == DateTimeKind.Utc ? "Z" : "");
    }

    private void AddText(string text)
    {
        CheckSize(text.Length);
        _text.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                _text.Append(c).Append(text[++i]);
            }
            else if (c < ' ' || char.IsSurrogate(c))
            {
                _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else if (c is '"' or '\\')
            {
                _text.Append('\\').Append(c);
            }
            else
            {
                _text.Append(c);
            }
        }

        _text.Append('"');
    }

    private void CheckSize(int more)
    {
        if (_text.Length + (long)more > RecordReader.MaxRecordBytes)
        {
            throw new InvalidDataException($"it holds more than {RecordReader.MaxRecordBytes / 1024 / 1024} MB");
        }
    }

    private static string Invariant(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
