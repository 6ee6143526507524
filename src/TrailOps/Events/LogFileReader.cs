using System.Text.Json;
using System.Text.Unicode;

namespace TrailOps.Events;

/// <summary>Reads one log: from its bytes to the wanted events of roles.</summary>
internal sealed class LogFileReader
{
    private readonly RoleEventFilter _filter;
    private readonly RoleEventSource _source;
    private readonly RoleNeedle[] _needles;

    /// <summary>With so many roles that parsing each record is cheaper than looking for each name.</summary>
    private const int MaxNeedles = 16;

    public LogFileReader(RoleEventFilter filter, RoleEventSource source)
    {
        _filter = filter;
        _source = source;
        _needles = filter.Roles.Count <= MaxNeedles ? [.. filter.Roles.Select(role => new RoleNeedle(role))] : [];
    }

    /// <summary>
    /// Hands the wanted events to <paramref name="emit"/> as they are found. Without roles each record is parsed and checked; with roles
    /// the first one (to know a log when it is one) and those that a role's name stands in.
    /// </summary>
    /// <param name="file">The log; it is closed at the end.</param>
    /// <param name="region">The region that the log's name tells.</param>
    /// <param name="emit">Takes an event.</param>
    /// <param name="token">Ends the reading.</param>
    /// <returns>What is wrong with the log; null when nothing is.</returns>
    public LogDamage? Read(Stream file, string? region, Action<RoleEvent> emit, CancellationToken token)
    {
        using var reader = new RecordReader(LogStream.Open(file, count =>
        {
            token.ThrowIfCancellationRequested();
            _source.Read.AddBytes(count);
        }));
        try
        {
            while (reader.MoveNext())
            {
                if (reader.Number == 1 || MayBeWanted(reader.Current))
                {
                    ReadRecord(reader, emit);
                }

                if ((reader.Number & 0xFF) == 0)
                {
                    token.ThrowIfCancellationRequested();
                }
            }
        }
        finally
        {
            _source.AddFile(region, reader.Number);
        }

        return reader.DamageCount > 1 && reader.Damage is { } first
            ? first with { Detail = $"{first.Detail}; {reader.DamageCount} places in all" }
            : reader.Damage;
    }

    private bool MayBeWanted(ReadOnlySpan<byte> record)
    {
        foreach (var needle in _needles)
        {
            if (needle.MayBeIn(record))
            {
                return true;
            }
        }

        return _needles.Length == 0;
    }

    private void ReadRecord(RecordReader reader, Action<RoleEvent> emit)
    {
        var record = reader.Current;
        RecordFields fields;
        try
        {
            fields = RecordParser.Parse(record);
        }
        catch (JsonException e)
        {
            reader.Reject(LogDamageKind.InvalidJson, RecordParser.WhyNot(e));
            return;
        }

        if (!RecordParser.IsEvent(fields))
        {
            ReadOther(reader, record, fields);
            return;
        }

        if (!Utf8.IsValid(record))
        {
            reader.Report(LogDamageKind.InvalidJson, "the record holds bytes that are no UTF-8; U+FFFD stands for them");
        }

        if (!_filter.IsRoleWanted(record, fields))
        {
            return;
        }

        var e2 = new RoleEvent(record, fields, _source);
        if ((_filter.StartTime ?? _filter.EndTime) is not null && e2.EventTime is null)
        {
            reader.Report(LogDamageKind.InvalidJson, "the record has no readable eventTime, so it is in no time window");
        }
        else if (_filter.Accepts(e2))
        {
            emit(e2);
        }
    }

    /// <summary>An object that is no event of a service: Insights and digests are passed over, containers entered, others reported.</summary>
    private static void ReadOther(RecordReader reader, ReadOnlySpan<byte> record, in RecordFields fields)
    {
        var isKnown = fields.Raw(record, RecordField.EventType).SequenceEqual("AwsCloudTrailInsight"u8)
            || reader.TryEnterRecords()
            || record.IndexOf("\"digestS3Bucket\""u8) >= 0;
        const string Why = "the JSON is no CloudTrail event: it has no eventSource and eventName";
        if (!isKnown && reader.Number == 1)
        {
            // Perhaps it is a log's outermost object, and damaged only there.
            reader.Reject(LogDamageKind.Foreign, Why);
        }
        else if (!isKnown)
        {
            reader.Report(LogDamageKind.InvalidJson, Why);
        }
    }
}
