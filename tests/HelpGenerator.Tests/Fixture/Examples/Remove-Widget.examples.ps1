## One
Remove-Widget wheel

## Two
Get-Widget | Remove-Widget

## Three
Remove-Widget wheel -Confirm:$false
