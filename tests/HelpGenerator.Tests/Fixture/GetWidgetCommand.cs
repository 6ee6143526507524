using System.Management.Automation;

namespace Fixture;

/// <summary>Gets widgets by name, or from files.</summary>
/// <remarks>
/// <para>Looks in a store and puts out each <see cref="Widget"/> as it is found. See <see cref="RemoveWidgetCommand"/> for the
/// other way, or <see href="https://example.org/widgets">the guide</see>.</para>
/// <list type="bullet">
/// <item><description>With <see cref="Name"/>, by name: <c>a*</c> for all that begin so.</description></item>
/// <item><term><see langword="null"/></term><description>never comes out.</description></item>
/// </list>
/// <para>A file looks so:</para>
/// <code>
///   name,state
///     wheel,Good
/// </code>
/// </remarks>
/// <notes>Files are read with a * in mind.</notes>
/// <seealso href="https://example.org/widgets">The guide</seealso>
/// <seealso cref="RemoveWidgetCommand"/>
[Cmdlet(VerbsCommon.Get, "Widget", DefaultParameterSetName = "Name", HelpUri = "https://example.org/get-widget")]
[Alias("gwi", "Get-Widgets")]
[OutputType(typeof(Widget))]
public sealed class GetWidgetCommand : WidgetCommand
{
    /// <summary>Files to read.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    public string[] Path { get; set; } = [];

    /// <summary>
    /// The widget's name:
    /// all without it.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = "Name", ValueFromPipeline = true)]
    [Parameter(ParameterSetName = "Path")]
    [SupportsWildcards]
    public WidgetId[] Name { get; set; } = [];

    /// <summary>Only widgets in one of these states.</summary>
    [Parameter]
    public WidgetState[] State { get; set; } = [];

    /// <summary>Only widgets since then.</summary>
    /// <value>a day ago</value>
    [Parameter]
    public DateTime Since { get; set; }

    /// <summary>Only what has wheels, or with $false what has none.</summary>
    [Parameter]
    public bool? Wheels { get; set; }

    /// <summary>Read folders to their end.</summary>
    [Parameter(ParameterSetName = "Path")]
    public SwitchParameter Recurse { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(new Widget(Store ?? "Main"));
}
