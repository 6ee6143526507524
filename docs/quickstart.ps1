# What a role did, and the policy that allows it. Runs in pwsh as it is, and without pwsh by: dotnet run --project tests/Quickstart
param(
    [string] $Path = (Join-Path $PSScriptRoot 'sample/logs'),
    [string] $RoleName = 'deployer',
    [string] $Baseline = (Join-Path $PSScriptRoot 'sample/read-only-baseline.json'),
    [string] $TerraformLog = (Join-Path $PSScriptRoot 'sample/terraform.log'),
    [hashtable] $Aws,
    [string] $WorkRole)

# What did the role do? A folder of CloudTrail logs is all that is needed.
$events = Get-RoleEvents $RoleName -Path $Path
$events

# What was it refused?
Get-RoleEvents $RoleName -Path $Path -Outcome AccessDenied -WarningAction SilentlyContinue

# The same in terraform's own words, from a log in another code page; one pipe more makes the policy that was lacking.
ConvertFrom-AuthorizationMessage -Path $TerraformLog -NoDecode -OutVariable refusals
$refusals | ConvertTo-RolePolicy -AsJson

# The policy that allows what it did, and why each action is in it, on each resource.
$policy = $events | ConvertTo-RolePolicy
$policy
$policy.Actions
$policy.Evidence

# What adds nothing to the policy, and why.
$policy.Unmapped
$policy.Uncounted

# Where the policy is wider than what was used.
$policy.Remarks

# The document, ready for IAM; and without what the role may do anyway, for Terraform.
$policy.Json
$events | ConvertTo-RolePolicy -Baseline $Baseline -AsTerraform -WarningAction SilentlyContinue

# Which permission does an event need? Its name is often another.
Get-IamAction -EventSource s3 -EventName ListBuckets

# On AWS, with the parameters of -Aws (such as @{ ProfileName = 'audit'; Region = 'eu-central-1' }): what did the role do in the last hour? Every account has event history.
if ($Aws) { Get-RoleEvents $RoleName @Aws -EventSource s3 }

# The same from the buckets of the account's trails, with data events where a trail has them; and its policy.
if ($Aws) { Get-AuditTrail @Aws | Get-RoleEvents $RoleName @Aws -StartTime ([DateTime]::UtcNow.AddHours(-1)) -OutVariable logged | ConvertTo-RolePolicy }

# Which trails are there? What makes the role admin now?
if ($Aws) { Get-AuditTrail @Aws; Get-TempAdmin $RoleName @Aws }

# The loop, with a role that may be made admin for a moment (-WorkRole): this work is refused to it now.
if ($WorkRole) {
    $there = @{}
    foreach ($name in 'Region', 'EndpointUrl') { if ($Aws[$name]) { $there[$name] = $Aws[$name] } }
    Get-AuditTrail @there -Credential (New-RoleSession $WorkRole @Aws) 2>&1
}

# As admin, in a session of its own, it passes; then the admin is gone.
if ($WorkRole) { Invoke-TempAdmin $WorkRole { Get-AuditTrail @there } @Aws -Confirm:$false -OutVariable run; Get-TempAdmin $WorkRole @Aws }

# What that session did becomes what the role may do. (On AWS itself, events take some minutes to come: -Wait.)
if ($WorkRole) { $run | Get-RoleEvents @Aws -Wait:(-not $Aws.EndpointUrl) | ConvertTo-RolePolicy -OutVariable learned | Update-RolePolicy @Aws -Confirm:$false; $learned.Json }

# The same work passes without admin now, and one more action does not.
if ($WorkRole) {
    $session = New-RoleSession $WorkRole @Aws
    Get-AuditTrail @there -Credential $session
    Get-TempAdmin $WorkRole @there -Credential $session 2>&1
}
