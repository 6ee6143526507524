## The policy that allows what a role did
# The object tells how many events it comes from, its size as IAM counts it, and what could not be mapped.
Get-RoleEvents deployer -Path ./logs | ConvertTo-RolePolicy

## A policy document in a file
# The text is the same for the same events, so it can be kept under version control.
Get-RoleEvents deployer -Path ./logs | ConvertTo-RolePolicy -AsJson | Set-Content ./deployer-policy.json

## Why each action is in the policy, and what is not
# Each action names the events it is needed for. Unmapped lists events without an IAM action, Uncounted the refusals and other errors.
$policy = Get-RoleEvents deployer -Path ./logs | ConvertTo-RolePolicy
$policy.Actions
$policy.Unmapped
$policy.Uncounted

## The policies of all roles
# One policy for each role whose events come in.
Get-RoleEvents -Path ./logs | ConvertTo-RolePolicy | Sort-Object Size -Descending

## From CloudTrail's event history
# Find-CTEvent of AWS.Tools looks up the last 90 days of an account and region. Calls that no role's session made are passed over.
Find-CTEvent -LookupAttribute @{ AttributeKey = 'EventSource'; AttributeValue = 's3.amazonaws.com' } | ConvertTo-RolePolicy

## From JSON text
# The lines are put together again. Files come the same way with Get-Content, and what ConvertFrom-Json makes of them is understood as well.
aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventSource,AttributeValue=s3.amazonaws.com --output json | ConvertTo-RolePolicy
