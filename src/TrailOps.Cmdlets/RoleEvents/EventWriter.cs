using System.Management.Automation;
using TrailOps.Digests;
using TrailOps.Events;

namespace TrailOps.Cmdlets;

/// <summary>Puts out the events of a cmdlet's run, each once, whatever they come from; and what was damaged, as errors. For the pipeline's thread.</summary>
internal sealed class EventWriter
{
    private readonly EventIdSet _seen = new();

    public void Write(PSCmdlet cmdlet, RoleEventSource source, IEnumerable<RoleEvent> events)
    {
        foreach (var e in events)
        {
            if (!e.IdBytes.IsEmpty && !_seen.Add(e.IdBytes))
            {
                source.Duplicates++;
                continue;
            }

            source.AddEvent(e.EventTime);
            cmdlet.WriteObject(e);
        }
    }

    /// <summary>Writes what comes out of a log: events, or what is wrong with it.</summary>
    public void Write(PSCmdlet cmdlet, RoleEventSource source, LogReaderOutput output)
    {
        Write(cmdlet, source, output.Events ?? []);
        if (output.Damage is { } damage)
        {
            source.AddFailure(new RoleEventSourceFailure(output.File.Path, damage));
            cmdlet.WriteError(output.Cause is LogNotValidatedException reason ? Errors.LogNotValidated(output.File.Path, reason) : output.File.Opener is not null && output.Cause is { } cause ? Errors.LogObject(output.File.Path, cause) : Errors.LogDamaged(output.File.Path, damage, output.Cause));
        }
    }
}
