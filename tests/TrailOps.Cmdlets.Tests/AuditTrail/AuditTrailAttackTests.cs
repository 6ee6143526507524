using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TrailOps.LocalAws;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>Each attack turns exactly the checks that are named for it, and the remedies, run as they are printed, turn them back.</summary>
public sealed class AuditTrailAttackTests : IAsyncLifetime
{
    private const string Deny = """{"Sid":"Mine","Effect":"Deny","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::example-evidence/*"}""";
    private const string Stranger = """{"Sid":"Mine","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":["s3:GetObject","s3:DeleteObject"],"Resource":"arn:aws:s3:::example-evidence/*"}""";
    private const string Everyone = """{"Sid":"Mine","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::example-evidence/*"}""";
    private const string AnyTrail = """{"Sid":"Mine","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::example-evidence/*"}""";

    private const string StrangersPolicy = """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":["s3:GetBucketAcl","s3:PutObject"],"Resource":["arn:aws:s3:::strangers-bucket","arn:aws:s3:::strangers-bucket/*"]},
          {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:ListBucket","Resource":"arn:aws:s3:::strangers-bucket"}]}
        """;

    /// <summary>What can be read with a permission of its own, and what is not seen without.</summary>
    private static readonly (string Action, string[] NotSeen)[] Reads =
    [
        ("cloudtrail:GetTrailStatus", ["CloudWatchLogs", "DigestDelivery", "LogDelivery", "Logging"]),
        ("cloudtrail:GetEventSelectors", ["ManagementEvents", "S3ReadDataEvents", "S3WriteDataEvents"]),
        ("cloudtrail:ListTags", ["TrailTags"]),
        ("cloudtrail:ListEventDataStores", ["DataStoreEncryption"]),
        ("cloudtrail:GetEventDataStore", ["DataStoreEncryption"]),
        ("logs:DescribeMetricFilters", ["ChangeAlarm"]),
        ("cloudwatch:DescribeAlarmsForMetric", ["ChangeAlarm"]),
        ("kms:DescribeKey", ["KmsKeyEnabled", "KmsKeyPolicy"]),
        ("kms:GetKeyRotationStatus", ["KmsKeyRotation"]),
        ("kms:GetKeyPolicy", ["KmsKeyPolicy"]),
        ("s3:ListBucket", ["BucketOwner"]),
        ("s3:GetBucketPolicy", ["BucketDeliveryPolicy", "BucketForeignAccess", "BucketSourceArn", "BucketTlsOnly"]),
        ("s3:GetBucketPolicyStatus", ["BucketNotPublic"]),
        ("s3:GetBucketAcl", ["BucketNotPublic"]),
        ("s3:GetBucketPublicAccessBlock", ["BucketPublicAccessBlock"]),
        ("s3:GetBucketOwnershipControls", ["BucketOwnership"]),
        ("s3:GetBucketVersioning", ["BucketMfaDelete", "BucketVersioning"]),
        ("s3:GetBucketObjectLockConfiguration", ["BucketObjectLock"]),
        ("s3:GetLifecycleConfiguration", ["BucketLifecycle"]),
        ("s3:GetEncryptionConfiguration", ["BucketEncryption"]),
        ("s3:GetBucketLogging", ["BucketAccessLogging"]),
    ];

