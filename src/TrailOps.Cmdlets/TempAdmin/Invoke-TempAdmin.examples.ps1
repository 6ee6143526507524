## Do the work as admin
# terraform, the aws CLI or cmdlets: whatever the block runs works as the role.
Invoke-TempAdmin deployer { terraform apply } -Confirm:$false

## From the work to the policy
# -Wait waits until all of the work's events have come, up to a quarter of an hour.
Invoke-TempAdmin deployer { terraform apply } -Duration 00:30:00 -Confirm:$false | Get-RoleEvents -Wait | ConvertTo-RolePolicy

## A long job
# The grant is prolonged while the block runs, for as long as the session lasts.
Invoke-TempAdmin deployer { param($path) terraform -chdir=$path apply } -ArgumentList ./infra -Renew -Reason OPS-42 -Confirm:$false
