## Which trails log, what, and do they?
# Of all regions that are enabled in the account.
Get-AuditTrail | Format-List

## Trails of one region
Get-AuditTrail -Region eu-central-1

## Trails that are not what they should be
# Of several regions, side by side: those that don't log, can't deliver, or can't prove their logs.
Get-AuditTrail -Region eu-central-1, us-east-1 | Where-Object { -not $_.IsLogging -or $_.LatestDeliveryError -or -not $_.LogFileValidationEnabled }

## One trail, with the credentials of a profile
Get-AuditTrail management -ProfileName audit
