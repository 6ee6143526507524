## What keeps an admin from a trail
# The trail tells its bucket, key, log group and topic.
Get-AuditTrail management | New-AuditTrailGuardrail -BreakGlassPrincipal arn:aws:iam::111122223333:role/BreakGlass

## Into a file, for the organisation's management account
# aws organizations create-policy --type SERVICE_CONTROL_POLICY --content file://guard-audit.json --name guard-audit --description "guards the trail audit"
$guard = New-AuditTrailGuardrail arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit -BucketName audit-logs -BreakGlassPrincipal 'arn:aws:iam::*:role/break-glass/*'
$guard.AttachTo
$guard.ServiceControlPolicy | Set-Content ./guard-audit.json

## Would it stop an admin?
# The policies of two levels, the root's and the account's: the second one denies.
$guard = New-AuditTrailGuardrail arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit -BucketName audit-logs -BreakGlassPrincipal arn:aws:iam::111122223333:role/BreakGlass
Test-RolePolicy ./policies/full-access.json -Action cloudtrail:StopLogging -Resource $guard.TrailARN -PrincipalArn arn:aws:iam::111122223333:role/Admin -ServiceControlPolicy @('./policies/full-access.json'), @('./policies/full-access.json', $guard.ServiceControlPolicy)

## Into the bucket's policy
# What an earlier guardrail left there goes; all else stays. With AWS.Tools, Get-S3BucketPolicy has the policy, and Write-S3BucketPolicy puts it back.
$guard = New-AuditTrailGuardrail arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit -BucketName audit-logs -BreakGlassPrincipal arn:aws:iam::111122223333:role/BreakGlass
$guard.AddToBucketPolicy([IO.File]::ReadAllText("$pwd/policies/central-logs-bucket.json"))

## A permission set of IAM Identity Center breaks the glass
# In whichever region it is. Nobody in an account can change such roles.
Get-AuditTrail management | New-AuditTrailGuardrail -BreakGlassPrincipal 'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_BreakGlass_*'
