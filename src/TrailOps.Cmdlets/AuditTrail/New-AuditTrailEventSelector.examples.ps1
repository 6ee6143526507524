## Management events of calls that write, without those of AWS KMS
New-AuditTrailEventSelector -ReadWriteType WriteOnly -ExcludeEventSource kms

## Who changes Terraform's state and takes its lock?
# All management events besides: a trail logs what any of its selectors selects.
$selectors = @(
    New-AuditTrailEventSelector
    New-AuditTrailEventSelector -S3Bucket tf-state -Prefix env/ -WriteOnly
    New-AuditTrailEventSelector -DynamoDBTable lock
)
$selectors.Description

## Deletions in several buckets
New-AuditTrailEventSelector -S3Bucket tf-state, backups -EventName Delete* -Name 'What is deleted'

## Calls of one function, and events of all topics
New-AuditTrailEventSelector -ResourceType AWS::Lambda::Function -ResourceArn arn:aws:lambda:eu-central-1:111122223333:function:orders
New-AuditTrailEventSelector -ResourceType AWS::SNS::Topic
