using System.Collections;
using System.Management.Automation;

namespace TrailOps.Cmdlets.Tests;

public sealed class ManifestTests
{
    private static readonly string[] Cmdlets =
    [
        "Compare-RolePolicy", "ConvertFrom-AuthorizationMessage", "ConvertTo-RolePolicy", "Disable-TempAdmin", "Enable-TempAdmin", "Get-AuditTrail", "Get-IamAction", "Get-RoleEvents",
        "Get-TempAdmin", "Invoke-TempAdmin", "New-AuditTrail", "New-AuditTrailEventSelector", "New-AuditTrailGuardrail", "New-RoleSession", "Remove-AuditTrail", "Set-AuditTrail",
        "Start-AuditTrail", "Stop-AuditTrail", "Test-AuditTrail", "Test-AuditTrailLog", "Test-RolePolicy", "Update-RolePolicy",
    ];

    [Fact]
    public void The_manifest_exports_what_the_module_has()
    {
        using var session = new Session();
        var module = session.Run("Get-Module TrailOps").Clean().Single().BaseObject as PSModuleInfo;
        Assert.Equal(Cmdlets, module!.ExportedCmdlets.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["Get-RoleEvent"], module.ExportedAliases.Keys);
        Assert.Equal("Get-RoleEvents", module.ExportedAliases["Get-RoleEvent"].Definition);
        Assert.Empty(module.ExportedFunctions);
        Assert.Empty(module.ExportedVariables);

        // The root module alone, without the manifest's lists: there is nothing that the manifest forgets.
        using var bare = new Session(import: false);
        var root = bare.Run("Import-Module $dll -PassThru", new { dll = Path.Combine(Repository.Bin, "TrailOps.Cmdlets.dll") }).Clean().Single().BaseObject as PSModuleInfo;
        Assert.Equal(Cmdlets, root!.ExportedCmdlets.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["Get-RoleEvent"], root.ExportedAliases.Keys);
    }

    [Fact]
    public void The_manifest_says_what_it_needs()
    {
        using var session = new Session();
        var manifest = ReadManifest(session);
        Assert.Equal("7.4", manifest["PowerShellVersion"]);
        Assert.Equal(["Core"], ((object[])manifest["CompatiblePSEditions"]!).Cast<string>());
        foreach (var name in new[] { "RootModule", "RequiredAssemblies", "FormatsToProcess" })
        {
            foreach (var file in manifest[name] is object[] many ? many.Cast<string>() : [(string)manifest[name]!])
            {
                Assert.True(File.Exists(Path.Combine(Repository.Root, file)), $"{name} names {file}, which is not there.");
            }
        }
    }

    [Fact]
    public void Each_cmdlet_says_what_it_puts_out()
    {
        using var session = new Session();
        var types = session.Run("Get-Command -Module TrailOps -CommandType Cmdlet").Clean()
            .Select(command => (CmdletInfo)command.BaseObject)
            .ToDictionary(command => command.Name, command => string.Join(' ', command.OutputType.Select(type => type.Name)));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["Compare-RolePolicy"] = "TrailOps.RolePolicyDifference",
                ["ConvertFrom-AuthorizationMessage"] = "TrailOps.AuthorizationDenial",
                ["ConvertTo-RolePolicy"] = "TrailOps.RolePolicy System.String",
                ["Disable-TempAdmin"] = "TrailOps.TempAdmin",
                ["Enable-TempAdmin"] = "TrailOps.TempAdmin",
                ["Get-AuditTrail"] = "TrailOps.AuditTrail",
                ["Get-IamAction"] = "TrailOps.IamAction",
                ["Get-RoleEvents"] = "TrailOps.RoleEvent",
                ["Get-TempAdmin"] = "TrailOps.TempAdmin",
                ["Invoke-TempAdmin"] = "TrailOps.TempAdminRun",
                ["New-AuditTrail"] = "TrailOps.AuditTrail",
                ["New-AuditTrailEventSelector"] = "TrailOps.AuditTrailEventSelector",
                ["New-AuditTrailGuardrail"] = "TrailOps.AuditTrailGuardrail",
                ["New-RoleSession"] = "TrailOps.RoleSession",
                ["Remove-AuditTrail"] = "TrailOps.AuditTrail",
                ["Set-AuditTrail"] = "TrailOps.AuditTrail",
                ["Start-AuditTrail"] = "TrailOps.AuditTrail",
                ["Stop-AuditTrail"] = "TrailOps.AuditTrail",
                ["Test-AuditTrail"] = "TrailOps.AuditTrailCheck TrailOps.AuditTrailPostureSummary",
                ["Test-AuditTrailLog"] = "TrailOps.AuditLogValidation TrailOps.AuditLogValidationSummary",
                ["Test-RolePolicy"] = "TrailOps.RolePolicyDecision",
                ["Update-RolePolicy"] = "TrailOps.RolePolicyUpdate",
            },
            types);
    }

    private static Hashtable ReadManifest(Session session) =>
        (Hashtable)session.Run("& ([scriptblock]::Create([IO.File]::ReadAllText($path)))", new { path = Repository.Manifest }).Clean().Single().BaseObject;
}
