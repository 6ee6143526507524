@{
    RootModule        = 'EmptyModule.dll'
    ModuleVersion     = '0.1.0'
    GUID              = '4c2f5b1e-6d0a-4f0c-9b39-2d8d0b7a51c6'
    PowerShellVersion = '7.4'
    FunctionsToExport = @()
    CmdletsToExport   = @('Get-Nothing')
    VariablesToExport = @()
    AliasesToExport   = @()
}
