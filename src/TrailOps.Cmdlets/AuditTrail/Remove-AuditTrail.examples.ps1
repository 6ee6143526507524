## One trail; its logs stay
Remove-AuditTrail management -Confirm:$false -PassThru | Format-List TrailARN, S3BucketName

## Trails that were never started
Get-AuditTrail -Region eu-central-1, us-east-1 | Where-Object { -not $_.StartLoggingTime } | Remove-AuditTrail -Confirm:$false -PassThru

## What would be removed, and what stays?
Remove-AuditTrail management -WhatIf
Get-AuditTrail management
