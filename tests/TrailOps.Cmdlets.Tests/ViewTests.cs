namespace TrailOps.Cmdlets.Tests;

/// <summary>What a console shows.</summary>
public sealed class ViewTests : IDisposable
{
    private const string Refusal = "User: arn:aws:sts::111122223333:assumed-role/deployer/run-1 is not authorized to perform: s3:ListBucket on resource: arn:aws:s3:::state because no identity-based policy allows the s3:ListBucket action";
    private const string Encoded = "An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not authorized to perform this operation. Encoded authorization failure message: PVFhf2vVmsuBKVn0nMUFyXL2hUVVSHrpCk0Gqu9tZTd8fNEyPPcJYbDx4Xb5";

    private readonly LogFolder _logs = new();

    public ViewTests() => _logs.Add(
        new LogRecord("PutBucketPublicAccessBlock") { Id = "e1", Time = "2026-11-20T09:00:00Z", Session = "terraform-20261120" },
        new LogRecord("ListVersionsByFunction20150331", "lambda.amazonaws.com") { Id = "e2", Time = "2026-11-20T09:00:05Z" },
        new LogRecord("CreateKey", "kms.amazonaws.com") { Id = "e3", Time = "2026-11-20T10:00:00Z", ErrorCode = "AccessDenied", ErrorMessage = "Not allowed.", Region = "ap-northeast-1" },
        new LogRecord("PutMetricAlarm", "monitoring.amazonaws.com") { Id = "e4", Time = "2026-11-20T10:30:00Z" },
        new LogRecord("GetCallerIdentity", "sts.amazonaws.com") { Id = "e5", Time = "2026-11-20T11:00:00Z" });

    public void Dispose() => _logs.Dispose();

    [Fact]
    public void Events_as_a_table() => AssertShown("Get-RoleEvents deployer -Path $logs", 120, """
        EventTime (UTC)     Outcome      EventSource              EventName                      Region         SessionName
        ---------------     -------      -----------              ---------                      ------         -----------
        2026-11-20 09:00:00 Success      s3.amazonaws.com         PutBucketPublicAccessBlock     eu-central-1   terraform-2026…
        2026-11-20 09:00:05 Success      lambda.amazonaws.com     ListVersionsByFunction20150331 eu-central-1   run-1
        2026-11-20 10:00:00 AccessDenied kms.amazonaws.com        CreateKey                      ap-northeast-1 run-1
        2026-11-20 10:30:00 Success      monitoring.amazonaws.com PutMetricAlarm                 eu-central-1   run-1
        2026-11-20 11:00:00 Success      sts.amazonaws.com        GetCallerIdentity              eu-central-1   run-1
        """);

    [Fact]
    public void Events_as_a_narrow_table() => AssertShown("Get-RoleEvents deployer -Path $logs", 80, """
        EventTime (UTC)     Outcome      EventSource              EventName
        ---------------     -------      -----------              ---------
        2026-11-20 09:00:00 Success      s3.amazonaws.com         PutBucketPublicAcces…
        2026-11-20 09:00:05 Success      lambda.amazonaws.com     ListVersionsByFuncti…
        2026-11-20 10:00:00 AccessDenied kms.amazonaws.com        CreateKey
        2026-11-20 10:30:00 Success      monitoring.amazonaws.com PutMetricAlarm
        2026-11-20 11:00:00 Success      sts.amazonaws.com        GetCallerIdentity
        """);

    [Fact]
    public void Decisions_as_a_table() => AssertShown("""Test-RolePolicy '{"Version":"2012-10-17","Statement":{"Sid":"Look","Effect":"Allow","Action":"s3:List*","Resource":"*"}}' s3:ListBucket, s3:GetObject""", 131, """
        Decision     Action                           Resource                                     Reason
        --------     ------                           --------                                     ------
        Allowed      s3:ListBucket                    *                                            Statement 1 (Look) of Policy allows it.
        ImplicitDeny s3:GetObject                     *                                            No statement of the role's policies all
                                                                                                   ows s3:GetObject.
        """);

    [Fact]
    public void A_decision_as_a_list() => AssertShown("""Test-RolePolicy '{"Version":"2012-10-17","Statement":{"Sid":"Look","Effect":"Allow","Action":"s3:List*","Resource":"*"}}' s3:GetObject | Format-List""", 121, """
        Allowed   : False
        Decision  : ImplicitDeny
        Action    : s3:GetObject
        Resource  : {*}
        Reason    : No statement of the role's policies allows s3:GetObject.
        DecidedBy : {}
        Missing   : s3:GetObject on * (ImplicitDeny by IdentityPolicy): No statement of the role's policies allows s3:GetObject.
        Event     :
        """);

