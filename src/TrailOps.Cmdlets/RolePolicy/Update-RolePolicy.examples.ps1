## What was done becomes what is allowed
Get-RoleEvents deployer | ConvertTo-RolePolicy | Update-RolePolicy -Confirm:$false

## What would come and go
Get-RoleEvents deployer | ConvertTo-RolePolicy | Update-RolePolicy deployer -WhatIf
Get-RoleEvents deployer | ConvertTo-RolePolicy | Compare-RolePolicy -RoleName deployer

## From a file, as the role's own policy
Update-RolePolicy deployer ./policies/deployer.json -Inline -Confirm:$false

## Less than before
# -Replace puts the policy in the place of what it held. The versions before are kept: IAM has five.
Update-RolePolicy deployer ./policies/deployer.json -Confirm:$false
Update-RolePolicy deployer ./read-only-baseline.json -Replace -Confirm:$false
