## What is wrong with the trails of the account?
Test-AuditTrail -FailedOnly

## What matters most, and how to mend it
Test-AuditTrail management -Severity High -FailedOnly | Format-List Id, Evidence, Remedy

## Each trail in numbers
Test-AuditTrail -Region eu-central-1, us-east-1 -Summary

## Is the trail still what it was made to be?
# The bucket that it should deliver to makes it seen that it was turned to another.
Test-AuditTrail management -BucketName logs-of-team | Where-Object { $_.Attack -and -not $_.Passed }
