#Requires -Version 7.4
# The module as an admin's runbook tests see it. Build first (./build.ps1), then: Invoke-Pester tests/Pester

BeforeAll {
    $root = Split-Path (Split-Path $PSScriptRoot)
    Import-Module (Join-Path $root 'TrailOps.psd1') -Force
    $logs = Join-Path $root 'docs/sample/logs'
}

Describe 'The module' {
    It 'exports what the manifest says, and nothing else' {
        $names = (Get-Command -Module TrailOps | Sort-Object Name).Name -join ' '
        $names | Should -Be (@(
            'Compare-RolePolicy ConvertFrom-AuthorizationMessage ConvertTo-RolePolicy Disable-TempAdmin Enable-TempAdmin Get-AuditTrail Get-IamAction Get-RoleEvent'
            'Get-RoleEvents Get-TempAdmin Invoke-TempAdmin New-AuditTrail New-AuditTrailEventSelector New-AuditTrailGuardrail New-RoleSession Remove-AuditTrail Set-AuditTrail'
            'Start-AuditTrail Stop-AuditTrail Test-AuditTrail Test-AuditTrailLog Test-RolePolicy Update-RolePolicy') -join ' ')
    }

    It 'has help with examples for each cmdlet' {
        foreach ($cmdlet in Get-Command -Module TrailOps -CommandType Cmdlet) {
            $help = Get-Help $cmdlet.Name -Full
            $help.Synopsis | Should -Not -BeNullOrEmpty
            @($help.Examples.Example).Count | Should -BeGreaterThan 2
        }
    }

    It 'knows its types at once' {
        [TrailOps.RoleEvent].FullName | Should -Be 'TrailOps.RoleEvent'
    }
}

Describe 'Get-RoleEvents' {
    It 'gets the calls of the role, each once, and of nobody who only has its name' {
        $events = Get-RoleEvents deployer -Path $logs
        @($events).Count | Should -Be 27
        ($events.RoleArn | Sort-Object -Unique) | Should -Be 'arn:aws:iam::111122223333:role/ci/deployer'
        $events[0].Source.Duplicates | Should -Be 1
    }

    It 'takes a role object from the pipeline' {
        $role = [pscustomobject]@{ RoleName = 'deployer'; Arn = 'arn:aws:iam::111122223333:role/ci/deployer'; Path = '/ci/' }
        @($role | Get-RoleEvents -Path $logs).Count | Should -Be 27
    }

    It 'takes files from the pipeline' {
        @(Get-ChildItem $logs -Recurse -File | Get-RoleEvents deployer).Count | Should -Be 27
    }

    It 'filters by <Name>' -ForEach @(
        @{ Name = 'outcome'; Filter = @{ Outcome = 'AccessDenied' }; Expected = 1 }
        @{ Name = 'several outcomes'; Filter = @{ Outcome = 'AccessDenied', 'Error' }; Expected = 4 }
        @{ Name = 'event source'; Filter = @{ EventSource = 's3' }; Expected = 8 }
        @{ Name = 'event name without its date'; Filter = @{ EventName = 'CreateFunction' }; Expected = 1 }
        @{ Name = 'region'; Filter = @{ Region = 'us-east-1' }; Expected = 6 }
        @{ Name = 'time'; Filter = @{ After = [datetime]'2026-11-20T09:01:00Z'; Before = [datetime]'2026-11-20T09:01:05Z' }; Expected = 2 }
    ) {
        @(Get-RoleEvents deployer -Path $logs @Filter).Count | Should -Be $Expected
    }

    It 'names a damaged file in one error and puts out what can be read' {
        $source = Get-ChildItem $logs -Recurse -File -Filter *T0905Z*
        $bytes = [IO.File]::ReadAllBytes($source.FullName)
        $damaged = Join-Path ([IO.Path]::GetTempPath()) "trailops-$([guid]::NewGuid()).json.gz"
        try {
            [IO.File]::WriteAllBytes($damaged, $bytes[0..($bytes.Length - 9)])
            $events = Get-RoleEvents deployer -LiteralPath $damaged -ErrorVariable problems -ErrorAction SilentlyContinue
            @($problems).Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -Be 'LogFileTruncated,TrailOps.Cmdlets.GetRoleEventsCommand'
            $problems[0].TargetObject | Should -Be $damaged
            @($events).Count | Should -Be 10
            { Get-RoleEvents deployer -LiteralPath $damaged -ErrorAction Stop } | Should -Throw
        }
        finally {
            Remove-Item $damaged
        }
    }
}