    /// <summary>What is done, with an hour's passing where it says so; and what it turns.</summary>
    private static readonly (string Name, string[] Lines, string[] Turned)[] Attacks =
    [
        ("stopped", ["cloudtrail StopLogging {'Name':'evidence'}"], ["ChangeAlarm", "Logging"]),
        ("deleted", ["cloudtrail DeleteTrail {'Name':'evidence'}"], ["TrailExists"]),
        ("narrowed to reads of nothing", ["cloudtrail PutEventSelectors {'TrailName':'evidence','EventSelectors':[{'ReadWriteType':'ReadOnly','IncludeManagementEvents':false,'DataResources':[{'Type':'AWS::S3::Object','Values':[]},{'Type':'AWS::Lambda::Function','Values':[]}]}]}"], ["ChangeAlarm", "ManagementEvents"]),
        ("without KMS", ["cloudtrail PutEventSelectors {'TrailName':'evidence','EventSelectors':[{'ReadWriteType':'All','IncludeManagementEvents':true,'ExcludeManagementEventSources':['kms.amazonaws.com']}]}"], ["ManagementEvents"]),
        ("writes alone", ["cloudtrail PutEventSelectors {'TrailName':'evidence','AdvancedEventSelectors':[{'Name':'Management events selector','FieldSelectors':[{'Field':'eventCategory','Equals':['Management']},{'Field':'readOnly','Equals':['false']}]}]}"], ["ManagementEvents"]),
        ("one region", ["cloudtrail UpdateTrail {'Name':'evidence','IsMultiRegionTrail':false}"], ["MultiRegion"]),
        ("no global events", ["cloudtrail UpdateTrail {'Name':'evidence','IsMultiRegionTrail':false,'IncludeGlobalServiceEvents':false}"], ["MultiRegion", "GlobalServiceEvents"]),
        ("no validation", ["cloudtrail UpdateTrail {'Name':'evidence','EnableLogFileValidation':false}"], ["DigestDelivery", "LogFileValidation"]),
        ("no key", ["cloudtrail UpdateTrail {'Name':'evidence','KmsKeyId':''}"], ["KmsEncryption", "KmsKeyEnabled", "KmsKeyPolicy", "KmsKeyRotation"]),
        ("no log group", ["cloudtrail UpdateTrail {'Name':'evidence','CloudWatchLogsLogGroupArn':'','CloudWatchLogsRoleArn':''}"], ["ChangeAlarm", "CloudWatchLogs"]),
        ("log group deleted", ["logs DeleteLogGroup {'logGroupName':'audit'}", "pass"], ["ChangeAlarm", "CloudWatchLogs"]),
        ("metric filter deleted", ["logs DeleteMetricFilter {'logGroupName':'audit','filterName':'TrailOpsTrailChanges'}"], ["ChangeAlarm"]),
        ("metric filter blinded", ["logs PutMetricFilter {'logGroupName':'audit','filterName':'TrailOpsTrailChanges','filterPattern':'{ ($.eventName = CreateTrail) || ($.eventName = DeleteTrail) }','metricTransformations':[{'metricName':'TrailChanges','metricNamespace':'Audit','metricValue':'1'}]}"], ["ChangeAlarm"]),
        ("alarm deleted", ["monitoring DeleteAlarms {'AlarmNames':['TrailOpsTrailChanges']}"], ["ChangeAlarm"]),
        ("alarm out of reach", ["monitoring PutMetricAlarm {'AlarmName':'TrailOpsTrailChanges','Namespace':'Audit','MetricName':'TrailChanges','Statistic':'Sum','Period':300,'EvaluationPeriods':1,'Threshold':1000,'ComparisonOperator':'GreaterThanOrEqualToThreshold','AlarmActions':['arn:aws:sns:us-east-1:111122223333:audit']}"], ["ChangeAlarm"]),
        ("alarm silenced", ["monitoring DisableAlarmActions {'AlarmNames':['TrailOpsTrailChanges']}"], ["ChangeAlarm"]),
        ("no insights", ["cloudtrail PutInsightSelectors {'TrailName':'evidence','InsightSelectors':[]}"], ["Insights"]),
        ("no tags", ["cloudtrail RemoveTags {'ResourceId':'arn:aws:cloudtrail:us-east-1:111122223333:trail/evidence','TagsList':[{'Key':'Purpose'}]}"], ["TrailTags"]),
        ("stores without a key", ["cloudtrail CreateEventDataStore {'Name':'open'}", "cloudtrail CreateEventDataStore {'Name':'open-too'}"], ["DataStoreEncryption"]),
        ("key disabled", ["kms DisableKey {'KeyId':'{key}'}"], ["KmsKeyEnabled"]),
        ("key to be deleted", ["kms ScheduleKeyDeletion {'KeyId':'{key}','PendingWindowInDays':7}"], ["KmsKeyEnabled", "KmsKeyRotation"]),
        ("key not rotated", ["kms DisableKeyRotation {'KeyId':'{key}'}"], ["KmsKeyRotation"]),
        ("key policy thinned", ["kms PutKeyPolicy {'KeyId':'{key}','PolicyName':'default','Policy':'{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"111122223333\\\"},\\\"Action\\\":\\\"kms:*\\\",\\\"Resource\\\":\\\"*\\\"}]}'}"], ["KmsKeyPolicy"]),
        ("delivery fails", [$"policy +{Deny}", "pass"], ["BucketDeliveryPolicy", "DigestDelivery", "LogDelivery"]),
        ("another bucket", ["cloudtrail UpdateTrail {'Name':'evidence','S3BucketName':'another-bucket'}"], ["BucketAccessLogging", "BucketName", "BucketObjectLock"]),
        ("a stranger's bucket", ["cloudtrail UpdateTrail {'Name':'evidence','S3BucketName':'strangers-bucket'}"], ["BucketAccessLogging", "BucketDeliveryPolicy", "BucketEncryption", "BucketForeignAccess", "BucketLifecycle", "BucketMfaDelete", "BucketName", "BucketNotPublic", "BucketObjectLock", "BucketOwner", "BucketOwnership", "BucketPublicAccessBlock", "BucketSourceArn", "BucketTlsOnly", "BucketVersioning"]),
        ("bucket policy gone", ["s3 DELETE /example-evidence?policy"], ["BucketDeliveryPolicy", "BucketTlsOnly"]),
        ("CloudTrail's statements gone", ["policy -TrailOps(Write|AclCheck)"], ["BucketDeliveryPolicy"]),
        ("TLS statement gone", ["policy -TrailOpsDenyInsecure"], ["BucketTlsOnly"]),
        ("a stranger let in", [$"policy +{Stranger}"], ["BucketForeignAccess"]),
        ("everyone let in", ["s3 DELETE /example-evidence?publicAccessBlock", $"policy +{Everyone}"], ["BucketForeignAccess", "BucketNotPublic", "BucketPublicAccessBlock"]),
        ("any trail may deliver", [$"policy +{AnyTrail}"], ["BucketSourceArn"]),
        ("public access unblocked", ["s3 DELETE /example-evidence?publicAccessBlock"], ["BucketPublicAccessBlock"]),
        ("public access half unblocked", ["s3 PUT /example-evidence?publicAccessBlock <PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>false</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>"], ["BucketPublicAccessBlock"]),
        ("access control lists on", ["s3 PUT /example-evidence?ownershipControls <OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule></OwnershipControls>"], ["BucketOwnership"]),
        ("rule of a day", ["s3 PUT /example-evidence?lifecycle <LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status><Filter><Prefix/></Filter><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>"], ["BucketLifecycle"]),
        ("no default encryption of ours", ["s3 PUT /example-evidence?encryption <ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>"], ["BucketEncryption"]),
        ("no access logging", ["s3 PUT /example-evidence?logging <BucketLoggingStatus xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>"], ["BucketAccessLogging"]),
        ("everyone in the list", ["s3 PUT /example-evidence?ownershipControls <OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule></OwnershipControls>", "s3 DELETE /example-evidence?publicAccessBlock", "s3 PUT /example-evidence?acl x-amz-acl=public-read"], ["BucketNotPublic", "BucketOwnership", "BucketPublicAccessBlock"]),
        ("lock without retention", ["s3 PUT /example-evidence?object-lock <ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>"], ["BucketObjectLock"]),
    ];

