#Requires -Version 7.4
<#
.SYNOPSIS
    Builds TrailOps, and tests, packages or installs it.
.DESCRIPTION
    Build makes the module importable from here: Import-Module ./TrailOps.psd1. Package puts the files of a release under
    out/TrailOps/<version>. Install copies these into the folder of your own modules. Nothing here is out of reach of plain dotnet commands.
.PARAMETER Task
    Build (the default), Test, Package or Install. Package and Install build first.
.PARAMETER Configuration
    Release (the default) or Debug.
.EXAMPLE
    ./build.ps1
.EXAMPLE
    ./build.ps1 Test
.EXAMPLE
    ./build.ps1 Install
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Package', 'Install')]
    [string] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

function New-Package {
    $version = (Import-PowerShellDataFile "$PSScriptRoot/TrailOps.psd1").ModuleVersion
    $package = "$PSScriptRoot/out/TrailOps/$version"
    if (Test-Path $package) {
        Remove-Item $package -Recurse
    }

    $null = New-Item $package -ItemType Directory
    Copy-Item "$PSScriptRoot/TrailOps.psd1", "$PSScriptRoot/bin", "$PSScriptRoot/en-US", "$PSScriptRoot/LICENSE", "$PSScriptRoot/THIRD-PARTY-NOTICES", "$PSScriptRoot/README.md", "$PSScriptRoot/CHANGELOG.md" $package -Recurse
    Get-ChildItem $package -Recurse -Include *.pdb, *.xml -Exclude *-Help.xml | Remove-Item
    Get-Item $package
}

Push-Location $PSScriptRoot
try {
    if ($Task -eq 'Test') {
        dotnet test --configuration $Configuration
        return
    }

    dotnet build src/TrailOps.Cmdlets --configuration $Configuration
    if ($Task -in 'Package', 'Install') {
        $package = New-Package
        if ($Task -eq 'Install') {
            $modules = ($env:PSModulePath -split [IO.Path]::PathSeparator)[0]
            $target = Join-Path $modules "TrailOps/$($package.Name)"
            $null = New-Item (Split-Path $target) -ItemType Directory -Force
            if (Test-Path $target) {
                Remove-Item $target -Recurse
            }

            Copy-Item $package $target -Recurse
            Get-Item $target
        }
        else {
            $package
        }
    }
}
finally {
    Pop-Location
}
