## One action
# Its access level, the types of resources it can be limited to, and its condition keys.
Get-IamAction s3:GetObject | Format-List

## All actions of a service that change permissions
# Names understand wildcards, and access levels are those of the service authorization reference.
Get-IamAction -Service s3 -AccessLevel PermissionsManagement

## Where an action of this name exists
# A name without a prefix is looked for in every service.
Get-IamAction CreateTags

## What an event needs
# The IAM action is often not the event's name: HeadBucket needs s3:ListBucket.
Get-IamAction -EventSource s3.amazonaws.com -EventName HeadBucket

## What a role's calls need
# Events bind from the pipeline.
Get-RoleEvents deployer -Path ./logs -EventSource lambda | Get-IamAction | Sort-Object Action -Unique
