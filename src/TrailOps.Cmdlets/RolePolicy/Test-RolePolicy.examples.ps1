## Would the new policy have let the work pass?
# Each event is tested with all that it needs. What comes out here does not pass, or can't be told.
$events = Get-RoleEvents deployer -Path ./logs
$policy = $events | ConvertTo-RolePolicy -Baseline ./read-only-baseline.json
$events | Test-RolePolicy $policy, ./read-only-baseline.json | Where-Object Allowed -NE $true

## May the role do this?
# Reason says which statement decided, or what stands in the way.
Test-RolePolicy ./policies/deployer.json -Action s3:GetObject, s3:DeleteObject -Resource arn:aws:s3:::example-orders-state/prod.tfstate

## Under a condition
# Without -Context the decision is ImplicitDeny, and Missing names the condition key that would decide.
Test-RolePolicy ./policies/deployer.json -Action iam:PassRole -Resource arn:aws:iam::111122223333:role/orders-lambda -Context @{ 'iam:PassedToService' = 'lambda.amazonaws.com' }

## With a permissions boundary and the organisation's policies
# The service control policies of two levels, the root's and the account's: each level has to allow it.
Test-RolePolicy ./policies/deployer.json -Action 'lambda:*Function' -Resource arn:aws:lambda:eu-central-1:111122223333:function:orders -PermissionsBoundary ./policies/boundary.json -ServiceControlPolicy @('./policies/full-access.json'), @('./policies/full-access.json', './policies/no-public-buckets.json') -Context @{ 'aws:RequestedRegion' = 'eu-central-1' }

## Into another account's bucket
# Both sides have to allow it: the role's policy does not.
Test-RolePolicy ./policies/deployer.json -Action s3:PutObject -Resource arn:aws:s3:::example-central-logs/111122223333/today.gz -ResourcePolicy ./policies/central-logs-bucket.json -ResourceAccountId 444455556666 -PrincipalArn arn:aws:iam::111122223333:role/ci/deployer

## By what a role has on AWS
# With its permissions boundary.
Test-RolePolicy -RoleName deployer -Action s3:GetObject -Resource arn:aws:s3:::example-orders-state/prod.tfstate
