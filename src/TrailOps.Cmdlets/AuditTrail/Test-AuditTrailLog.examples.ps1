## Are the logs of yesterday as CloudTrail delivered them?
# What is not valid, and at the end a summary.
Test-AuditTrailLog management -StartTime (Get-Date).AddDays(-1)

## Each digest and each log of one region
Test-AuditTrailLog management -StartTime (Get-Date).AddDays(-1) -Region us-east-1 -Detailed

## Of a bucket, whatever trails deliver there
# Also where the trail itself is gone.
Test-AuditTrailLog -BucketName logs-of-team -StartTime (Get-Date).AddDays(-7)

## In a script
# Null is not true: what could not be looked at is not proved.
$summary = Get-AuditTrail management | Test-AuditTrailLog -StartTime (Get-Date).AddDays(-1) | Where-Object { $_ -is [TrailOps.AuditLogValidationSummary] }
if (-not $summary.IsValid) { "To be looked at: $summary" }