    [Fact]
    public void Differences_as_a_table() => AssertShown("""Compare-RolePolicy '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}' '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":{"StringEquals":{"iam:PassedToService":"a"}}}}'""", 131, """
          Effect Action                           AccessLevel           Resource                          Condition
        - ------ ------                           -----------           --------                          ---------
        - Allow  s3:GetObject                     Read                  *
        + Allow  iam:PassRole                     Write                 *                                 StringEquals iam:PassedToService
                                                                                                           = a
        """);

    [Fact]
    public void An_event_as_a_list() => AssertShown("Get-RoleEvents deployer -Path $logs -Outcome AccessDenied | Format-List", 120, """
        EventTime       : 2026-11-20 10:00:00 UTC
        EventSource     : kms.amazonaws.com
        EventName       : CreateKey
        Action          : kms:CreateKey
        Outcome         : AccessDenied
        ErrorCode       : AccessDenied
        ErrorMessage    : Not allowed.
        ReadOnly        : True
        Region          : ap-northeast-1
        AccountId       : 111122223333
        RoleArn         : arn:aws:iam::111122223333:role/deployer
        RoleName        : deployer
        SessionName     : run-1
        AccessKeyId     : ASIAEXAMPLE000000001
        InvokedBy       :
        SourceIPAddress : 198.51.100.7
        UserAgent       : aws-cli/2.31
        Resources       : {}
        EventType       : AwsApiCall
        EventId         : e3
        RequestId       : req-e3
        Source          : Files: role deployer, Outcome AccessDenied: 1 events in 5 records of 1 files
        """);

    [Fact]
    public void Policies_as_a_table() => AssertShown("Get-RoleEvents deployer -Path $logs | ConvertTo-RolePolicy", 120, """
        RoleArn                                 Actions Unmapped Events Size LastEvent (UTC)
        -------                                 ------- -------- ------ ---- ---------------
        arn:aws:iam::111122223333:role/deployer       3        1      4  239 2026-11-20 11:00:00
        """);

    [Fact]
    public void A_policy_in_a_narrow_table_keeps_the_whole_arn() => AssertShown("Get-RoleEvents deployer -Path $logs | ConvertTo-RolePolicy", 80, """
        RoleArn                                 Actions Unmapped Events Size LastEvent
                                                                             (UTC)
        -------                                 ------- -------- ------ ---- ----------
        arn:aws:iam::111122223333:role/deployer       3        1      4  239 2026-11-20
                                                                              11:00:00
        """);

    [Fact]
    public void A_policy_as_a_list() => AssertShown("Get-RoleEvents deployer -Path $logs -EventName PutM*, CreateKey, Get* | ConvertTo-RolePolicy | Format-List", 120, """
        RoleArn     : arn:aws:iam::111122223333:role/deployer
        RoleName    : deployer
        Actions     : {cloudwatch:PutMetricAlarm}
        Unmapped    : sts.amazonaws.com:GetCallerIdentity (NoPermission)
        Uncounted   : kms.amazonaws.com:CreateKey (AccessDenied)
        Remarks     : The record does not tell which resource cloudwatch:PutMetricAlarm was called for.
        Counts      : 3 events, 1 mapped, 1 need no permission, 1 refused
        EventCount  : 2
        FirstEvent  : 2026-11-20 10:30:00 UTC
        LastEvent   : 2026-11-20 11:00:00 UTC
        Scope       : Resource
        Size        : 111
        FitsInline  : True
        FitsManaged : True
        Sources     : {Files: role deployer, EventName PutM*, CreateKey, Get*: 3 events in 5 records of 1 files}
        Json        : {
                        "Version": "2012-10-17",
                        "Statement": [
                          {
                            "Effect": "Allow",
                            "Action": [
                              "cloudwatch:PutMetricAlarm"
                            ],
                            "Resource": "*"
                          }
                        ]
                      }
        """);

    [Fact]
    public void The_actions_of_a_policy() => AssertShown("(Get-RoleEvents deployer -Path $logs | ConvertTo-RolePolicy).Actions", 120, """
        Action                        AccessLevel           Events NeededFor
        ------                        -----------           ------ ---------
        cloudwatch:PutMetricAlarm     Write                      1 monitoring.amazonaws.com:PutMetricAlarm
        lambda:ListVersionsByFunction List                       1 lambda.amazonaws.com:ListVersionsByFunction20150331
        s3:PutBucketPublicAccessBlock PermissionsManagement      1 s3.amazonaws.com:PutBucketPublicAccessBlock
        """);

    [Fact]
    public void What_is_unmapped() => AssertShown("(Get-RoleEvents deployer -Path $logs | ConvertTo-RolePolicy).Unmapped", 120, """
        EventSource       EventName         Events Kind         Reason
        -----------       ---------         ------ ----         ------
        sts.amazonaws.com GetCallerIdentity      1 NoPermission Every principal may call it, whatever its policies say.
        """);

