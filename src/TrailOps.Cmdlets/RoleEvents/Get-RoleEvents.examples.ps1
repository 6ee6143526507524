## What one role did
# All calls that the sessions of the role deployer made, from a folder that holds a copy of the trail's bucket. The folder is searched for
# logs; digests and Insights files are passed over.
Get-RoleEvents deployer -Path ./logs

## What the role was refused on one day
# The window is by the time of the call. Date folders that can't hold an event of the window are not opened.
Get-RoleEvents -RoleName arn:aws:iam::111122223333:role/ci/deployer -Path ./logs -StartTime 2026-11-20T00:00:00Z -EndTime 2026-11-20T23:59:59Z -Outcome AccessDenied

## The writing calls of one session to S3 and IAM
# Names of events, services and sessions understand wildcards; s3 is short for s3.amazonaws.com.
Get-RoleEvents deployer -Path ./logs -SessionName terraform-* -EventSource s3, iam -ReadOnly:$false

## Which roles are active
# Without a role the events of every role come out.
Get-RoleEvents -Path ./logs | Group-Object RoleArn | Sort-Object Count -Descending | Format-Table Count, Name

## Chosen files
# Files bind from the pipeline. Event and record stay together: the property Json has the record as CloudTrail logged it.
Get-ChildItem ./logs -Recurse -Filter *_us-east-1_*.json.gz | Get-RoleEvents deployer | Select-Object -First 1 -ExpandProperty Json

## From the events to the policy
# The first thread of TrailOps in one line.
Get-RoleEvents deployer -Path ./logs | ConvertTo-RolePolicy -AsJson
