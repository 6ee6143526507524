# What a role did, and the policy that allows it. Runs in pwsh as it is, and without pwsh by: dotnet run --project tests/Quickstart
param([string] $Path = (Join-Path $PSScriptRoot 'sample/logs'), [string] $RoleName = 'deployer')

# What did the role do? A folder of CloudTrail logs is all that is needed.
$events = Get-RoleEvents $RoleName -Path $Path
$events

# What was it refused?
Get-RoleEvents $RoleName -Path $Path -Outcome AccessDenied -WarningAction SilentlyContinue

# The policy that allows what it did, and why each action is in it.
$policy = $events | ConvertTo-RolePolicy
$policy
$policy.Actions

# What adds nothing to the policy, and why.
$policy.Unmapped
$policy.Uncounted

# The document, ready for IAM.
$policy.Json

# Which permission does an event need? Its name is often another.
Get-IamAction -EventSource s3 -EventName ListBuckets