    [Fact]
    public void What_does_not_count() => AssertShown("(Get-RoleEvents deployer -Path $logs | ConvertTo-RolePolicy).Uncounted", 120, """
        EventSource       EventName ErrorCode    Events Reason
        -----------       --------- ---------    ------ ------
        kms.amazonaws.com CreateKey AccessDenied      1 The code says that access was denied.
        """);

    [Fact]
    public void Iam_actions_as_a_table() => AssertShown("Get-IamAction s3:Get*Acl, lambda:CreateFunction", 120, """
        Action                 AccessLevel DependentActions                          ResourceTypes
        ------                 ----------- ----------------                          -------------
        s3:GetBucketAcl        Read                                                  accesspoint, bucket
        s3:GetObjectAcl        Read                                                  accesspointobject, object
        s3:GetObjectVersionAcl Read                                                  accesspointobject, object
        lambda:CreateFunction  Write       iam:PassRole, lambda:PassCapacityProvider function
        """);

    [Fact]
    public void An_iam_action_as_a_list() => AssertShown("Get-IamAction s3:GetObjectAcl | Format-List", 120, """
        Action           : s3:GetObjectAcl
        Service          : s3
        ServiceName      : Amazon S3
        Name             : GetObjectAcl
        AccessLevel      : Read
        ResourceTypes    : {accesspointobject, object}
        ConditionKeys    : {s3:AccessGrantsInstanceArn, s3:authType, s3:ExistingObjectTag/<key>, s3:ResourceAccount…}
        DependentActions : {}
        """);

    [Theory]
    [InlineData(80, """
        Name                 HomeRegion     IsLogging LatestDelivery (UTC) S3BucketName
        ----                 ----------     --------- -------------------- ------------
        management           eu-central-1   True      2026-11-20 10:00:00  logs-of-team
        """)]
    [InlineData(120, """
        Name                 HomeRegion     IsLogging LatestDelivery (UTC) S3BucketName             LatestDeliveryError
        ----                 ----------     --------- -------------------- ------------             -------------------
        management           eu-central-1   True      2026-11-20 10:00:00  logs-of-team             AccessDenied
        """)]
    public void Trails_as_a_table(int width, string expected) => AssertShown(
        "$trail = [TrailOps.AuditTrail]::new('management', 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/management', 'eu-central-1'); $trail.IsLogging = $true; "
        + "$trail.S3BucketName = 'logs-of-team'; $trail.LatestDeliveryTime = [datetime]::new(2026, 11, 20, 10, 0, 0); $trail.LatestDeliveryError = 'AccessDenied'; $trail", width, expected);

