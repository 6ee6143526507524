## A trail that keeps evidence
# Its bucket is made with it, and named after account, region and trail.
New-AuditTrail evidence

## With a bucket of that name, locked for a year and deleted after two
New-AuditTrail evidence example-evidence -ObjectLockDays 365 -ObjectLockMode Governance -RetentionDays 730

## What would be done?
New-AuditTrail evidence example-evidence -WhatIf
Get-AuditTrail management

## With the data events of the bucket of terraform's state and of its lock table
$selectors = (New-AuditTrailEventSelector -S3Bucket example-state -WriteOnly), (New-AuditTrailEventSelector -DynamoDBTable lock)
New-AuditTrail terraform -EventSelector $selectors

## The plain recipe
New-AuditTrail quick example-quick -Minimal -SingleRegion
