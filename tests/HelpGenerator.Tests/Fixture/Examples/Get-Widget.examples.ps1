# Comments before the first block belong to the file.

## All widgets
# Puts out every widget
# of the main store.
#
# Nothing else.
Get-Widget

## By name
Get-Widget wheel* -State Good |
    # the broken ones stay
    Remove-Widget -WhatIf

$x = 1

## From files
# Reads <them> all.

Get-Widget -Path ./a.csv, ./b.csv -Recurse