Describe 'ConvertTo-RolePolicy' {
    It 'writes the same text whatever the order of the events' {
        $events = Get-RoleEvents deployer -Path $logs
        $policy = $events | ConvertTo-RolePolicy -AsJson -WarningAction SilentlyContinue
        $events | Sort-Object EventId | ConvertTo-RolePolicy -AsJson -WarningAction SilentlyContinue | Should -Be $policy
        ($policy | ConvertFrom-Json).Version | Should -Be '2012-10-17'
    }

    It 'counts successes and failures behind the permission check, never refusals' {
        $policy = Get-RoleEvents deployer -Path $logs | ConvertTo-RolePolicy -WarningAction SilentlyContinue
        $policy.Actions.Action -contains 's3:GetLifecycleConfiguration' | Should -Be $true
        $policy.Actions.Action -contains 'kms:CreateKey' | Should -Be $false
        $policy.Uncounted.EventName -join ' ' | Should -Be 'CreateKey CreateLogGroup'
    }

    It 'takes the same events in every shape' {
        $events = Get-RoleEvents -Path $logs
        $policy = $events | ConvertTo-RolePolicy -AsJson -WarningAction SilentlyContinue
        $records = $events.Json | ConvertFrom-Json
        $shapes = @{
            Text         = $events.Json
            Lines        = ($records | ConvertTo-Json -Depth 50) -split '\r?\n'
            Parsed       = $records
            Hashtables   = $events.Json | ConvertFrom-Json -AsHashtable
            LookupEvents = @{ Events = @($events.Json | ForEach-Object { @{ CloudTrailEvent = $_ } }) } | ConvertTo-Json -Depth 5
            FindCTEvent  = $events.Json | ForEach-Object { [pscustomobject] @{ EventName = 'any'; CloudTrailEvent = $_ } }
            Job          = Start-Job { Import-Module $using:root/TrailOps.psd1; Get-RoleEvents -Path $using:logs } | Receive-Job -Wait
            Csv          = $events | ConvertTo-Csv | ConvertFrom-Csv
        }
        foreach ($shape in $shapes.GetEnumerator()) {
            $shape.Value | ConvertTo-RolePolicy -AsJson -WarningAction SilentlyContinue | Should -Be $policy -Because $shape.Key
        }
    }

    It 'lists what has no action, and warns once' {
        $policy = Get-RoleEvents deployer -Path $logs | ConvertTo-RolePolicy -WarningVariable warnings -WarningAction SilentlyContinue
        @($warnings).Count | Should -Be 1
        ($policy.Unmapped | Sort-Object EventName).EventName -join ' ' | Should -Be 'GetCallerIdentity PutGadget'
    }
}

Describe 'Get-IamAction' {
    It 'knows what an event needs' {
        (Get-IamAction -EventSource s3 -EventName HeadBucket).Action | Should -Be 's3:ListBucket'
    }

    It 'suggests the nearest spelling' {
        $null = Get-IamAction s3:GetObjekt -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems[0].FullyQualifiedErrorId | Should -Be 'IamActionNotFound,TrailOps.Cmdlets.GetIamActionCommand'
        "$($problems[0])" | Should -Match 's3:GetObject'
    }
}

Describe 'Test-RolePolicy' {
    It 'proves the policy of a role''s events' {
        $events = Get-RoleEvents deployer -Path $logs
        $policy = $events | ConvertTo-RolePolicy -WarningAction SilentlyContinue
        $decisions = $events | Where-Object Outcome -EQ Success | Test-RolePolicy $policy
        ($decisions | Where-Object Allowed -NE $true).Event.EventName | Should -Be 'PutGadget'
    }

    It 'names what a policy lacks' {
        $policy = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}}'
        $decision = Test-RolePolicy $policy s3:GetObject arn:aws:s3:::bucket/key
        $decision.Allowed | Should -BeFalse
        $decision.Missing.ContextKeys | Should -Be 'aws:SecureTransport'
        (Test-RolePolicy $policy s3:GetObject arn:aws:s3:::bucket/key -Context @{ 'aws:SecureTransport' = $true }).Allowed | Should -BeTrue
    }
}

Describe 'Compare-RolePolicy' {
    It 'tells what comes and goes, by meaning' {
        $one = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetBucketT*","Resource":"*"}}'
        $same = '{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Action":["s3:GetBucketTagging"],"Resource":["*","arn:aws:s3:::b"]}]}'
        Compare-RolePolicy $one $same | Should -BeNullOrEmpty
        "$(Compare-RolePolicy $one ($same -replace 'GetBucketTagging', 'GetBucketAcl'))" | Should -Be '- s3:GetBucketTagging on * + s3:GetBucketAcl on *'
    }
}

Describe 'New-AuditTrailEventSelector' {
    It 'says in words what it selects' {
        "$(New-AuditTrailEventSelector -S3Bucket tf-state -Prefix env/ -WriteOnly)" | Should -Be 'writes to objects in s3://tf-state/env/'
    }

    It 'says where to choose what a trail can''t' {
        { New-AuditTrailEventSelector -ExcludeEventSource ec2.amazonaws.com } |
            Should -Throw -ErrorId 'ManagementEventsNotSelectable,TrailOps.Cmdlets.NewAuditTrailEventSelectorCommand' -ExpectedMessage '*Get-RoleEvents*'
    }
}

Describe 'New-AuditTrailGuardrail' {
    It 'keeps an admin from stopping the trail, and lets break-glass' {
        $trail = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/audit'
        $guard = New-AuditTrailGuardrail $trail audit-logs -BreakGlassPrincipal arn:aws:iam::111122223333:role/BreakGlass
        $admin = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}'
        $allowed = foreach ($role in 'Admin', 'BreakGlass') {
            $context = @{ 'aws:PrincipalArn' = "arn:aws:iam::111122223333:role/$role" }
            (Test-RolePolicy $admin cloudtrail:StopLogging $trail -ServiceControlPolicy $admin, $guard.ServiceControlPolicy -Context $context).Allowed
        }
        "$allowed" | Should -Be 'False True'
    }
}
