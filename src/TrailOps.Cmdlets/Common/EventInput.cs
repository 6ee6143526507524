using System.Management.Automation;
using System.Text;
using System.Text.Json;
using TrailOps.Actions;
using TrailOps.Events;

namespace TrailOps.Cmdlets;

/// <summary>
/// Makes events of what people pipe: RoleEvents, also those of a job or of Import-Clixml; CloudTrail's records as JSON text, whole or line by
/// line; what ConvertFrom-Json makes of them; hashtables; the events of Find-CTEvent. What is none of these is an error, and the rest goes on.
/// </summary>
/// <param name="cmdlet">Writes the errors and the warning.</param>
/// <param name="take">Takes an event.</param>
/// <param name="takeDenial">Takes a refusal; null where it is nothing to the cmdlet.</param>
internal sealed class EventInput(Cmdlet cmdlet, Action<RoleEvent> take, Action<AuthorizationDenial>? takeDenial = null)
{
    /// <summary>Collections in collections: deeper than any answer of a service, and collections may hold themselves.</summary>
    private const int MaxNesting = 16;

    private readonly RoleEventSource _source = new(RoleEventSourceKind.Objects, "every role");
    private readonly JsonGatherer _text = new();
    private readonly Dictionary<string, long> _passedOver = [];
    private bool _isDamaged;

    /// <summary>Takes one object of the pipeline, or an argument, and all that is in it.</summary>
    public void Add(object? item)
    {
        // Nearly all that comes is this.
        if (item is PSObject { BaseObject: RoleEvent e } && !_text.IsPending && !_isDamaged)
        {
            take(e);
            return;
        }

        Add(item, 0);
    }

