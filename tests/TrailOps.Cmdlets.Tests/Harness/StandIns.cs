using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace TrailOps.Cmdlets.Tests;

/// <summary>What the bare engine lacks and the tests or the examples use: as little of each cmdlet as that takes.</summary>
internal static class StandIns
{
    private const string PassOn = "param([Parameter(ValueFromPipeline)] $InputObject, [Parameter(Position = 0, ValueFromRemainingArguments)] $Rest) process { $InputObject }";

    private const string GetChildItem = """
        param([Parameter(Position = 0)] [string] $Path = '.', [string] $Filter = '*', [switch] $Recurse)
        foreach ($file in [IO.DirectoryInfo]::new((Resolve $Path)).GetFiles($Filter, [IO.SearchOption] [int] [bool] $Recurse)) {
            $file.PSObject.Properties.Add([psnoteproperty]::new('PSPath', "Microsoft.PowerShell.Core\FileSystem::$($file.FullName)"))
            $file
        }
        """;

    private const string SetContent = """
        param([Parameter(Position = 0)] [string] $Path, [Parameter(ValueFromPipeline)] $Value)
        begin { $lines = [Collections.Generic.List[string]]::new() } process { $lines.Add("$Value") } end { [IO.File]::WriteAllLines((Resolve $Path), $lines) }
        """;

    private const string FindCTEvent = """
        param($LookupAttribute)
        Get-RoleEvents -Path ./logs | ForEach-Object { [pscustomobject] @{ EventId = $_.EventId; EventName = $_.EventName; EventSource = $_.EventSource; CloudTrailEvent = $_.Json } }
        """;

    private const string GetIamRolePolicy = """
        param($RoleName, $PolicyName)
        [pscustomobject] @{ RoleName = $RoleName; PolicyName = $PolicyName; PolicyDocument = [uri]::EscapeDataString('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}') }
        """;

    /// <summary>The aws CLI, as far as it answers lookup-events: a native program's output comes line by line.</summary>
    private const string Aws = """
        '{'; '    "Events": ['
        $separator = ''
        foreach ($event in Find-CTEvent) { "$separator        {"; "            `"CloudTrailEvent`": $(ConvertTo-JsonText $event.CloudTrailEvent)"; '        }'; $separator = ',' }
        '    ]'; '}'
        """;

    private const string ConvertToJsonText = """'"' + $args[0].Replace('\', '\\').Replace('"', '\"') + '"'""";

    public static void AddTo(InitialSessionState state)
    {
        state.Commands.Add(new SessionStateCmdletEntry("Select-Object", typeof(SelectFirstStandIn), null));
        state.Commands.Add(new SessionStateCmdletEntry("Format-List", typeof(FormatListStandIn), null));
        state.Commands.Add(new SessionStateCmdletEntry("Format-RealTable", typeof(FormatTableStandIn), null));
        foreach (var name in new[] { "Sort-Object", "Group-Object", "Format-Table", "Measure-Object" })
        {
            state.Commands.Add(new SessionStateFunctionEntry(name, PassOn));
        }

        state.Commands.Add(new SessionStateFunctionEntry("Get-ChildItem", GetChildItem));
        state.Commands.Add(new SessionStateFunctionEntry("Set-Content", SetContent));
        state.Commands.Add(new SessionStateFunctionEntry("Get-Date", "[DateTime]::Now"));
        state.Commands.Add(new SessionStateFunctionEntry("Find-CTEvent", FindCTEvent));
        state.Commands.Add(new SessionStateFunctionEntry("Get-IAMRolePolicy", GetIamRolePolicy));
        state.Commands.Add(new SessionStateFunctionEntry("aws", Aws));
        state.Commands.Add(new SessionStateFunctionEntry("ConvertTo-JsonText", ConvertToJsonText));
        state.Commands.Add(new SessionStateFunctionEntry("Resolve", "$ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($args[0])"));
    }
}

/// <summary>Select-Object with -First and -ExpandProperty: it stops those before it as the real one does.</summary>
[Cmdlet(VerbsCommon.Select, "Object")]
public sealed class SelectFirstStandIn : PSCmdlet
{
    private int _count;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter]
    public int First { get; set; } = int.MaxValue;

    [Parameter]
    public string? ExpandProperty { get; set; }

    [Parameter(Position = 0)]
    public object[] Property { get; set; } = [];

    protected override void ProcessRecord()
    {
        WriteObject(ExpandProperty is null ? InputObject : InputObject!.Properties[ExpandProperty].Value);
        if (++_count >= First)
        {
            // Internal to the engine, and the only way to stop what comes before in a pipeline.
            var type = typeof(PSCmdlet).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
            throw (Exception)Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [this], null)!;
        }
    }
}

/// <summary>Format-List: the engine holds all of it but the cmdlet.</summary>
[Cmdlet(VerbsCommon.Format, "List")]
public sealed class FormatListStandIn() : FormatStandIn("List");

/// <summary>Likewise Format-Table, for what is shown as a list unless asked. Format-Table itself passes on, since examples give it what only the real one knows.</summary>
[Cmdlet(VerbsCommon.Format, "RealTable")]
public sealed class FormatTableStandIn() : FormatStandIn("Table");

/// <summary>A view of the engine's by its shape.</summary>
public abstract class FormatStandIn : OuterFormatTableAndListBase
{
    private protected FormatStandIn(string name)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var engine = typeof(PSCmdlet).Assembly;
        var shape = Enum.Parse(engine.GetType("Microsoft.PowerShell.Commands.Internal.Format.FormatShape", throwOnError: true)!, name);
        var inner = Activator.CreateInstance(
            engine.GetType("Microsoft.PowerShell.Commands.Internal.Format.InnerFormatShapeCommand", throwOnError: true)!, Any, null, [shape], null);
        for (var type = GetType(); type is not null; type = type.BaseType)
        {
            type.GetField("implementation", Any)?.SetValue(this, inner);
        }
    }
}
