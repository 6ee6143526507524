using System.Text.Json;

namespace TrailOps.Events;

/// <summary>
/// Checks that a span is one whole JSON object and locates the members a <see cref="RoleEvent"/> is made of. Of members that stand twice
/// the last counts, as in the usual parsers. Members of another type than CloudTrail's count as absent, but for an error's code.
/// </summary>
internal static class RecordParser
{
    /// <summary>Real records nest about ten deep; the parser itself needs no stack for depth.</summary>
    internal const int MaxDepth = 1000;

    internal static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>What is wrong with a record that can't be read.</summary>
    internal static string WhyNot(JsonException e) => e.Message.Contains("depth", StringComparison.Ordinal)
        ? $"the record is nested more than {MaxDepth} deep at its byte {e.BytePositionInLine}"
        : $"the record is no valid JSON at its byte {e.BytePositionInLine}";

    /// <summary>Parses one record.</summary>
    /// <exception cref="JsonException">The span is not one whole JSON object.</exception>
    public static RecordFields Parse(ReadOnlySpan<byte> record)
    {
        var fields = default(RecordFields);
        var reader = new Utf8JsonReader(record, Options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The record is not a JSON object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = RecordMember(ref reader);
            reader.Read();
            if (member == Member.UserIdentity)
            {
                ReadIdentity(ref reader, ref fields);
            }
            else
            {
                Take(ref reader, ref fields, member);
            }
        }

        // The reader throws on anything but white space behind the closing brace.
        reader.Read();
        return fields;
    }

    /// <summary>Whether a record is that of a call or another event of a service, and no digest and no Insight.</summary>
    public static bool IsEvent(in RecordFields fields) => fields.Has(RecordField.EventName) && fields.Has(RecordField.EventSource);

    private static void ReadIdentity(ref Utf8JsonReader reader, ref RecordFields fields)
    {
        for (var field = RecordField.IdentityType; field <= RecordField.IssuerArn; field++)
        {
            fields.Clear(field);
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = IdentityMember(ref reader);
            reader.Read();
            if (member == Member.SessionContext)
            {
                ReadIssuer(ref reader, ref fields);
            }
            else
            {
                Take(ref reader, ref fields, member);
            }
        }
    }

    private static void ReadIssuer(ref Utf8JsonReader reader, ref RecordFields fields)
    {
        fields.Clear(RecordField.IssuerArn);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIssuer = Name(ref reader).SequenceEqual("sessionIssuer"u8);
            reader.Read();
            if (isIssuer)
            {
                fields.Clear(RecordField.IssuerArn);
            }

            if (!isIssuer || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var member = Name(ref reader).SequenceEqual("arn"u8) ? (Member)RecordField.IssuerArn : Member.None;
                reader.Read();
                Take(ref reader, ref fields, member);
            }
        }
    }

    /// <summary>Notes where the value stands and moves to its end.</summary>
    private static void Take(ref Utf8JsonReader reader, ref RecordFields fields, Member member)
    {
        var start = (int)reader.TokenStartIndex;
        var type = reader.TokenType;
        reader.Skip();
        if (member == Member.None)
        {
            return;
        }

        var field = (RecordField)member;
        var end = (int)reader.BytesConsumed;
        var isExpected = field switch
        {
            RecordField.Resources => type == JsonTokenType.StartArray,
            RecordField.RequestParameters or RecordField.ResponseElements or RecordField.AdditionalEventData => type == JsonTokenType.StartObject,
            RecordField.ReadOnly => type is JsonTokenType.True or JsonTokenType.False,

            // An error whose code is no text is an error all the same.
            RecordField.ErrorCode => type != JsonTokenType.Null,
            _ => type == JsonTokenType.String,
        };
        if (!isExpected)
        {
            fields.Clear(field);
        }
        else if (type == JsonTokenType.String)
        {
            fields.Set(field, start + 1, end - start - 2);
        }
        else
        {
            fields.Set(field, start, end - start);
        }
    }

    private static Member RecordMember(ref Utf8JsonReader reader)
    {
        var name = Name(ref reader);
        return name.Length switch
        {
            7 when name.SequenceEqual("eventID"u8) => (Member)RecordField.EventId,
            8 when name.SequenceEqual("readOnly"u8) => (Member)RecordField.ReadOnly,
            9 when name.SequenceEqual("eventTime"u8) => (Member)RecordField.EventTime,
            9 when name.SequenceEqual("eventName"u8) => (Member)RecordField.EventName,
            9 when name.SequenceEqual("eventType"u8) => (Member)RecordField.EventType,
            9 when name.SequenceEqual("awsRegion"u8) => (Member)RecordField.AwsRegion,
            9 when name.SequenceEqual("userAgent"u8) => (Member)RecordField.UserAgent,
            9 when name.SequenceEqual("errorCode"u8) => (Member)RecordField.ErrorCode,
            9 when name.SequenceEqual("requestID"u8) => (Member)RecordField.RequestId,
            9 when name.SequenceEqual("resources"u8) => (Member)RecordField.Resources,
            11 when name.SequenceEqual("eventSource"u8) => (Member)RecordField.EventSource,
            12 when name.SequenceEqual("userIdentity"u8) => Member.UserIdentity,
            12 when name.SequenceEqual("errorMessage"u8) => (Member)RecordField.ErrorMessage,
            15 when name.SequenceEqual("sourceIPAddress"u8) => (Member)RecordField.SourceIPAddress,
            16 when name.SequenceEqual("responseElements"u8) => (Member)RecordField.ResponseElements,
            17 when name.SequenceEqual("requestParameters"u8) => (Member)RecordField.RequestParameters,
            18 when name.SequenceEqual("recipientAccountId"u8) => (Member)RecordField.RecipientAccountId,
            19 when name.SequenceEqual("additionalEventData"u8) => (Member)RecordField.AdditionalEventData,
            _ => Member.None,
        };
    }

    private static Member IdentityMember(ref Utf8JsonReader reader)
    {
        var name = Name(ref reader);
        return name.Length switch
        {
            3 when name.SequenceEqual("arn"u8) => (Member)RecordField.IdentityArn,
            4 when name.SequenceEqual("type"u8) => (Member)RecordField.IdentityType,
            9 when name.SequenceEqual("accountId"u8) => (Member)RecordField.IdentityAccountId,
            9 when name.SequenceEqual("invokedBy"u8) => (Member)RecordField.IdentityInvokedBy,
            11 when name.SequenceEqual("accessKeyId"u8) => (Member)RecordField.IdentityAccessKeyId,
            11 when name.SequenceEqual("principalId"u8) => (Member)RecordField.IdentityPrincipalId,
            14 when name.SequenceEqual("sessionContext"u8) => Member.SessionContext,
            _ => Member.None,
        };
    }

    /// <summary>The name that the reader stands at. (ValueTextEquals would throw on a lone surrogate.)</summary>
    internal static ReadOnlySpan<byte> Name(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? JsonText.Unescape(reader.ValueSpan) : reader.ValueSpan;

    /// <summary>A <see cref="RecordField"/>, or one of the containers that are walked into.</summary>
    private enum Member
    {
        None = -1,
        UserIdentity = -2,
        SessionContext = -3,
    }
}
