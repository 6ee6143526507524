## The quick check: what did the role just do?
# Event history has the management events of the last 90 days, a few minutes after each call. Without -StartTime it is the last hour, and without
# -Region the resolved region and us-east-1, where the events of IAM and other global services are.
Get-RoleEvents deployer -StartTime (Get-Date).AddHours(-2) -Region eu-central-1, us-east-1

## The work is done: wait until all of its events have come
# An event may take 15 minutes to show. Each comes out as soon as it is seen, and the command ends when nothing more can come. A session's name narrows what is read.
Get-RoleEvents deployer -SessionName terraform -Wait | ConvertTo-RolePolicy

## In which regions was the role active?
# All regions are asked side by side; one that is not enabled in the account is passed over.
Get-RoleEvents deployer -AllRegions | Group-Object Region

## From the bucket that a trail delivers to
# All accounts and regions in it, data events too. Only the logs of the period are fetched, many at the same time; with -CachePath they are kept, and a second run fetches what is new.
Get-RoleEvents deployer -BucketName logs-of-team -StartTime (Get-Date).AddDays(-7) -CachePath ./cache

## From the bucket of a trail
# Bucket, prefix, accounts and regions are looked up. Trails bind from the pipeline by their TrailARN, those of Get-CTTrail too.
Get-AuditTrail management | Get-RoleEvents deployer -StartTime (Get-Date).AddDays(-1)

## Chosen objects of a bucket, and events that AWS.Tools found
# Objects bind by their BucketName and Key, events by their CloudTrailEvent.
Get-S3Object -BucketName logs-of-team -KeyPrefix AWSLogs/111122223333/CloudTrail/eu-central-1/ | Get-RoleEvents deployer
Find-CTEvent -LookupAttribute @{ AttributeKey = 'EventSource'; AttributeValue = 's3.amazonaws.com' } | Get-RoleEvents deployer

## What one role did, from log files
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
