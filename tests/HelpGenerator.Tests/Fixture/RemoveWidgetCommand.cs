using System.Management.Automation;

namespace Fixture;

/// <summary>Removes a widget.</summary>
/// <remarks>It is gone then.</remarks>
[Cmdlet(VerbsCommon.Remove, "Widget", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveWidgetCommand : WidgetCommand
{
    /// <summary>The widget.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ShouldProcess(Name))
        {
            WriteVerbose(Name);
        }
    }
}