    /// <summary>What New-AuditTrail leaves to others.</summary>
    private static readonly string[] Rest =
    [
        "kms EnableKeyRotation {'KeyId':'{key}'}",
        "cloudtrail UpdateTrail {'Name':'evidence','CloudWatchLogsLogGroupArn':'arn:aws:logs:us-east-1:111122223333:log-group:audit:*','CloudWatchLogsRoleArn':'arn:aws:iam::111122223333:role/ToCloudWatch'}",
        "logs PutMetricFilter {'logGroupName':'audit','filterName':'TrailOpsTrailChanges','filterPattern':'{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) }','metricTransformations':[{'metricName':'TrailChanges','metricNamespace':'Audit','metricValue':'1'}]}",
        "monitoring PutMetricAlarm {'AlarmName':'TrailOpsTrailChanges','Namespace':'Audit','MetricName':'TrailChanges','Statistic':'Sum','Period':300,'EvaluationPeriods':1,'Threshold':1,'ComparisonOperator':'GreaterThanOrEqualToThreshold','AlarmActions':['arn:aws:sns:us-east-1:111122223333:audit']}",
        "cloudtrail PutInsightSelectors {'TrailName':'evidence','InsightSelectors':[{'InsightType':'ApiCallRateInsight'}]}",
        "cloudtrail AddTags {'ResourceId':'arn:aws:cloudtrail:us-east-1:111122223333:trail/evidence','TagsList':[{'Key':'Purpose','Value':'audit'}]}",
        "s3 PUT /example-evidence?logging <BucketLoggingStatus><LoggingEnabled><TargetBucket>access-logs</TargetBucket><TargetPrefix>a/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>",
    ];

