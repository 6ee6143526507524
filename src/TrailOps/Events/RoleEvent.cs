using System.Globalization;
using System.Text;
using System.Text.Json;
using TrailOps.Actions;
using TrailOps.Events;

namespace TrailOps;

/// <summary>
/// One call that a role made, as CloudTrail recorded it. It keeps the record as logged; each property is read from it when asked for.
/// </summary>
/// <remarks>
/// What the members of a record mean: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html.
/// A property is null where the record does not have the member.
/// </remarks>
public sealed class RoleEvent
{
    private readonly byte[] _record;
    private readonly RecordFields _fields;

    internal RoleEvent(ReadOnlySpan<byte> record, in RecordFields fields, RoleEventSource source)
    {
        _record = record.ToArray();
        _fields = fields;
        Source = source;
    }

    /// <summary>When the call was completed (UTC).</summary>
    public DateTime? EventTime => ParseTime(_fields.Raw(_record, RecordField.EventTime));

    /// <summary>The service that was called, such as <c>s3.amazonaws.com</c>.</summary>
    public string? EventSource => Text(RecordField.EventSource);

    /// <summary>The call, such as <c>CreateBucket</c>.</summary>
    public string? EventName => Text(RecordField.EventName);

    /// <summary>The event's own id.</summary>
    public string? EventId => Text(RecordField.EventId);

    /// <summary>The kind of event, such as <c>AwsApiCall</c>.</summary>
    public string? EventType => Text(RecordField.EventType);

    /// <summary>The region that was called; that of a global service is us-east-1 in the partition aws.</summary>
    public string? Region => Text(RecordField.AwsRegion);

    /// <summary>The account that received the event; that of the caller where an old record does not tell.</summary>
    public string? AccountId => Text(RecordField.RecipientAccountId) ?? Text(RecordField.IdentityAccountId);

    /// <summary>The ARN of the role whose session made the call.</summary>
    public string RoleArn => RoleAttribution.Of(_record, _fields).Arn;

    /// <summary>The name of the role whose session made the call.</summary>
    public string RoleName => Encoding.UTF8.GetString(RoleAttribution.Of(_record, _fields).Name);

    /// <summary>The name of the session.</summary>
    public string? SessionName => RoleAttribution.SessionOf(_record, _fields) is { IsEmpty: false } name ? Encoding.UTF8.GetString(name) : null;

    /// <summary>Whether Enable-TempAdmin made the call, to see whether its grant works.</summary>
    internal bool IsProbe => SessionNames.IsProbe(RoleAttribution.SessionOf(_record, _fields), Raw(RecordField.EventName));

    /// <summary>The access key of the session.</summary>
    public string? AccessKeyId => Text(RecordField.IdentityAccessKeyId);

    /// <summary>Whether the call succeeded, was refused, or failed otherwise.</summary>
    public EventOutcome Outcome => ErrorCode switch
    {
        null => EventOutcome.Success,
        var code when ErrorClasses.IsAccessDenied(code) => EventOutcome.AccessDenied,
        _ => EventOutcome.Error,
    };

    /// <summary>The error's code; null when the call succeeded.</summary>
    public string? ErrorCode => Text(RecordField.ErrorCode);

    /// <summary>The error's message.</summary>
    public string? ErrorMessage => Text(RecordField.ErrorMessage);

    /// <summary>Whether the call only reads.</summary>
    public bool? ReadOnly => _fields.Raw(_record, RecordField.ReadOnly) switch
    {
        var raw when raw.SequenceEqual("true"u8) => true,
        var raw when raw.SequenceEqual("false"u8) => false,
        _ => null,
    };

    /// <summary>The service that made the call for the role, such as <c>cloudformation.amazonaws.com</c>.</summary>
    public string? InvokedBy => Text(RecordField.IdentityInvokedBy);

    /// <summary>The address that the call came from, or the DNS name of a service.</summary>
    public string? SourceIPAddress => Text(RecordField.SourceIPAddress);

    /// <summary>The program that made the call.</summary>
    public string? UserAgent => Text(RecordField.UserAgent);

    /// <summary>The request's id.</summary>
    public string? RequestId => Text(RecordField.RequestId);

    /// <summary>The ARNs of the resources that the record lists; most services list none.</summary>
    public IReadOnlyList<string> Resources => ListedResources().ConvertAll(resource => resource.Arn);

    /// <summary>The main IAM action that the call needs; null where it needs none, or none is known.</summary>
    public string? Action => Needs.Needs is [var main, ..] ? main.Action : null;

    /// <summary>The record as logged.</summary>
    public string Json => Encoding.UTF8.GetString(_record);

