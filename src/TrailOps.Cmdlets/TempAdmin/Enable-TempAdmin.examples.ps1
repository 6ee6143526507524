## For an hour, and why
Enable-TempAdmin deployer -Reason 'OPS-42: first rollout' -Confirm:$false

## Work in a session of its own, then have it away
$grant = Enable-TempAdmin deployer -Duration 00:30:00 -Confirm:$false
$session = New-RoleSession deployer rollout-42
Get-AuditTrail -Credential $session -Region us-east-1
$grant | Disable-TempAdmin -Confirm:$false

## What would be done
# Nothing is changed, and a permissions boundary or a role that may not be changed shows.
Enable-TempAdmin deployer -WhatIf
Get-TempAdmin deployer

## As the recipes with the AWS CLI do it
# It does not end by itself: a tag says when it should, and Disable-TempAdmin detaches the policy.
Enable-TempAdmin deployer -ManagedPolicy -Duration 02:00:00 -Confirm:$false -WarningAction SilentlyContinue