    private LocalAwsSession _aws = null!;
    private string _key = "";
    private string _keyOfStores = "";

    public async ValueTask InitializeAsync()
    {
        _aws = await LocalAwsSession.StartAsync(new LocalAwsOptions { Accounts = [("111122223333", "aws"), ("444455556666", "aws")] });
        var account = _aws.Server.World.Account;
        _key = account.AddKey("us-east-1", Evidence.KeyPolicy);
        _keyOfStores = account.AddKey("us-east-1", Evidence.StoreKeyPolicy);
        account.AddEventDataStore("us-east-1", "lake", _keyOfStores);
        account.AddBucket("access-logs");
        account.AddRole("ToCloudWatch");
        _aws.Server.World.Accounts.Last().AddBucket("strangers-bucket", policy: StrangersPolicy);
        var keys = _aws.Server.RootKeys;
        _aws.Run(
            """
            foreach ($name in (Get-Command -Module TrailOps).Name) {
                if ((Get-Command $name).Parameters.ContainsKey('EndpointUrl')) { $PSDefaultParameterValues["${name}:EndpointUrl"] = $aws.EndpointUrl }
            }
            $StoredAWSCredentials = @{ AccessKeyId = $id; SecretAccessKey = $secret }
            $StoredAWSRegion = 'us-east-1'
            """,
            new { id = keys.AccessKeyId, secret = keys.SecretAccessKey }).Clean();
        await MakeAsync();

        // A bucket that an attacker can turn the trail to.
        _aws.Run("Set-AuditTrail evidence -BucketName another-bucket -Confirm:$false; Set-AuditTrail evidence -BucketName example-evidence -Confirm:$false").Clean();
        await DoAsync("pass");
    }

    public async ValueTask DisposeAsync() => await _aws.DisposeAsync();

    [Fact]
    public async Task An_attack_turns_what_is_named_and_the_remedy_turns_it_back()
    {
        using AwsCli cli = new(_aws.Url, ("default", _aws.Server.RootKeys));
        List<string> wrong = [];
        foreach (var attack in Attacks)
        {
            try
            {
                wrong.AddRange(await TryAsync(attack, cli));
            }
            catch (Exception e)
            {
                wrong.Add($"{attack.Name}: {e.Message}");
            }

            await _aws.Root().S3Async(HttpMethod.Delete, "/example-evidence?policy");
            await MakeAsync();
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.SkipUnless(AwsCli.IsHere, "The aws CLI is not on this machine: remedies that are its commands were not run.");
    }

    /// <summary>Each check that is named for an attack is turned by one, each other fails somewhere, and each that takes a read of its own is once without.</summary>
    [Fact]
    public void No_check_is_left_out()
    {
        string[] elsewhere = ["BucketOwner", "BucketVersioning", "TrailExists"];
        var all = Checks();
        var turned = Attacks.SelectMany(attack => attack.Turned).Concat(elsewhere).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], all.Values.Where(check => check.Value("Attack") is not null).Select(check => (string)check.Value("Id")!).Except(turned));
        Assert.Equal(["S3ReadDataEvents", "S3WriteDataEvents"], all.Keys.Except(turned).Order(StringComparer.Ordinal));

