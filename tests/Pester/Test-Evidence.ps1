#Requires -Version 7.4
# The runbook: is this trail still what we made, and are its logs unaltered? Puts out one object; IsSound is true only where everything was seen and nothing was wrong.
# As a check that fails a pipeline: if (-not (./Test-Evidence.ps1 evidence example-evidence).IsSound) { throw 'The evidence is not sound.' }
param(
    [Parameter(Mandatory)] [string] $TrailName,

    # Where it should deliver: without it, that it was turned to another bucket of the account would not be seen.
    [Parameter(Mandatory)] [string] $BucketName,

    [datetime] $StartTime = [datetime]::UtcNow.AddDays(-1),

    [datetime] $EndTime = [datetime]::UtcNow,

    # Checks that nobody here asks for, such as those of settings that cost something.
    [string[]] $Except = @('CloudWatchLogs', 'ChangeAlarm', 'BucketAccessLogging'),

    # Credentials and such, for each of the cmdlets: @{ ProfileName = 'audit' }
    [hashtable] $Aws = @{}
)

# What reveals an attack; what is good to have besides is for Test-AuditTrail -FailedOnly.
$checks = @(Test-AuditTrail $TrailName -BucketName $BucketName @Aws | Where-Object { $_.Attack -and $_.Id -notin $Except })
$notOk = @($checks | Where-Object { $_.Passed -ne $true -and -not ($_.Id -like 'KmsKey*' -and $null -eq $_.Passed) })

# Where there is no trail any more its logs are still there: by the bucket.
$found = @(if ($checks.Id -contains 'Logging') { Test-AuditTrailLog $TrailName -StartTime $StartTime -EndTime $EndTime @Aws } else { Test-AuditTrailLog -BucketName $BucketName -StartTime $StartTime -EndTime $EndTime @Aws })
$summary = $found[-1]

[pscustomobject] @{
    IsSound = $checks.Count -gt 0 -and $notOk.Count -eq 0 -and $summary.IsValid -eq $true
    Checks  = $notOk
    Logs    = @($found | Where-Object { $_ -is [TrailOps.AuditLogValidation] })
    Summary = $summary
}
