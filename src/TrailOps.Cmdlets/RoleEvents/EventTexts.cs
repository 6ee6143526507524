using System.Management.Automation;
using System.Text;
using System.Text.Json;
using TrailOps.Actions;
using TrailOps.Events;

namespace TrailOps.Cmdlets;

/// <summary>Records that are handed to Get-RoleEvents as texts, as the events of LookupEvents hold them.</summary>
internal sealed class EventTexts(PSCmdlet cmdlet, EventWriter writer, string asked)
{
    private readonly RoleEventSource _source = new(RoleEventSourceKind.Objects, asked);

    /// <summary>Takes a text, and puts out its events that are wanted.</summary>
    public void Read(string text, RoleEventFilter filter)
    {
        var found = RecordFinder.Find(Encoding.UTF8.GetBytes(text));
        foreach (var record in found.Records)
        {
            Read(record.Span, filter, found);
        }

        if (found.Damage is { } damage)
        {
            _source.AddFailure(new RoleEventSourceFailure(EventName.ForMessage(text.Trim()), damage));
            cmdlet.WriteError(Errors.InputTextDamaged(text, text, damage));
        }
        else if (found.Misfit is { } misfit)
        {
            cmdlet.WriteError(Errors.InputNotEvent(text, misfit));
        }
    }

    /// <summary>Ends the run.</summary>
    public void End()
    {
        _source.IsComplete = true;
        cmdlet.WriteVerbose($"Took {_source.EventCount} events of {_source.Read.Records} records; {_source.Duplicates} repetitions.");
        if (_source.EventCount == 0)
        {
            cmdlet.WriteWarning($"No event found. Searched for {_source.Asked} in {_source.Read.Records} records.");
        }
    }

    private void Read(ReadOnlySpan<byte> record, RoleEventFilter filter, RecordFinder found)
    {
        RecordFields fields;
        try
        {
            fields = RecordParser.Parse(record);
        }
        catch (JsonException e)
        {
            found.Reject(RecordParser.WhyNot(e));
            return;
        }

        _source.Read.AddRecord(record.Length);
        if (!RecordParser.IsEvent(fields))
        {
            found.Reject("a record has an eventSource and an eventName, and here they are missing");
        }
        else if (filter.Find(record, fields, _source) is { } e)
        {
            writer.Write(cmdlet, _source, [e]);
        }
    }
}