        // What DescribeTrails tells is there or the trail is not.
        Assert.Equal(
            ["BucketName", "GlobalServiceEvents", "Insights", "KmsEncryption", "LogFileValidation", "MultiRegion", "TrailExists"],
            all.Keys.Except(Reads.SelectMany(read => read.NotSeen)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_may_not_be_read_is_neither_a_pass_nor_a_failure()
    {
        var all = Checks();
        foreach (var (action, notSeen) in Reads)
        {
            var keys = _aws.Server.World.Account.AddUser($"without-{action.Replace(':', '-')}", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"{{action}}","Resource":"*"}]}""");
            var checks = _aws.Run("Test-AuditTrail evidence -BucketName example-evidence -AccessKey $id -SecretKey $secret", new { id = keys.AccessKeyId, secret = keys.SecretAccessKey }).Clean();
            Assert.Equal(all.Keys, checks.Select(check => (string)check.Value("Id")!));
            var changed = checks.Where(check => !Equals(check.Value("Passed"), all[(string)check.Value("Id")!].Value("Passed"))).ToList();
            Assert.Equal((action, string.Join(", ", notSeen)), (action, string.Join(", ", changed.Select(check => (string)check.Value("Id")!).Order(StringComparer.Ordinal))));
            Assert.All(changed, check => Assert.Null(check.Value("Passed")));
            Assert.All(changed, check => Assert.Contains("Denied", (string)check.Value("Evidence")!, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_a_trail_has_not_from_the_start_can_be_had()
    {
        using AwsCli cli = new(_aws.Url, ("default", _aws.Server.RootKeys));
        Assert.SkipUnless(AwsCli.IsHere, "The aws CLI is not on this machine.");
        var failed = Failed([]);
        Assert.Equal(["BucketMfaDelete", "S3ReadDataEvents", "S3WriteDataEvents"], failed.Select(check => (string)check.Value("Id")!).Order(StringComparer.Ordinal));
        foreach (var check in failed)
        {
            Run(Filled((string)check.Value("Remedy")!), cli);
        }

        Assert.Empty(Failed([]));
        Assert.DoesNotContain(Checks().Values, check => check.Value("Passed") is null);
        await DoAsync("pass");
    }

    private async Task<List<string>> TryAsync((string Name, string[] Lines, string[] Turned) attack, AwsCli cli)
    {
        var (name, lines, turned) = attack;
        List<string> wrong = [];
        var before = Checks();
        foreach (var line in lines)
        {
            await DoAsync(line);
        }

        var after = Checks();
        var changed = after.Keys.Union(before.Keys).Where(id => !Equals(after.GetValueOrDefault(id)?.Value("Passed"), before.GetValueOrDefault(id)?.Value("Passed"))).Order(StringComparer.Ordinal).ToList();
        var expected = name == "deleted" ? [.. before.Keys.Where(id => before[id].Value("Passed") is not null).Order(StringComparer.Ordinal)] : turned.Order(StringComparer.Ordinal).ToList();
        if (!changed.SequenceEqual(expected))
        {
            wrong.Add($"{name}: turned {string.Join(", ", changed)}, not {string.Join(", ", expected)}: {string.Join(" | ", changed.Select(id => $"{before.GetValueOrDefault(id)} -> {after.GetValueOrDefault(id)}"))}");
        }

        // Each remedy in its turn, as it is printed: what still fails after it has another.
        List<string> tried = [];
        for (var failed = Failed(before); failed.Count > 0 && tried.Count < 6; failed = Failed(before))
        {
            if (failed.Select(check => Filled((string?)check.Value("Remedy") ?? "")).FirstOrDefault(text => text.Length > 0 && !tried.Contains(text)) is not { } remedy)
            {
                break;
            }

            tried.Add(remedy);
            Run(remedy, cli);
            if (lines.Contains("pass") || name == "deleted")
            {
                await DoAsync("pass");
            }
        }

        if (Failed(before).Count > 0)
        {
            wrong.Add($"{name}: not mended by {string.Join(" ; ", tried)}: {string.Join(" | ", Failed(before))}");
        }
        return wrong;
    }

    private List<PSObject> Failed(Dictionary<string, PSObject> before) => [.. Checks().Values.Where(check => Equals(check.Value("Passed"), false) && !Equals(before.GetValueOrDefault((string)check.Value("Id")!)?.Value("Passed"), false))];

    private Dictionary<string, PSObject> Checks() => _aws.Run("Test-AuditTrail evidence -BucketName example-evidence").Clean().ToDictionary(check => (string)check.Value("Id")!, StringComparer.Ordinal);

    /// <summary>What only the user knows.</summary>
    private string Filled(string remedy) => remedy.Replace("<key ARN>", _key, StringComparison.Ordinal)
        .Replace("<ARN of a key for stores>", _keyOfStores, StringComparison.Ordinal)
        .Replace("<bucket for access logs>", "access-logs", StringComparison.Ordinal)
        .Replace("<serial of the root device> <code>", "arn:aws:iam::111122223333:mfa/root 123456", StringComparison.Ordinal)
        .Replace("<log group ARN>", _aws.Server.World.Account.AddLogGroup("us-east-1", "audit2"), StringComparison.Ordinal)
        .Replace("<topic ARN>", "arn:aws:sns:us-east-1:111122223333:audit", StringComparison.Ordinal)
        .Replace("<role ARN>", "arn:aws:iam::111122223333:role/ToCloudWatch", StringComparison.Ordinal);

    private void Run(string remedy, AwsCli cli)
    {
        if (!remedy.StartsWith("aws ", StringComparison.Ordinal))
        {
            var run = _aws.Run(remedy);
            Assert.True(run.Errors.Count == 0 && run.Exception is null, $"{remedy}: {string.Join("; ", run.Errors)} {run.Exception}");
        }
        else if (AwsCli.IsHere)
        {
            foreach (var (code, _, errors) in cli.Run("us-east-1", remedy.Split("; ")))
            {
                Assert.True(code == 0, $"{remedy}: {errors}");
            }
        }
    }

    private async Task DoAsync(string line)
    {
        var words = line.Replace("{key}", _key, StringComparison.Ordinal).Split(' ', 3);
        switch (words[0])
        {
            case "pass":
                _aws.Run("Get-AuditTrail -Region us-east-1").Clean();
                _aws.Server.World.Clock.Advance(TimeSpan.FromHours(1));
                break;
            case "s3":
                var parts = words[2].Split(' ', 2);
                var isHeader = parts is [_, ['x', '-', ..]];
                await _aws.Root().S3Async(new HttpMethod(words[1]), parts[0], parts is [_, var body] && !isHeader ? body : "", isHeader ? [(parts[1].Split('=')[0], parts[1].Split('=')[1])] : []);
                break;
            case "policy":
                var policy = JsonNode.Parse(await _aws.Root().S3Async(HttpMethod.Get, "/example-evidence?policy"))!;
                var statements = policy["Statement"]!.AsArray();
                if (words[1][0] == '+')
                {
                    statements.Add(JsonNode.Parse(line["policy +".Length..]));
                }
                else
                {
                    statements.Where(statement => Regex.IsMatch((string)statement!["Sid"]!, words[1][1..])).ToList().ForEach(statement => statements.Remove(statement));
                }

                await _aws.Root().S3Async(HttpMethod.Put, "/example-evidence?policy", policy.ToJsonString());
                break;
            default:
                await _aws.Root().JsonAsync(words[0], words[1], words[2].Replace('\'', '"'));
                break;
        }
    }

    /// <summary>A trail with all that can be had, and a delivery of each kind.</summary>
    private async Task MakeAsync()
    {
        _aws.Run("New-AuditTrail evidence example-evidence -KmsKeyId $key -ObjectLockDays 90 -Force -Confirm:$false", new { key = _key });
        _aws.Server.World.Account.AddLogGroup("us-east-1", "audit");
        foreach (var line in Rest)
        {
            await DoAsync(line);
        }

        await DoAsync("pass");
    }
}
