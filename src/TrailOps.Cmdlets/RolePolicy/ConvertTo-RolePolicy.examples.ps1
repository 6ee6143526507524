## The policy that allows what a role did
# The object tells how many events it comes from, its size as IAM counts it, and what could not be mapped.
Get-RoleEvents deployer -Path ./logs | ConvertTo-RolePolicy

## A policy document in a file
# The text is the same for the same events, so it can be kept under version control.
Get-RoleEvents deployer -Path ./logs | ConvertTo-RolePolicy -AsJson | Set-Content ./deployer-policy.json

## Why each action is in the policy, and what is not
# Evidence has the events behind each action on each resource, Remarks what the records do not tell. Unmapped lists events without an IAM action,
# Uncounted the refusals and other errors.
$policy = Get-RoleEvents deployer -Path ./logs | ConvertTo-RolePolicy
$policy.Evidence | Where-Object Action -EQ iam:PassRole
$policy.Remarks
$policy.Unmapped
$policy.Uncounted

## Only what the role lacks, for Terraform
# The baseline is a policy that the role has anyway, such as its few read-only permissions.
Get-RoleEvents deployer -Path ./logs | ConvertTo-RolePolicy -Baseline ./read-only-baseline.json -AsTerraform | Set-Content ./deployer-policy.tf

## Several managed policies where one would be too large
Get-RoleEvents deployer -Path ./logs | ConvertTo-RolePolicy -UseWildcard -SplitSize 6144 | Select-Object RoleName, Part, PartCount, Size

## The policies of all roles
# One policy for each role whose events come in.
Get-RoleEvents -Path ./logs | ConvertTo-RolePolicy | Sort-Object Size -Descending

## From CloudTrail's event history
# Find-CTEvent of AWS.Tools looks up the last 90 days of an account and region. Calls that no role's session made are passed over.
Find-CTEvent -LookupAttribute @{ AttributeKey = 'EventSource'; AttributeValue = 's3.amazonaws.com' } | ConvertTo-RolePolicy

## From JSON text
# The lines are put together again. Files come the same way with Get-Content, and what ConvertFrom-Json makes of them is understood as well.
aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventSource,AttributeValue=s3.amazonaws.com --output json | ConvertTo-RolePolicy
