## Is the role admin now?
Get-TempAdmin deployer | Where-Object IsActive

## What is left of earlier work
# Policies whose time is over, on every role whose name begins so.
Get-IAMRoleList | Where-Object RoleName -like 'deploy*' | Get-TempAdmin | Where-Object { $_.EndTime -and -not $_.IsActive }

## Who is admin without an end
Get-IAMRoleList | Get-TempAdmin | Where-Object { $_.IsActive -and -not $_.EndTime }
