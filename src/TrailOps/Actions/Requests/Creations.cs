using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using TrailOps.Events;

namespace TrailOps.Actions;

/// <summary>
/// What a call made, and the ids that AWS gave to it. When the same work is done again it has other ids, so a policy can't be about these.
/// </summary>
internal static class Creations
{
    private const int ShortestId = 6;
    private const int SecretSuffix = 7;
    private const int IdDepth = 2;

    private static readonly ConcurrentDictionary<string, ArnFormat[]> Formats = new(StringComparer.Ordinal);

    // The words that calls begin with which make something of their own.
    private static readonly string[] Verbs =
    [
        "Create", "Run", "Allocate", "Request", "Copy", "Import", "Restore", "Register", "Provision", "Publish", "Launch", "Clone", "Replicate", "Purchase",
        "Issue", "Authorize", "Upload", "Generate", "Start", "Export", "Change", "Submit", "Send",
    ];

    public static bool IsCreating(string eventName) => Array.Exists(Verbs, verb => eventName.StartsWith(verb, StringComparison.Ordinal));

    /// <summary>Whether a call creates something of this type: by its name, as CreateNatGateway a natgateway, or by created.tsv.</summary>
    public static bool Creates(string prefix, string eventName, string type) => IsNamedIn(type, eventName) || ActionTables.Creates(prefix, eventName, type);

    private static bool IsNamedIn(string type, string eventName)
    {
        // What it is made from is there already.
        var from = eventName.IndexOf("From", StringComparison.Ordinal);
        return IsCreating(eventName) && Bare(from < 0 ? eventName : eventName[..from]).EndsWith(Bare(type), StringComparison.Ordinal);
    }

    /// <summary>The ids that AWS chose for what an event made.</summary>
    public static IEnumerable<string> Ids(EventRecord record, string prefix, string eventName)
    {
        List<string> ids = [];
        var response = record.Event.Raw(RecordField.ResponseElements);
        if (!record.IsCreating || response.IsEmpty)
        {
            return ids;
        }

        var reader = new Utf8JsonReader(response, RecordParser.Options);
        var isId = false;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                isId = reader.CurrentDepth <= IdDepth && IsId(RecordParser.Name(ref reader));
                continue;
            }

            if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length >= ShortestId && (isId || ResourceNames.MayBe(reader.ValueSpan)))
            {
                Take(JsonText.Decode(reader.ValueSpan), isId, record, prefix, eventName, ids);
            }
        }

        return ids;
    }

    /// <summary>An ARN with * for each of these ids in it, and for the number of a version that was made.</summary>
    public static string Widen(string arn, IReadOnlySet<string> ids)
    {
        if (ids.Contains(arn))
        {
            return arn[..(arn.LastIndexOf(':') + 1)] + "*";
        }

        var start = ids.Count == 0 ? -1 : ResourceStart(arn);
        if (start < 0)
        {
            return arn;
        }

        var result = new StringBuilder(arn.Length).Append(arn, 0, start);
        while (start <= arn.Length)
        {
            // Some ids have slashes and colons themselves: they stand at the end.
            var end = ids.Contains(arn[start..]) ? arn.Length : arn.AsSpan(start).IndexOfAny('/', ':') is >= 0 and var length ? start + length : arn.Length;
            var part = arn[start..end];
            result.Append(!ids.Contains(part) ? part : IsSecret(arn) ? part[..^(SecretSuffix - 1)] + "??????" : "*");
            if (end < arn.Length)
            {
                result.Append(arn[end]);
            }

            start = end + 1;
        }

        return result.ToString();
    }

    private static void Take(string text, bool isId, EventRecord record, string prefix, string eventName, List<string> ids)
    {
        if (ResourceNames.Ec2TypeOf(text) is { } type)
        {
            if (Creates(prefix, eventName, type) && !record.HasInRequest(text))
            {
                ids.Add(text);
            }
        }
        else if (ResourceNames.IsArn(text))
        {
            ids.AddRange(InArn(text, prefix).Where(value => IsNew(value, text, record)));
            if (IsVersion(text) && !record.HasInRequest(text))
            {
                ids.Add(text);
            }
        }
        else if (isId && IsNew(text[(text.LastIndexOf('/') + 1)..], text, record))
        {
            ids.Add(text[(text.LastIndexOf('/') + 1)..]);
        }
    }

    /// <summary>Whether an ARN ends with the number of a version: the next one has another.</summary>
    private static bool IsVersion(string arn) => arn.LastIndexOf(':') is var colon && colon > ResourceStart(arn) && colon < arn.Length - 1 && arn.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>The values in an ARN of the event's own service.</summary>
    private static IEnumerable<string> InArn(string arn, string prefix)
    {
        var formats = Formats.GetOrAdd(prefix, static p => CatalogueResource.Instance.TryGetService(p, out var service)
            ? [.. service.ResourceTypes.SelectMany(t => t.ArnFormats).Select(ActionResources.Format)]
            : []);
        var best = Array.FindAll(formats, f => f.Fits(arn)).MaxBy(f => f.LiteralLength);
        return best is null ? [] : best.Read(arn).Where(v => best.Variables.Contains(v.Variable)).SelectMany(v => (string[])[v.Value, .. Segment(arn, v.Value)]);
    }

    /// <summary>The part of an ARN that ends with an id, where the form has its beginning: p-1a2b3c4d.</summary>
    private static IEnumerable<string> Segment(string arn, string id)
    {
        var start = arn.LastIndexOfAny(['/', ':']) + 1;
        return arn.Length - start > id.Length && arn.EndsWith('-' + id, StringComparison.Ordinal) ? [arn[start..]] : [];
    }

    /// <summary>An id of AWS's has digits, and the request knows nothing of it. Of a secret's, the request knows the name before its six last characters.</summary>
    private static bool IsNew(string value, string arn, EventRecord record)
    {
        var isSecret = IsSecret(arn) && value.Length > SecretSuffix && value[^SecretSuffix] == '-';
        return value.Length >= ShortestId && !IsAccount(value) && !record.HasInRequest(value) && (isSecret || value.AsSpan().ContainsAnyInRange('0', '9'));
    }

    private static bool IsAccount(string value) => value.Length == 12 && value.All(char.IsAsciiDigit);

    private static bool IsSecret(string arn) => arn.Contains(":secretsmanager:", StringComparison.Ordinal);

    /// <summary>An id by its name. One of something that was there already is none: the request knows it.</summary>
    private static bool IsId(ReadOnlySpan<byte> member) =>
        Ascii.EqualsIgnoreCase(member, "uuid"u8) || (member.Length >= 2 && Ascii.EqualsIgnoreCase(member[^2..], "id"u8) && !Ascii.EqualsIgnoreCase(member, "requestId"u8));

    private static int ResourceStart(string arn)
    {
        var start = 0;
        for (var i = 0; i < 5; i++)
        {
            var colon = arn.IndexOf(':', start);
            if (colon < 0)
            {
                return -1;
            }

            start = colon + 1;
        }

        return start;
    }

    /// <summary>Without dashes, in lower case.</summary>
    private static string Bare(string name) => name.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
}
