## One trail
Stop-AuditTrail management -Confirm:$false -PassThru

## Which would be stopped?
Get-AuditTrail -Region us-east-1 | Stop-AuditTrail -WhatIf
Get-AuditTrail management

## For a while
Stop-AuditTrail management -Confirm:$false
Start-AuditTrail management -PassThru
