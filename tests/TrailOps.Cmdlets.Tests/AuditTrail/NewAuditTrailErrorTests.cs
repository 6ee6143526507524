using System.Management.Automation;
using System.Xml.Linq;
using TrailOps.LocalAws;
using TrailOps.LocalAws.Faults;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>What New-AuditTrail can't do: the error says what and how to go on, and nothing was changed.</summary>
public sealed class NewAuditTrailErrorTests
{
    private const string Bucket = "example-evidence";
    private const string New = $"New-AuditTrail evidence {Bucket} @aws";
    private const string Cmdlet = ",TrailOps.Cmdlets.NewAuditTrailCommand";
    private const string Long = "a-name-of-so-many-characters-that-no-bucket-could-be-called-after-it";

    private const string Statement = """{"Version":"2012-10-17","Statement":[{"Effect":"EFFECT","Principal":"*","Action":"ACTION","Resource":["arn:aws:s3:::example-evidence","arn:aws:s3:::example-evidence/*"]}]}""";

    [Theory]
    [InlineData("New-AuditTrail ab @aws", "AuditTrailNameNotValid", "ab", "'ab'|3 to 128")]
    [InlineData("New-AuditTrail a--b @aws", "AuditTrailNameNotValid", "a--b", "'a--b'|side by side")]
    [InlineData("New-AuditTrail 10.1.2.3 @aws", "AuditTrailNameNotValid", "10.1.2.3", "IP address")]
    [InlineData("New-AuditTrail évidence @aws", "AuditTrailNameNotValid", "évidence", "only ASCII letters")]
    [InlineData("New-AuditTrail evidence Team_Logs @aws", "AuditTrailBucketNotValid", "evidence", "'Team_Logs'|small letters|-BucketName")]
    [InlineData("New-AuditTrail " + Long + " @aws", "AuditTrailBucketNotValid", Long, "has 102 characters|-BucketName")]
    [InlineData(New + " -S3KeyPrefix a/AWSLogs", "AuditTrailBucketNotValid", "evidence", "'a/AWSLogs'|which it adds itself")]
    [InlineData(New + " -S3KeyPrefix 'a*b'", "AuditTrailBucketNotValid", "evidence", "'a*b'|stay with letters")]
    [InlineData(New + " -Minimal -ObjectLockDays 1", "AuditTrailSettingsNotValid", "evidence", "-Minimal|-ObjectLockDays|Leave out")]
    [InlineData(New + " -Minimal -RetentionDays 1", "AuditTrailSettingsNotValid", "evidence", "-Minimal|-RetentionDays|Leave out")]
    [InlineData(New + " -RetentionDays 5 -ObjectLockDays 10", "AuditTrailSettingsNotValid", "evidence", "-RetentionDays is 5|-ObjectLockDays 10|at least as many")]
    [InlineData(New + " -DataEventsOnly", "AuditTrailSettingsNotValid", "evidence", "nothing would be logged|Give -EventSelector")]
    [InlineData(New + " -DataEventsOnly -EventSelector (New-AuditTrailEventSelector)", "AuditTrailSettingsNotValid", "evidence", "-DataEventsOnly|Leave out one of them")]
    [InlineData(New + " -EventSelector (1..501 | ForEach-Object { New-AuditTrailEventSelector -S3Bucket \"bucket-$_\" })", "AuditTrailSettingsNotValid", "evidence", "a trail takes 500|two trails")]
    [InlineData(New + " -ObjectLockMode Governance", "AuditTrailSettingsNotValid", "evidence", "-ObjectLockMode|-ObjectLockDays")]
    public async Task What_contradicts_itself_or_the_rules(string script, string id, string target, string words)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        AssertError(aws.Run(script), id, ErrorCategory.InvalidArgument, words, target);
        aws.AssertNothingChanged();
    }

    [Theory]
    [InlineData("", "publicAccessBlock", "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>false</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlockConfiguration>", "public access is not blocked in full")]
    [InlineData("-Minimal", "publicAccessBlock", "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>false</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlockConfiguration>", "public access is not blocked in full")]
    [InlineData("", "ownershipControls", "<OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule></OwnershipControls>", "access control lists are on (ObjectWriter)")]
    [InlineData("", "versioning", "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>", "versioning is suspended")]
    [InlineData("-KmsKeyId $key", "encryption", "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>arn:aws:kms:us-east-1:111122223333:key/theirs</KMSMasterKeyID></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>", "it is encrypted with the key arn:aws:kms:us-east-1:111122223333:key/theirs")]
    [InlineData("-ObjectLockDays 30", "object-lock", "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>40</Days></DefaultRetention></Rule></ObjectLockConfiguration>", "Object Lock keeps objects for 40 days (GOVERNANCE), not 30 (COMPLIANCE)")]
    [InlineData("-ObjectLockDays 400", "object-lock", "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Years>1</Years></DefaultRetention></Rule></ObjectLockConfiguration>", "Object Lock keeps objects for 365 days (COMPLIANCE), not 400 (COMPLIANCE)")]
    public async Task What_somebody_chose_for_the_bucket_is_changed_with_Force_alone(string options, string setting, string configuration, string words)
    {
        await using var aws = await WithBucketAsync();
        var root = aws.Root();
        if (setting == "object-lock")
        {
            await root.S3Async(HttpMethod.Put, $"/{Bucket}?versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        }

        await root.S3Async(HttpMethod.Put, $"/{Bucket}?{setting}", configuration);
        var key = aws.Server.World.Account.AddKey("us-east-1", Policies.TrailKey("arn:aws:cloudtrail:us-east-1:111122223333:trail/evidence").Replace("\"kms:DescribeKey\"", "[\"kms:DescribeKey\",\"kms:Decrypt\"]", StringComparison.Ordinal));
        var before = await TrailState.OfAsync(root);
        AssertError(aws.Run($"{New} {options}", new { key }), "AuditTrailBucketDiffers", ErrorCategory.ResourceExists, $"'{Bucket}'|{words}|Nothing was changed|-Force");
        aws.AssertNothingChanged();
        Assert.Equal(before, await TrailState.OfAsync(root));

        aws.Run($"{New} {options} -Force", new { key }).Clean();
        Assert.NotEqual(TrailState.Ordered(XElement.Parse(configuration)), await TrailState.SettingAsync(root, Bucket, setting));
        aws.Server.Log.Clear();
        aws.Run($"{New} {options}", new { key }).Clean();
        aws.AssertNothingChanged();
    }

    [Theory]
    [InlineData("<Filter><Prefix>AWSLogs/</Prefix></Filter><Expiration><Days>89</Days></Expiration>", "the life cycle rule 'theirs' deletes logs after 89 days")]
    [InlineData("<Filter><Prefix/></Filter><Expiration><Days>89</Days></Expiration>", "the life cycle rule 'theirs' deletes logs after 89 days")]
    [InlineData("<Filter/><Expiration><Days>89</Days></Expiration>", "the life cycle rule 'theirs' deletes logs after 89 days")]
    [InlineData("<Prefix>AWSLogs/111122223333/CloudTrail/</Prefix><Expiration><Days>1</Days></Expiration>", "the life cycle rule 'theirs' deletes logs after a day")]
    [InlineData("<Filter><ObjectSizeGreaterThan>10</ObjectSizeGreaterThan></Filter><Expiration><Days>89</Days></Expiration>", "the life cycle rule 'theirs' deletes logs after 89 days")]
    [InlineData("<Filter><And><Prefix>AWS</Prefix><ObjectSizeGreaterThan>10</ObjectSizeGreaterThan></And></Filter><Expiration><Days>89</Days></Expiration>", "the life cycle rule 'theirs' deletes logs after 89 days")]
    [InlineData("<Filter><Prefix>AWSLogs/</Prefix></Filter><NoncurrentVersionExpiration><NoncurrentDays>7</NoncurrentDays></NoncurrentVersionExpiration>", "the life cycle rule 'theirs' deletes what was written over after 7 days")]
    [InlineData("<Filter><Prefix/></Filter><Expiration><Date>2020-01-01T00:00:00.000Z</Date></Expiration>", "the life cycle rule 'theirs' deletes logs on 2020-01-01")]
    public async Task A_rule_by_which_logs_would_go_too_early_is_never_changed(string rule, string words)
    {
        await using var aws = await WithBucketAsync(null, $"<Rule><ID>theirs</ID>{rule}<Status>Enabled</Status></Rule>");
        var before = await TrailState.OfAsync(aws.Root());
        AssertError(aws.Run($"{New} -RetentionDays 90 -Force"), "AuditTrailBucketDiffers", ErrorCategory.ResourceExists, $"'{Bucket}'|{words}|Nothing was changed|another bucket");
        AssertError(aws.Run($"{New} -ObjectLockDays 90"), "AuditTrailBucketDiffers", ErrorCategory.ResourceExists, words);
        aws.AssertNothingChanged();
        Assert.Equal(before, await TrailState.OfAsync(aws.Root()));
    }

    [Theory]
    [InlineData("<Prefix>tmp/</Prefix><Expiration><Days>1</Days></Expiration>")]
    [InlineData("<Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter><Expiration><Days>1</Days></Expiration>")]
    [InlineData("<Filter><Prefix>AWSLogs/444455556666/</Prefix></Filter><Expiration><Days>1</Days></Expiration>")]
    [InlineData("<Filter><Prefix>AWSLogs/</Prefix></Filter><Expiration><Days>90</Days></Expiration>")]
    public async Task A_rule_about_other_keys_stays(string rule)
    {
        await using var aws = await WithBucketAsync(null, $"<Rule><ID>theirs</ID>{rule}<Status>Enabled</Status></Rule>");
        aws.Run($"{New} -RetentionDays 90").Clean();
        var rules = XElement.Parse(await aws.Root().S3Async(HttpMethod.Get, $"/{Bucket}?lifecycle")).Elements().Where(element => element.Name.LocalName == "Rule").ToList();
        Assert.Equal(["TrailOps-Retention-evidence", "theirs"], rules.Select(one => one.Elements().Single(element => element.Name.LocalName == "ID").Value).Order(StringComparer.Ordinal));

        // S3 takes no configuration in which one rule has a filter and another has its prefix outside of one.
        Assert.All(rules, one => Assert.Contains(one.Elements(), element => element.Name.LocalName == "Filter"));
        var theirs = TrailState.Ordered(rules.Single(one => one.Elements().Any(element => element.Value == "theirs")));
        var prefix = XElement.Parse($"<Rule>{rule}</Rule>").Element("Prefix");
        Assert.Contains(TrailState.Ordered(prefix is null ? XElement.Parse($"<Rule>{rule}</Rule>").Element("Filter")! : new XElement("Filter", prefix)), theirs, StringComparison.Ordinal);
        Assert.Contains(TrailState.Ordered(XElement.Parse($"<Rule>{rule}</Rule>").Element("Expiration")!), theirs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_policy_that_lets_everyone_in_is_never_changed(bool isBlocked)
    {
        await using var aws = await WithBucketAsync(Statement.Replace("EFFECT", "Allow", StringComparison.Ordinal).Replace("ACTION", "s3:*", StringComparison.Ordinal));
        if (!isBlocked)
        {
            await aws.Root().S3Async(HttpMethod.Delete, $"/{Bucket}?publicAccessBlock");
        }

        var before = await TrailState.OfAsync(aws.Root());
        AssertError(aws.Run($"{New} -Force"), "AuditTrailBucketDiffers", ErrorCategory.ResourceExists, $"'{Bucket}'|lets everyone in|Change that first");
        aws.AssertNothingChanged();
        Assert.Equal(before, await TrailState.OfAsync(aws.Root()));
    }

    [Theory]
    [InlineData("s3:PutObject", "statement 1 denies s3:PutObject")]
    [InlineData("s3:GetBucketAcl", "statement 1 denies s3:GetBucketAcl")]
    public async Task A_policy_that_keeps_CloudTrail_out(string action, string words)
    {
        await using var aws = await WithBucketAsync(Statement.Replace("EFFECT", "Deny", StringComparison.Ordinal).Replace("ACTION", action, StringComparison.Ordinal));
        AssertError(aws.Run(New), "AuditTrailBucketRefuses", ErrorCategory.PermissionDenied, $"'{Bucket}'|{words}|Nothing was changed|aws:PrincipalIsAWSService");
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task A_policy_without_room()
    {
        var filler = string.Join(',', Enumerable.Range(0, 200).Select(number => $"\"arn:aws:s3:::{Bucket}/a-folder-with-a-long-name-{number:D40}/*\""));
        await using var aws = await WithBucketAsync($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"s3:GetObject","Resource":[{{filler}}]}]}""");
        AssertError(aws.Run(New), "AuditTrailBucketPolicyNotUsable", ErrorCategory.InvalidData, $"'{Bucket}'|20,480|Nothing was changed|Make room");
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task A_bucket_that_is_not_ours()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var owner = aws.Server.World.AddAccount("444455556666");
        owner.AddBucket(Bucket, "eu-west-1");
        AssertError(aws.Run(New), "AuditTrailBucketForeign", ErrorCategory.PermissionDenied, $"'{Bucket}'|111122223333|Nothing was changed|-BucketProfileName");
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task A_name_that_another_owner_takes_meanwhile()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Hold("CreateBucket");
        var running = Task.Run(() => aws.Run(New));
        aws.AssertHeld();
        aws.Server.World.AddAccount("444455556666").AddBucket(Bucket);
        aws.Server.Faults.Release();
        AssertError(await running, "AuditTrailBucketForeign", ErrorCategory.PermissionDenied, $"'{Bucket}'|Nothing was changed");
        Assert.Equal(["CreateBucket"], aws.Requests.Where(request => request.IsMutating).Select(request => request.Operation));
    }

    [Theory]
    [InlineData("""{"KeySpec":"RSA_2048","KeyUsage":"ENCRYPT_DECRYPT"}""", "RSA_2048|SYMMETRIC_DEFAULT")]
    [InlineData("{}", "is Disabled|Enable it")]
    public async Task A_key_that_can_not_be_used(string create, string words)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var root = aws.Root();
        var key = (string)(await root.JsonAsync("kms", "CreateKey", create))["KeyMetadata"]!["Arn"]!;
        if (create == "{}")
        {
            await root.JsonAsync("kms", "DisableKey", $$"""{"KeyId":"{{key}}"}""");
        }

        AssertError(aws.Run($"{New} -KmsKeyId $key", new { key }), "AuditTrailKeyNotUsable", ErrorCategory.InvalidOperation, $"{key}|{words}|Nothing was changed");
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task A_sixth_trail()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        await AddTrailsAsync(aws, "us-east-1");
        AssertError(aws.Run(New), "AuditTrailsFull", ErrorCategory.LimitsExceeded, "five trails|us-east-1|five, four, one, three, two|Nothing was changed|Remove-AuditTrail");
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task A_sixth_trail_of_another_region_is_seen_when_the_trail_is_made()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        await AddTrailsAsync(aws, "eu-west-1");
        AssertError(aws.Run(New), "AuditTrailsFull", ErrorCategory.LimitsExceeded, "already has 5 trails in eu-west-1|Remove-AuditTrail|Done before: create the bucket|Run the same command again");
        aws.Run($"{New} -SingleRegion").Clean();
    }

    [Theory]
    [InlineData("IsMultiRegionTrail", "it is of one region, not of all")]
    [InlineData("EnableLogFileValidation", "log file validation is off")]
    public async Task A_trail_that_is_another_one(string setting, string words)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Run(New).Clean();
        await aws.Root().TrailAsync("UpdateTrail", $$"""{"Name":"evidence","{{setting}}":false}""");
        aws.Server.Log.Clear();
        AssertError(aws.Run(New), "AuditTrailDiffers", ErrorCategory.ResourceExists, $"arn:aws:cloudtrail:us-east-1:111122223333:trail/evidence|{words}|Set-AuditTrail|another name");
        AssertError(aws.Run("New-AuditTrail evidence other-evidence @aws"), "AuditTrailDiffers", ErrorCategory.ResourceExists, "it delivers to example-evidence, not other-evidence");
        AssertError(aws.Run($"{New} -S3KeyPrefix p -Minimal"), "AuditTrailDiffers", ErrorCategory.ResourceExists, "its prefix is empty, not p");
        aws.AssertNothingChanged();
    }

    [Theory]
    [InlineData("GetTrailStatus", "what it is doing can't be read")]
    [InlineData("GetEventSelectors", "what it logs can't be read")]
    public async Task A_trail_that_can_not_be_seen_whole_is_not_taken_for_another_one(string operation, string words)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Run(New).Clean();
        aws.Server.Log.Clear();
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = operation, Status = 400, Code = "AccessDeniedException" });
        AssertError(aws.Run(New), "AuditTrailNotSeen", ErrorCategory.ResourceUnavailable, $"trail/evidence|{words}|AccessDeniedException|Nothing of it was changed|run the same command again");
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task A_step_that_fails_says_what_is_done_how_to_go_on_and_how_to_undo()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "StartLogging", Times = 1, Status = 400, Code = "AccessDeniedException", Message = "no, said the policy" });
        AssertError(
            aws.Run(New),
            "AwsAccessDenied",
            ErrorCategory.PermissionDenied,
            "evidence: can't start logging.|AccessDeniedException: no, said the policy|Done before: create the bucket in us-east-1 (example-evidence); block public access|create the trail of all regions in us-east-1, delivering to example-evidence (evidence)"
            + "|Run the same command again to go on|To undo it instead: Remove-AuditTrail evidence; Remove-S3Bucket example-evidence, which works while it is empty.");
        aws.Server.Log.Clear();
        aws.Run(New).Clean();
        Assert.Equal(["StartLogging"], aws.Requests.Where(request => request.IsMutating).Select(request => request.Operation));

        aws.Run("Remove-AuditTrail evidence @aws -Confirm:$false").Clean();
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "CreateTrail", Times = 1, Status = 400, Code = "AccessDeniedException" });
        AssertError(aws.Run(New), "AwsAccessDenied", ErrorCategory.PermissionDenied, "Nothing was changed before; run the same command again to go on.");
    }

    [Fact]
    public async Task WhatIf_with_every_option_changes_nothing()
    {
        await using var aws = await LocalAwsSession.StartAsync(new LocalAwsOptions { Accounts = [("111122223333", "aws"), ("444455556666", "aws")] });
        var other = aws.Server.World.Accounts.Last();
        var archive = other.AddUser("archivist", AwsUnderTest.Admin);
        var key = other.AddKey("us-east-1", Policies.TrailKey("arn:aws:cloudtrail:us-east-1:111122223333:trail/evidence").Replace("\"arn:aws:iam::111122223333:root\"},\"NotAction\":[\"kms:Decrypt\",\"kms:GenerateDataKey\"]", "\"arn:aws:iam::444455556666:root\"},\"Action\":\"kms:*\"", StringComparison.Ordinal).Replace("\"kms:DescribeKey\"", "[\"kms:DescribeKey\",\"kms:Decrypt\"]", StringComparison.Ordinal));
        var variables = new { key, id = archive.AccessKeyId, secret = archive.SecretAccessKey };
        var every = $"{New} -S3KeyPrefix p -KmsKeyId $key -ObjectLockDays 1 -ObjectLockMode Governance -RetentionDays 2 -SingleRegion -EventSelector (New-AuditTrailEventSelector -S3Bucket tf-state) -DataEventsOnly -Force -BucketCredential @{{ AccessKeyId = $id; SecretAccessKey = $secret }}";
        var run = aws.Run($"{every} -WhatIf", variables);
        Assert.Empty(run.Clean());
        aws.AssertNothingChanged();
        Assert.Equal(10, run.HostText.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        foreach (var words in new[] { "Create the bucket", "(GOVERNANCE)", $"Encrypt with {key}", "Hide logs after 2 days", "Create the trail of this region alone in us-east-1", "Select what is logged: all events of objects in s3://tf-state/" })
        {
            Assert.Contains(words, run.HostText, StringComparison.Ordinal);
        }

        aws.Run(every, variables).Clean();
        aws.Server.Log.Clear();
        Assert.Equal("evidence", Assert.Single(aws.Run($"{every} -WhatIf", variables).Clean()).Value("Name"));
        aws.AssertNothingChanged();
    }

    [Fact]
    public async Task A_policy_that_CloudTrail_sees_late_is_waited_for()
    {
        await using var aws = await LocalAwsSession.StartAsync(new LocalAwsOptions { PolicyDelay = TimeSpan.FromSeconds(1) });
        var run = aws.Run($"{New} -Verbose");
        Assert.Equal(true, Assert.Single(run.Clean()).Value("IsLogging"));
        Assert.True(aws.Asked.Count(operation => operation == "CreateTrail") > 1);
        Assert.Contains(run.Verbose, line => line.StartsWith("InsufficientS3BucketPolicy", StringComparison.Ordinal));
    }

    private static void AssertError(RunResult run, string id, ErrorCategory category, string words, object? target = null)
    {
        Assert.Null(run.Exception);
        Assert.Empty(run.Output);
        var error = Assert.Single(run.Errors);
        Assert.Equal((id + Cmdlet, category, target ?? "evidence"), (error.FullyQualifiedErrorId, error.CategoryInfo.Category, error.TargetObject));
        Assert.All(words.Split('|'), part => Assert.Contains(part, error.Exception.Message, StringComparison.Ordinal));
    }

    private static async Task AddTrailsAsync(LocalAwsSession aws, string region)
    {
        await AwsUnderTest.AddTrailBucketAsync(aws.Root());
        foreach (var name in new[] { "one", "two", "three", "four", "five" })
        {
            await aws.Root(region).TrailAsync("CreateTrail", $$"""{"Name":"{{name}}","S3BucketName":"logs-of-team"}""");
        }
    }

    /// <summary>A bucket of the own account.</summary>
    private static async Task<LocalAwsSession> WithBucketAsync(string? policy = null, string? rules = null)
    {
        var aws = await LocalAwsSession.StartAsync();
        var root = aws.Root();
        await root.S3Async(HttpMethod.Put, $"/{Bucket}");
        if (policy is not null)
        {
            // As it was put before public access was blocked.
            await root.S3Async(HttpMethod.Delete, $"/{Bucket}?publicAccessBlock");
            await root.S3Async(HttpMethod.Put, $"/{Bucket}?policy", policy);
            await root.S3Async(HttpMethod.Put, $"/{Bucket}?publicAccessBlock", "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>");
        }

        if (rules is not null)
        {
            await root.S3Async(HttpMethod.Put, $"/{Bucket}?lifecycle", $"<LifecycleConfiguration>{rules}</LifecycleConfiguration>");
        }

        return aws;
    }
}
