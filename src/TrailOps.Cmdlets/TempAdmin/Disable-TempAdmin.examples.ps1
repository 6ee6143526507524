## Take away all that was granted
Enable-TempAdmin deployer -Confirm:$false
Disable-TempAdmin deployer -Confirm:$false -PassThru

## One grant of several
$mine = Enable-TempAdmin deployer -Confirm:$false
$mine | Disable-TempAdmin -Confirm:$false -PassThru

## Tidy the whole account
# What has ended does nothing any more, and only takes room.
Get-TempAdmin | Where-Object IsExpired | Disable-TempAdmin -Expired -Confirm:$false -PassThru
Get-TempAdmin

## End the sessions as well
# Also those of others: the warning says whose.
Enable-TempAdmin deployer -Confirm:$false
Disable-TempAdmin deployer -RevokeSessions -Confirm:$false -PassThru