    /// <summary>Ends the run: text that is still open gets its error, and records that are of no role their warning.</summary>
    public void End()
    {
        EndText();
        _source.Read.PassedOver = _passedOver.Values.Sum();
        _source.IsComplete = true;
        if (_source.Read.Records > 0)
        {
            cmdlet.WriteVerbose(
                $"Took {_source.EventCount} events of {_source.Read.Records} records; "
                + $"{_source.Read.PassedOver} of no role.");
        }

        if (_passedOver.Count > 0)
        {
            const int Most = 5;
            var kinds = _passedOver.OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).ToList();
            var named = string.Join(", ", kinds.Take(Most).Select(kind => $"{kind.Value} {kind.Key}"));
            var others = kinds.Count > Most ? $", {kinds.Skip(Most).Sum(kind => kind.Value)} others" : "";
            cmdlet.WriteWarning($"Records passed over, since no role's session made the call: {named}{others}.");
        }
    }

    private void Add(object? item, int nesting)
    {
        if (cmdlet.Stopping)
        {
            throw new PipelineStoppedException();
        }

        var value = ObjectMembers.Unwrap(item);
        if (value is string text)
        {
            AddText(text);
        }
        else if (ObjectMembers.Elements(value) is not { } elements)
        {
            EndText();
            AddObject(value, nesting);
        }
        else if (nesting >= MaxNesting)
        {
            cmdlet.WriteError(Errors.InputTooLarge(value!, $"it has collections nested more than {MaxNesting} deep"));
        }
        else
        {
            foreach (var element in elements)
            {
                Add(element, nesting + 1);
            }
        }
    }

    private void AddObject(object? value, int nesting)
    {
        switch (value)
        {
            case null:
                cmdlet.WriteError(Errors.InputNull());
                return;
            case RoleEvent e:
                take(e);
                return;
            case AuthorizationDenial denial when takeDenial is not null:
                takeDenial(denial);
                return;
            case FileSystemInfo:
                cmdlet.WriteError(Errors.InputIsPath(value));
                return;
        }

        if (takeDenial is not null && DenialMembers.Read(value) is { } refusal)
        {
            takeDenial(refusal);
        }
        else if (RecordTextOf(value) is { } record)
        {
            TakeText(Encoding.UTF8.GetBytes(record), value, record);
        }
        else if (ObjectMembers.AreAllOf(value) && RecordMembers.Any(name => ObjectMembers.Find(value, name) is not null))
        {
            TakeRecord(value);
        }
        else if (ListOf(value) is { } list)
        {
            Add(list, nesting + 1);
        }
        else
        {
            cmdlet.WriteError(Errors.InputNotEvent(value, $"it is {Described(value)}"));
        }
    }

    /// <summary>Events have the first two; the others tell Insights and digests, which are passed over.</summary>
    private static readonly string[] RecordMembers = ["eventSource", "eventName", "insightDetails", "digestS3Bucket"];

    /// <summary>
    /// The record that an object has as a text: an event of Find-CTEvent, or what a job, Import-Clixml, Import-Csv or Select-Object made of a
    /// RoleEvent.
    /// </summary>
    private static string? RecordTextOf(object value) =>
        ObjectMembers.Find(value, "CloudTrailEvent") as string
        ?? (ObjectMembers.AreAllOf(value) && ObjectMembers.Find(value, "EventName") is not null && ObjectMembers.Find(value, "userIdentity") is null
            ? ObjectMembers.Find(value, "Json") as string
            : null);

    /// <summary>The records of a log, or the events of an answer of LookupEvents.</summary>
    private static object? ListOf(object value)
    {
        var list = ObjectMembers.Find(value, "Records") ?? ObjectMembers.Find(value, "Events");
        return list is not null && (ObjectMembers.Elements(list) is not null || ObjectMembers.AreAllOf(list)) ? list : null;
    }

    private void AddText(string text)
    {
        try
        {
            _text.Add(text);
        }
        catch (InvalidDataException e)
        {
            _text.TakeRest(isEnd: true);
            _isDamaged = true;
            cmdlet.WriteError(Errors.InputTooLarge(_text.Origin, e.Message));
            return;
        }

        while (_text.TryTake(out var value))
        {
            TakeText(value, _text.Origin, _text.Origin);
        }

        var rest = _text.TakeRest(isEnd: false);
        if (rest.IsEmpty || (_isDamaged && rest.Span[0] is (byte)'"' or (byte)'}' or (byte)']' or (byte)','))
        {
            // Nothing, or a line of a text whose damage has been reported.
            return;
        }

        if (IsLikePath(text))
        {
            cmdlet.WriteError(Errors.InputIsPath(text));
        }
        else
        {
            TakeText(rest, text, text);
        }
    }

    /// <summary>Gives up waiting for the end of a text.</summary>
    private void EndText()
    {
        var rest = _text.TakeRest(isEnd: true);
        if (!rest.IsEmpty)
        {
            TakeText(rest, _text.Origin, _text.Origin);
        }

        _isDamaged = false;
    }

    private static bool IsLikePath(string text) =>
        text.AsSpan().Trim().IndexOfAny("{\"\n") < 0
        && (text.AsSpan().IndexOfAny('/', '\\') >= 0
            || text.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            || text.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            || text.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase));

    private void TakeText(ReadOnlyMemory<byte> json, object item, string text)
    {
        var found = RecordFinder.Find(json);
        foreach (var record in found.Records)
        {
            if (Take(record.Span) is { } problem)
            {
                found.Reject(problem);
            }
        }

        if (found.Damage is { } damage)
        {
            _isDamaged = item is string;
            _source.AddFailure(new RoleEventSourceFailure(EventName.ForMessage(text.Trim()), damage));
            cmdlet.WriteError(Errors.InputTextDamaged(item, text, damage));
        }
        else if (found.Misfit is { } misfit)
        {
            cmdlet.WriteError(Errors.InputNotEvent(item, misfit));
        }
    }

    private void TakeRecord(object item)
    {
        try
        {
            // A part of an event, such as Select-Object makes, tells no role.
            var problem = ObjectMembers.Find(item, "eventSource") is not null && ObjectMembers.Find(item, "userIdentity") is null
                ? "it has no userIdentity, so it tells no role: give the whole record"
                : Take(RecordJson.Write(item));
            if (problem is not null)
            {
                cmdlet.WriteError(Errors.InputNotEvent(item, problem));
            }
        }
        catch (InvalidDataException e)
        {
            cmdlet.WriteError(Errors.InputTooLarge(item, e.Message));
        }
    }

    /// <summary>Takes a record.</summary>
    /// <returns>Why it is none; null where it is one.</returns>
    private string? Take(ReadOnlySpan<byte> record)
    {
        RecordFields fields;
        try
        {
            fields = RecordParser.Parse(record);
        }
        catch (JsonException e)
        {
            return RecordParser.WhyNot(e);
        }

        _source.Read.AddRecord(record.Length);
        if (!RecordParser.IsEvent(fields))
        {
            var other = fields.Raw(record, RecordField.EventType).SequenceEqual("AwsCloudTrailInsight"u8) ? "Insights"
                : record.IndexOf("\"digestS3Bucket\""u8) >= 0 ? "digests"
                : null;
            return other is null ? "a record has an eventSource and an eventName, and here they are missing" : PassOver(other);
        }

        if (RoleAttribution.Of(record, fields).IsRole)
        {
            Emit(new RoleEvent(record, fields, _source));
            return null;
        }

        var type = EventName.ForMessage(JsonText.Decode(fields.Raw(record, RecordField.IdentityType)));
        return PassOver(type switch
        {
            "" => "without a type of userIdentity",
            "AssumedRole" or "Role" => $"{type} without a role's ARN",
            _ => type,
        });
    }

    private string? PassOver(string kind)
    {
        _passedOver[kind] = _passedOver.GetValueOrDefault(kind) + 1;
        return null;
    }

    private void Emit(RoleEvent e)
    {
        _source.AddEvent(e.EventTime);
        take(e);
    }

    private static string Described(object value)
    {
        if (!ObjectMembers.AreAllOf(value))
        {
            return $"a {value.GetType()}";
        }

        const int Most = 5;
        var names = ObjectMembers.Of(value).ConvertAll(member => member.Key);
        var listed = string.Join(", ", names.Take(Most)) + (names.Count > Most ? ", …" : "");
        return names.Count == 0 ? "an object without members" : $"an object with the members {EventName.ForMessage(listed)}";
    }
}
