## A session for the work
New-RoleSession deployer rollout-42

## As -Credential of cmdlets, of AWS.Tools too
$session = New-RoleSession deployer
Get-AuditTrail -Credential $session -Region us-east-1

## What was done in it
$session = New-RoleSession deployer -Duration 00:30:00
Get-AuditTrail -Credential $session -Region us-east-1
$session | Get-RoleEvents -Wait

## For programs
# GetCredential() tells the secrets. -AsEnvironment makes them the AWS_* variables of this process, for the aws CLI and terraform.
$keys = (New-RoleSession deployer).GetCredential()
$keys.AccessKeyId
