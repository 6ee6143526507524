@{
    RootModule             = 'bin/TrailOps.Cmdlets.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = 'a5a1d6f0-6f0e-4b52-9f27-0c1b8f6d3e47'
    Author                 = 'The TrailOps authors'
    CompanyName            = 'The TrailOps authors'
    Copyright              = 'Copyright (c) The TrailOps authors. MIT licence.'
    Description            = 'From what a role did on AWS to the policy that allows it: reads CloudTrail logs, maps events to IAM actions, writes least-privilege policies.'
    CompatiblePSEditions   = @('Core')
    PowerShellVersion      = '7.4'
    RequiredAssemblies     = @('bin/TrailOps.dll')
    FormatsToProcess       = @('bin/Views/TrailOps.Format.ps1xml')
    TypesToProcess         = @()
    FunctionsToExport      = @()
    CmdletsToExport        = @(
        'Compare-RolePolicy'
        'ConvertFrom-AuthorizationMessage'
        'ConvertTo-RolePolicy'
        'Disable-TempAdmin'
        'Enable-TempAdmin'
        'Get-AuditTrail'
        'Get-IamAction'
        'Get-RoleEvents'
        'Get-TempAdmin'
        'Invoke-TempAdmin'
        'New-AuditTrail'
        'New-AuditTrailEventSelector'
        'New-AuditTrailGuardrail'
        'New-RoleSession'
        'Remove-AuditTrail'
        'Set-AuditTrail'
        'Start-AuditTrail'
        'Stop-AuditTrail'
        'Test-AuditTrail'
        'Test-AuditTrailLog'
        'Test-RolePolicy'
        'Update-RolePolicy'
    )
    VariablesToExport      = @()
    AliasesToExport        = @('Get-RoleEvent')
    PrivateData            = @{
        PSData = @{
            Tags         = @('AWS', 'IAM', 'CloudTrail', 'LeastPrivilege', 'Security', 'Audit', 'Terraform', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
