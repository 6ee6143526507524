## What was refused in terraform's output
# The log was stored in another code page, so that its boxes look like â”‚. With credentials of the account, and without -NoDecode, the encoded message in it is decoded
# as well.
ConvertFrom-AuthorizationMessage -Path ./terraform.log -NoDecode

## The permissions that are lacking
# What a service control policy denies is left out, since no permission of the role helps there: a warning says so.
ConvertFrom-AuthorizationMessage -Path ./terraform.log -NoDecode | ConvertTo-RolePolicy -AsJson

## While it runs
# Errors of terraform, the aws CLI or kubectl come on the error stream: 2>&1 brings them along. One pipe more puts the permissions onto the role.
terraform apply 2>&1 | ConvertFrom-AuthorizationMessage -Unique | ConvertTo-RolePolicy | Update-RolePolicy deployer -Confirm:$false

## A message from a mail or a ticket
ConvertFrom-AuthorizationMessage 'User: arn:aws:iam::111122223333:user/kim is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::example-orders-state" because no identity-based policy allows the s3:ListBucket action'

## How often was which action refused?
# Refused events of CloudTrail become the same objects. Count says how many there were.
Get-RoleEvents deployer -Path ./logs -Outcome AccessDenied | ConvertFrom-AuthorizationMessage -NoDecode -Unique | Sort-Object Count -Descending
