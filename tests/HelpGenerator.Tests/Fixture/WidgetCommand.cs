using System.Management.Automation;

namespace Fixture;

/// <summary>What the widget cmdlets share.</summary>
public abstract class WidgetCommand : PSCmdlet
{
    /// <summary>The store to look in, one of those that <see cref="GetWidgetCommand"/> knows.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Shop", "Place")]
    [ValidateSet("Main", "Spare")]
    public string? Store { get; set; }

    /// <summary>Not for the public.</summary>
    [Parameter(DontShow = true)]
    public string? Hidden { get; set; }
}
