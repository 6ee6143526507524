## What does the new policy change?
# + is what comes, - what goes, with the access level.
$policy = Get-RoleEvents deployer -Path ./logs | ConvertTo-RolePolicy
Compare-RolePolicy ./policies/deployer.json $policy

## Only what comes and is dangerous
$policy = Get-RoleEvents deployer -Path ./logs | ConvertTo-RolePolicy
Compare-RolePolicy ./policies/deployer.json $policy | Where-Object { $_.Change -eq 'Added' -and $_.AccessLevel -in 'Write', 'PermissionsManagement' }

## Do two documents mean the same?
# The order of statements, Sids, and lambda:Get* instead of a list do not count.
if (-not (Compare-RolePolicy ./policies/full-access.json '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["*","s3:*"],"Resource":["*","arn:aws:s3:::b"]}}')) { 'Nothing changes.' }

## A role's policy on AWS
# Get-IAMRolePolicy of AWS.Tools gives the document as AWS has it.
Get-IAMRolePolicy -RoleName deployer -PolicyName work | Compare-RolePolicy -Reference ./policies/deployer.json

## With what a role has on AWS
# All its policies, its own and attached ones.
Compare-RolePolicy -RoleName deployer ./policies/deployer.json
