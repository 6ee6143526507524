## A trail that was never started
Start-AuditTrail forgotten -Region eu-central-1 -PassThru

## All trails that don't log
Get-AuditTrail -Region eu-central-1, us-east-1 | Where-Object -Not IsLogging | Start-AuditTrail -PassThru

## Until something is delivered
Start-AuditTrail forgotten -Region eu-central-1 -Wait -Timeout 00:20:00 -PassThru