    /// <summary>The run that found the event; complete when the run is.</summary>
    public RoleEventSource Source { get; }

    /// <summary>What the call's name says that it needs in IAM.</summary>
    internal EventActions Needed => EventActionMap.Find(EventSource ?? "", EventName ?? "", EventType, CalledService);

    /// <summary>All that the call needs in IAM, by its whole record.</summary>
    internal EventNeeds Needs => EventPlan.For(this).Read(this);

    /// <summary>The service that was really called, where several share an event source: EC2's and Application Auto Scaling do.</summary>
    internal string? CalledService =>
        !_fields.Raw(_record, RecordField.EventSource).SequenceEqual("autoscaling.amazonaws.com"u8) ? null
        : Member(RecordField.AdditionalEventData, "service"u8)
            ?? (Member(RecordField.RequestParameters, "serviceNamespace"u8) is null ? null : "application-autoscaling");

    /// <summary>The event's id as logged, for recognising it again.</summary>
    internal ReadOnlySpan<byte> IdBytes => _fields.Raw(_record, RecordField.EventId);

    /// <summary>A member's bytes as logged.</summary>
    internal ReadOnlySpan<byte> Raw(RecordField field) => _fields.Raw(_record, field);

    /// <summary>How many bytes the record has.</summary>
    internal int Size => _record.Length;

    /// <summary>The ARNs that the record lists, and whether they are the beginning of all that are meant.</summary>
    internal List<(string Arn, bool IsPrefix)> ListedResources()
    {
        List<(string, bool)> resources = [];
        if (!_fields.Has(RecordField.Resources))
        {
            return resources;
        }

        var reader = new Utf8JsonReader(_fields.Raw(_record, RecordField.Resources), RecordParser.Options);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
            }
            else if (ReadResource(ref reader) is { Arn.Length: > 0 } resource)
            {
                resources.Add(resource);
            }
        }

        return resources;
    }

    /// <summary>Time, source and name of the event.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{EventTime:yyyy-MM-ddTHH:mm:ssZ} {EventSource}:{EventName}");

    /// <summary>ISO 8601, as CloudTrail writes it, or with a fraction or an offset.</summary>
    private static DateTime? ParseTime(ReadOnlySpan<byte> text)
    {
        if (EventTimeText.TryParse(text, out var usual))
        {
            return usual;
        }

        Span<char> chars = stackalloc char[40];
        text = text.Contains((byte)'\\') ? JsonText.Unescape(text) : text;
        if (text.IsEmpty || text.Length > chars.Length || Ascii.ToUtf16(text, chars, out var length) != System.Buffers.OperationStatus.Done)
        {
            return null;
        }

        var time = chars[..length];
        const DateTimeStyles Utc = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
        return DateTime.TryParseExact(time, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, Utc, out var parsed)
            || DateTime.TryParseExact(time, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, Utc, out parsed)
            ? parsed
            : null;
    }

    private string? Text(RecordField field) =>
        _fields.Has(field) ? JsonText.Decode(_fields.Raw(_record, field)) : null;

    /// <summary>A text right inside of one of the record's objects.</summary>
    private string? Member(RecordField field, ReadOnlySpan<byte> name)
    {
        string? value = null;
        if (_fields.Has(field))
        {
            var reader = new Utf8JsonReader(_fields.Raw(_record, field), RecordParser.Options);
            reader.Read();
            while (ReadMember(ref reader, out var member, out var text))
            {
                value = member.SequenceEqual(name) ? text : value;
            }
        }

        return value;
    }

    private static (string Arn, bool IsPrefix) ReadResource(ref Utf8JsonReader reader)
    {
        string? arn = null, lower = null, prefix = null;
        while (ReadMember(ref reader, out var name, out var text))
        {
            arn = name.SequenceEqual("ARN"u8) ? text : arn;
            lower = name.SequenceEqual("arn"u8) ? text : lower;
            prefix = name.SequenceEqual("ARNPrefix"u8) ? text : prefix;
        }

        arn ??= lower;
        return (arn ?? prefix ?? "", arn is null);
    }

    /// <summary>The object's next member, its value where that is a text; false at the object's end.</summary>
    private static bool ReadMember(ref Utf8JsonReader reader, out ReadOnlySpan<byte> name, out string? text)
    {
        name = default;
        text = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
        {
            return false;
        }

        name = RecordParser.Name(ref reader);
        reader.Read();
        text = reader.TokenType == JsonTokenType.String ? JsonText.Decode(reader.ValueSpan) : null;
        reader.Skip();
        return true;
    }
}
