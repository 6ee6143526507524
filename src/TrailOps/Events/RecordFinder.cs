using System.Text.Json;

namespace TrailOps.Events;

/// <summary>
/// Finds the records in one JSON text: the text is a record, a log with its Records, an answer of LookupEvents, whose events hold their records
/// as texts, or arrays of these. Of damaged text those are found that are whole.
/// </summary>
internal sealed class RecordFinder
{
    private readonly ReadOnlyMemory<byte> _json;
    private readonly List<ReadOnlyMemory<byte>> _records = [];
    private long _misfits;
    private string? _misfit;

    private RecordFinder(ReadOnlyMemory<byte> json) => _json = json;

    /// <summary>The objects that may be records; some lie in the text, so it must not change.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Records => _records;

    /// <summary>What is wrong with the text; null when nothing is.</summary>
    public LogDamage? Damage { get; private set; }

    /// <summary>What stands first where a record should, and how many others do; null where there is none.</summary>
    public string? Misfit => _misfits > 1 ? $"{_misfit}, and {_misfits - 1} more like it" : _misfit;

    /// <summary>Finds the records of a text.</summary>
    public static RecordFinder Find(ReadOnlyMemory<byte> json)
    {
        var finder = new RecordFinder(json);
        try
        {
            var reader = new Utf8JsonReader(json.Span, RecordParser.Options);
            reader.Read();
            finder.AddValue(ref reader);
            reader.Read();
            return finder;
        }
        catch (JsonException e)
        {
            finder = new RecordFinder(json);
            finder.Salvage();
            finder.Damage ??= new LogDamage(
                LogDamageKind.InvalidJson, $"the text is no valid JSON (line {e.LineNumber + 1}, at byte {e.BytePositionInLine} of it)");
            return finder;
        }
    }

    /// <summary>Says that something is no record.</summary>
    public void Reject(string what)
    {
        _misfit ??= what;
        _misfits++;
    }

    private void AddValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                AddObject(ref reader);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    AddValue(ref reader);
                }

                break;
            case JsonTokenType.String when AddText(ref reader):
                break;
            default:
                Reject($"a {reader.TokenType.ToString().ToLowerInvariant()} stands where a record should (at byte {reader.TokenStartIndex} of the text)");
                break;
        }
    }

    private void AddObject(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        var isRecord = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = RecordParser.Name(ref reader);
            var isList = name.SequenceEqual("Records"u8) || name.SequenceEqual("Events"u8);
            var isText = name.SequenceEqual("CloudTrailEvent"u8);
            reader.Read();
            if (isList && reader.TokenType == JsonTokenType.StartArray)
            {
                AddValue(ref reader);
                isRecord = false;
            }
            else if (isText && reader.TokenType == JsonTokenType.String && AddText(ref reader))
            {
                isRecord = false;
            }
            else
            {
                reader.Skip();
            }
        }

        if (isRecord)
        {
            _records.Add(_json[start..(int)reader.BytesConsumed]);
        }
    }

    /// <summary>A text that holds a record, as the events of LookupEvents do.</summary>
    private bool AddText(ref Utf8JsonReader reader)
    {
        var text = RecordParser.Name(ref reader).ToArray();
        var isObject = text.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
        if (isObject)
        {
            _records.Add(text);
        }

        return isObject;
    }

    private void Salvage()
    {
        using var reader = new RecordReader(LogStream.Open(new MemoryStream(_json.ToArray())));
        while (reader.MoveNext())
        {
            RecordFields fields;
            try
            {
                fields = RecordParser.Parse(reader.Current);
            }
            catch (JsonException)
            {
                reader.Reject(LogDamageKind.InvalidJson, "the record is no valid JSON");
                continue;
            }

            if (RecordParser.IsEvent(fields))
            {
                _records.Add(reader.Current.ToArray());
            }
            else if (!reader.TryEnterRecords())
            {
                reader.Reject(LogDamageKind.InvalidJson, "the JSON is no CloudTrail event");
            }
        }

        Damage = reader.DamageCount > 1 && reader.Damage is { } first
            ? first with { Detail = $"{first.Detail}; {reader.DamageCount} places in all" }
            : reader.Damage;
    }
}
