using System.Management.Automation;

namespace EmptyModule;

/// <summary>Gets nothing.</summary>
[Cmdlet(VerbsCommon.Get, "Nothing")]
public sealed class GetNothingCommand : PSCmdlet;
