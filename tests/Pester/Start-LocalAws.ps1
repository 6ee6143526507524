#Requires -Version 7.4
# Starts an AWS on loopback (tests/LocalAws). Puts out what it says of itself, its URL and keys, with its Process: who started it ends that. Build it first: dotnet build tests/LocalAws
$start = [Diagnostics.ProcessStartInfo] @{ FileName = 'dotnet'; RedirectStandardOutput = $true; RedirectStandardInput = $true }
$start.ArgumentList.Add((Join-Path (Split-Path $PSScriptRoot) 'LocalAws/bin/Debug/net10.0/LocalAws.dll'))
$server = [Diagnostics.Process]::Start($start)
$server.StandardOutput.ReadLine() | ConvertFrom-Json | Add-Member -NotePropertyName Process -NotePropertyValue $server -PassThru