    [Fact]
    public void A_guardrail_as_a_list()
    {
        using var session = new Session(120);
        const string Script = "New-AuditTrailGuardrail arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit audit-logs -BreakGlassPrincipal arn:aws:iam::111122223333:role/BreakGlass";
        var shown = session.Render(Script).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0 && line[0] != ' ').Select(line => line.Split(':')[0].TrimEnd());
        Assert.Equal(
            [
                "TrailARN", "BucketName", "KmsKeyId", "CloudWatchLogsLogGroupArn", "SnsTopicARN", "BreakGlassPrincipal", "AttachTo", "ServiceControlPolicySize", "ServiceControlPolicy",
                "BucketPolicyStatements", "KeyPolicyStatements",
            ],
            shown);
    }

    [Fact]
    public void Temporary_admins_as_a_table() => AssertShown(
        "$admin = [TrailOps.TempAdmin]::new('deployer', 'arn:aws:iam::111122223333:role/deployer', 'Inline', 'TrailOps-TempAdmin-k3f9x2abcd-20261130T164415Z'); $admin.GrantId = 'k3f9x2abcd'; "
        + "$admin.EndTime = [datetime]::new(2026, 11, 30, 16, 44, 15); $admin.IsActive = $true; $admin; [TrailOps.TempAdmin]::new('deployer', 'arn:aws:iam::111122223333:role/deployer', 'Managed', 'AdministratorAccess')", 120, """
        RoleName             GrantId    EndTime (UTC)       IsActive PolicyName
        --------             -------    -------------       -------- ----------
        deployer             k3f9x2abcd 2026-11-30 16:44:15 True     TrailOps-TempAdmin-k3f9x2abcd-20261130T164415Z
        deployer                                            False    AdministratorAccess
        """);

    [Fact]
    public void A_run_as_a_table() => AssertShown(
        "$run = [TrailOps.TempAdminRun]::new('deployer', 'arn:aws:iam::111122223333:role/deployer', 'TrailOps-k3f9x2abcd'); $run.StartTime = [datetime]::new(2026, 11, 30, 16, 44, 15); "
        + "$run.EndTime = [datetime]::new(2026, 11, 30, 16, 45, 0); $run.ExitCode = 3; $run", 80, """
        RoleName         SessionName         StartTime (UTC)     ExitCode Error
        --------         -----------         ---------------     -------- -----
        deployer         TrailOps-k3f9x2abcd 2026-11-30 16:44:15 3
        """);

    [Fact]
    public void An_update_as_a_table() => AssertShown(
        "$update = [TrailOps.RolePolicyUpdate]::new('deployer', 'arn:aws:iam::111122223333:role/deployer', 'TrailOps-RolePolicy-deployer'); $update.Change = 'Updated'; $update.VersionId = 'v7'; "
        + """$update.Difference = [TrailOps.RolePolicyDifference[]] @(Compare-RolePolicy '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}' '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["s3:PutObject","s3:PutObjectAcl"],"Resource":"*"}}'); $update""", 120, """
        RoleName         PolicyName                           Change    Version Added Removed
        --------         ----------                           ------    ------- ----- -------
        deployer         TrailOps-RolePolicy-deployer         Updated   v7      2     1
        """);

    [Fact]
    public void A_refusal_as_a_list() => AssertShown($"'{Refusal}' | ConvertFrom-AuthorizationMessage -NoDecode", 160, """
        Action   : s3:ListBucket
        Resource : arn:aws:s3:::state
        Who      : deployer (arn:aws:sts::111122223333:assumed-role/deployer/run-1)
        Why      : ImplicitDeny IdentityBased
        """);

    [Fact]
    public void A_refusal_that_is_not_decoded_as_a_list() => AssertShown($"'{Encoded}' | ConvertFrom-AuthorizationMessage -NoDecode", 160, """
        Service        : ec2
        Operation      : RunInstances
        Resource       :
        Who            :
        Why            :
        EncodedMessage : PVFhf2vVmsuBKVn0nMUF… (not decoded)
        """);

    [Fact]
    public void Refusals_as_a_table() => AssertShown($"'{Refusal}', '{Refusal.Replace("run-1", "run-2", StringComparison.Ordinal)}', '{Encoded}' | ConvertFrom-AuthorizationMessage -NoDecode -Unique | Format-RealTable", 160, """
        Count Action                       Reason       RoleName       Resource
        ----- ------                       ------       --------       --------
            2 s3:ListBucket                ImplicitDeny deployer       arn:aws:s3:::state
            1 (ec2 RunInstances)
        """);

    [Fact]
    public void A_time_that_is_not_there_is_empty_in_a_list()
    {
        using var session = new Session(120);
        var lines = session.Render("[TrailOps.AuditTrail]::new('management', 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/management', 'eu-central-1') | Format-List").Split('\n').Select(line => line.Trim());
        Assert.Contains("StopLoggingTime                   :", lines);
    }

    [Fact]
    public void Checks_of_trails_as_a_table() => AssertShown(
        "$check = [TrailOps.AuditTrailCheck]::new('Logging', 'The trail is logging.', 'Critical', $false, 'It was stopped at 2026-11-20 10:00:00Z.'); $check.TrailARN = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/management'; $check; "
        + "$check = [TrailOps.AuditTrailCheck]::new('TrailTags', 'The trail has tags.', 'Low', $null, 'AccessDenied: no (cloudtrail:ListTags).'); $check.TrailARN = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/management'; $check", 120, """
           TrailARN: arn:aws:cloudtrail:eu-central-1:111122223333:trail/management

        Severity Passed Id                      Evidence
        -------- ------ --                      --------
        Critical False  Logging                 It was stopped at 2026-11-20 10:00:00Z.
        Low             TrailTags               AccessDenied: no (cloudtrail:ListTags).
        """);

    [Fact]
    public void Validated_logs_as_a_table() => AssertShown(
        "$log = [TrailOps.AuditLogValidation]::new('Log', 's3://logs-of-team/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/20/a.json.gz', 'HashMismatch'); $log.Region = 'eu-central-1'; $log", 120, """
        Kind           Status             Region         Key
        ----           ------             ------         ---
        Log            HashMismatch       eu-central-1   s3://logs-of-team/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11
                                                         /20/a.json.gz
        """);

    private void AssertShown(string script, int width, string expected)
    {
        using var session = new Session(width);
        var shown = session.Render(script, new { logs = _logs.Root }).Replace(_logs.Root, "LOGS", StringComparison.Ordinal);

        // Blanks at the ends of lines and empty lines around are the engine's affair.
        var lines = shown.Split('\n').Select(line => line.TrimEnd());
        Assert.Equal(expected.ReplaceLineEndings("\n").Trim('\n'), string.Join('\n', lines).Trim('\n'));
    }
}
