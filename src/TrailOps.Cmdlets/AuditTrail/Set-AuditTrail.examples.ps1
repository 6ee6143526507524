## Digests, and the calls of all regions
Set-AuditTrail forgotten -EnableLogFileValidation $true -IsMultiRegionTrail $true -Region eu-central-1 -Confirm:$false -PassThru

## Data events of one bucket, on top of what is logged
$one = New-AuditTrailEventSelector -S3Bucket example-state -Prefix env/
Set-AuditTrail management -EventSelector (@((Get-AuditTrail management).EventSelectors) + $one) -Confirm:$false -PassThru

## Another bucket: which steps?
# It would be made ready first, and the trail turned to it then.
Set-AuditTrail management -BucketName example-evidence -WhatIf
Get-AuditTrail management
