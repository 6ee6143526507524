using System.Runtime.CompilerServices;

namespace TrailOps.Events;

/// <summary>The members of a CloudTrail record that are located while it is parsed.</summary>
internal enum RecordField
{
    EventTime,
    EventSource,
    EventName,
    EventId,
    EventType,
    AwsRegion,
    SourceIPAddress,
    UserAgent,
    ErrorCode,
    ErrorMessage,
    ReadOnly,
    RequestId,
    RecipientAccountId,
    Resources,
    RequestParameters,
    ResponseElements,
    AdditionalEventData,
    IdentityType,
    IdentityArn,
    IdentityAccountId,
    IdentityAccessKeyId,
    IdentityInvokedBy,
    IdentityPrincipalId,
    IssuerArn,
    Count,
}

/// <summary>Where in the record's bytes each <see cref="RecordField"/> stands; strings without their quotes, containers with their brackets.</summary>
internal struct RecordFields
{
    private Slots _starts;
    private Slots _lengths;

    /// <summary>Whether the member was there and not null.</summary>
    public readonly bool Has(RecordField field) => _lengths[(int)field] != 0;

    /// <summary>The member's bytes as logged (escapes and all); empty where it is absent, null or an empty string.</summary>
    public readonly ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> record, RecordField field)
    {
        var length = _lengths[(int)field];
        return length == 0 ? default : record.Slice(_starts[(int)field], length);
    }

    internal void Set(RecordField field, int start, int length)
    {
        _starts[(int)field] = start;
        _lengths[(int)field] = length;
    }

    internal void Clear(RecordField field) => _lengths[(int)field] = 0;

    [InlineArray((int)RecordField.Count)]
    private struct Slots
    {
        private int _first;
    }
}
