#Requires -Version 7.4
# The runbook Test-Evidence.ps1, against an AWS on loopback (tests/LocalAws). Build that first: dotnet build tests/LocalAws

BeforeDiscovery {
    $dll = Join-Path (Split-Path $PSScriptRoot) 'LocalAws/bin/Debug/net10.0/LocalAws.dll'
    $isThere = (Test-Path $dll) -and (Get-Command dotnet -ErrorAction Ignore)
}

Describe 'This trail is still what we made, and its logs are unaltered' -Skip:(-not $isThere) {
    BeforeAll {
        $root = Split-Path (Split-Path $PSScriptRoot)
        Import-Module (Join-Path $root 'TrailOps.psd1') -Force
        $local = & (Join-Path $PSScriptRoot 'Start-LocalAws.ps1')
        $aws = @{ AccessKey = $local.RootAccessKeyId; SecretKey = $local.RootSecretAccessKey; EndpointUrl = $local.Url; Region = 'us-east-1' }
        $passed = @{ Hours = 0 }

        function Skip-Hour {
            $null = Get-AuditTrail @aws
            $null = Invoke-RestMethod "$($local.Url)/_localaws/clock" -Method Post -ContentType application/json -Body '{"AdvanceSeconds":3600}'
            $passed.Hours++
        }

        function Test-Evidence {
            $now = [datetime]::UtcNow.AddHours($passed.Hours)
            & (Join-Path $PSScriptRoot 'Test-Evidence.ps1') evidence example-evidence -StartTime $now.AddHours(-3) -EndTime $now -Aws $aws
        }

        New-AuditTrail evidence example-evidence -ObjectLockDays 30 -ObjectLockMode Governance @aws | Out-Null
        1..3 | ForEach-Object { Skip-Hour }
        $null = Get-AuditTrail @aws
    }

    AfterAll {
        if ($local -and -not $local.Process.HasExited) { $local.Process.Kill($true) }
    }

    It 'is sound as it was made' {
        $evidence = Test-Evidence -WarningAction Ignore
        $evidence.Checks.Id | Should -BeNullOrEmpty
        $evidence.Logs | Should -BeNullOrEmpty
        $evidence.Summary.LogsValid | Should -BeGreaterThan 0
        $evidence.IsSound | Should -BeTrue
    }

    It 'is not when it is stopped, and is again when the remedy was run' {
        Stop-AuditTrail evidence @aws -Confirm:$false
        $evidence = Test-Evidence
        $evidence.IsSound | Should -BeFalse
        $evidence.Checks.Id | Should -Be 'Logging'
        $PSDefaultParameterValues = @{ '*-AuditTrail:AccessKey' = $aws.AccessKey; '*-AuditTrail:SecretKey' = $aws.SecretKey; '*-AuditTrail:EndpointUrl' = $aws.EndpointUrl }
        Invoke-Expression $evidence.Checks[0].Remedy
        (Test-Evidence).IsSound | Should -BeTrue
    }

    It 'is not when it is of one region alone' {
        Set-AuditTrail evidence -IsMultiRegionTrail $false @aws -Confirm:$false -WarningAction Ignore
        (Test-Evidence).Checks.Id | Should -Be 'MultiRegion'
        Set-AuditTrail evidence -IsMultiRegionTrail $true @aws -Confirm:$false
    }

    It 'is not when it is gone, and its logs are still looked at' {
        Remove-AuditTrail evidence @aws -Confirm:$false
        $evidence = Test-Evidence
        $evidence.IsSound | Should -BeFalse
        $evidence.Checks.Id | Should -Be 'TrailExists'
        $evidence.Summary.LogsValid | Should -BeGreaterThan 0
    }

    It 'reads events of proved logs alone' {
        $now = [datetime]::UtcNow.AddHours($passed.Hours)
        $trail = $aws.Clone()
        $trail.Remove('Region')
        { Get-RoleEvents -BucketName example-evidence -StartTime $now.AddHours(-3) -Validated @trail -WarningAction Ignore -ErrorAction SilentlyContinue } | Should -Not -Throw
    }
}
