#Requires -Version 7.4
# Temporary admin and the loop, against an AWS on loopback (tests/LocalAws), with programs that work as the session. Build that first: dotnet build tests/LocalAws

BeforeDiscovery {
    $dll = Join-Path (Split-Path $PSScriptRoot) 'LocalAws/bin/Debug/net10.0/LocalAws.dll'
    $isThere = (Test-Path $dll) -and (Get-Command dotnet -ErrorAction Ignore) -and (Get-Command aws -ErrorAction Ignore)
}

Describe 'Temporary admin' -Skip:(-not $isThere) {
    BeforeAll {
        $root = Split-Path (Split-Path $PSScriptRoot)
        Import-Module (Join-Path $root 'TrailOps.psd1') -Force
        $local = & (Join-Path $PSScriptRoot 'Start-LocalAws.ps1')
        $before = @{}
        Get-ChildItem env:AWS_* | ForEach-Object { $before[$_.Name] = $_.Value; Remove-Item "env:$($_.Name)" }
        $env:AWS_ACCESS_KEY_ID = $local.AdminAccessKeyId
        $env:AWS_SECRET_ACCESS_KEY = $local.AdminSecretAccessKey
        $env:AWS_ENDPOINT_URL = $local.Url
        $env:AWS_REGION = $env:AWS_DEFAULT_REGION = 'eu-central-1'
        $trust = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sts:AssumeRole"}}'
        $null = aws iam create-role --role-name deployer --assume-role-policy-document $trust
        $PSDefaultParameterValues = @{ '*-TempAdmin:Confirm' = $false; 'Update-RolePolicy:Confirm' = $false }

        function Get-Environment { "$(Get-ChildItem env:AWS_* | Sort-Object Name | ForEach-Object { "$($_.Name)=$($_.Value)" })" }
        $environment = Get-Environment
    }

    AfterAll {
        Get-ChildItem env:AWS_* | ForEach-Object { Remove-Item "env:$($_.Name)" }
        $before.GetEnumerator() | ForEach-Object { Set-Item "env:$($_.Key)" $_.Value }
        if ($local -and -not $local.Process.HasExited) { $local.Process.Kill($true) }
    }

    AfterEach {
        Get-Environment | Should -Be $environment
        Get-Variable StoredAWS* -Scope Global -ErrorAction Ignore | Should -BeNullOrEmpty
        Get-TempAdmin | Should -BeNullOrEmpty
    }

    It 'lets programs work as the session, and tells the exit code of the last' {
        $run = Invoke-TempAdmin deployer { $who = aws sts get-caller-identity --query Arn --output text; Set-Content (Join-Path $args[0] who) $who; aws nonsense *> $null } -ArgumentList $TestDrive
        Get-Content "$TestDrive/who" | Should -Be "arn:aws:sts::111122223333:assumed-role/deployer/$($run.SessionName)"
        $run.ExitCode | Should -BeGreaterThan 0
    }

    It 'is gone after <Name>' -ForEach @(
        @{ Name = 'throw'; Block = { throw 'bad' } }
        @{ Name = 'a program that fails, where that is an error'; Block = { $PSNativeCommandUseErrorActionPreference = $true; $ErrorActionPreference = 'Stop'; aws nonsense *> $null } }
        @{ Name = 'what strict mode forbids'; Block = { Set-StrictMode -Version Latest; $noSuchVariable } }
    ) {
        $run = Invoke-TempAdmin deployer $Block -ErrorVariable problem -ErrorAction SilentlyContinue
        $run.Error | Should -Not -BeNullOrEmpty
        $problem[-1].FullyQualifiedErrorId | Should -Be 'TempAdminWorkFailed,TrailOps.Cmdlets.InvokeTempAdminCommand'
        { Invoke-TempAdmin deployer $Block -ErrorAction Stop } | Should -Throw -ErrorId 'TempAdminWorkFailed,TrailOps.Cmdlets.InvokeTempAdminCommand'
    }

    It 'is gone when the pipeline is stopped' {
        $job = Start-ThreadJob { Import-Module $using:root/TrailOps.psd1; Invoke-TempAdmin deployer { Start-Sleep 60 } -Confirm:$false }
        while (-not $env:AWS_SESSION_TOKEN -and $job.State -in 'NotStarted', 'Running') { Start-Sleep -Milliseconds 50 }
        $job | Stop-Job -PassThru | Remove-Job
    }

    It 'becomes what the work needs, also of global services, and no more' {
        $update = Invoke-TempAdmin deployer { aws iam list-users *> $null; aws cloudtrail describe-trails *> $null } | Get-RoleEvents | ConvertTo-RolePolicy | Update-RolePolicy
        "$($update.Difference)" | Should -Be '+ cloudtrail:DescribeTrails on * + iam:ListUsers on *'
        $session = New-RoleSession deployer
        (Get-AuditTrail -Credential $session -ErrorVariable refused) | Should -BeNullOrEmpty
        $refused | Should -BeNullOrEmpty
        Get-TempAdmin deployer -Credential $session -ErrorVariable refused -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$refused" | Should -Match 'iam:GetRole'
        (Test-RolePolicy -RoleName deployer -Action iam:ListUsers, iam:CreateUser).Allowed -join ' ' | Should -Be 'True False'
    }

    It 'gives a job its credential, and no file a secret' {
        $session = New-RoleSession deployer
        $credential = $session.GetCredential()
        $session | Export-Clixml "$TestDrive/session.xml"
        foreach ($text in (Get-Content "$TestDrive/session.xml" -Raw), ($session | ConvertTo-Json -Depth 9), ($session | Format-List * -Force | Out-String -Width 5000), ($session | ConvertTo-Csv | Out-String)) {
            $text.Contains($credential.SecretAccessKey) -or $text.Contains($credential.SessionToken) | Should -BeFalse
        }

        $told = Start-Job { Import-Module $using:root/TrailOps.psd1; Get-AuditTrail -Credential $using:credential 2>&1; 'done' } | Receive-Job -Wait -AutoRemoveJob
        "$told" | Should -Be 'done'
    }

    It 'is shown by -WhatIf, and nothing is done' {
        Enable-TempAdmin deployer -WhatIf
        Invoke-TempAdmin deployer { throw 'never' } -WhatIf
        Disable-TempAdmin deployer -RevokeSessions -WhatIf
    }

    It 'leaves what ends by itself, and is tidied' {
        1..3 | ForEach-Object { Enable-TempAdmin deployer -Duration 00:05:00 -Reason "OPS-$_" -NoWait } | Measure-Object | ForEach-Object Count | Should -Be 3
        $null = Invoke-RestMethod "$($local.Url)/_localaws/clock" -Method Post -ContentType application/json -Body '{"AdvanceSeconds":600}'
        (Get-TempAdmin | Where-Object IsExpired).Reason | Sort-Object | Should -Be 'OPS-1', 'OPS-2', 'OPS-3'
        (Get-TempAdmin | Where-Object IsActive) | Should -BeNullOrEmpty
        Get-TempAdmin | Where-Object IsExpired | Disable-TempAdmin -Expired
    }
}
