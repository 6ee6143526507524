## Is the role admin now?
Get-TempAdmin deployer | Where-Object IsActive

## Who is admin in this account, by which grant, and until when?
Get-TempAdmin

## What is left of earlier work, and what should have ended
# Leftovers do nothing any more; what is active after its end is a managed policy that nobody has detached.
Get-TempAdmin | Where-Object IsExpired

## Who is admin without an end
Get-IAMRoleList | Get-TempAdmin | Where-Object { $_.IsActive -and -not $_.EndTime }
