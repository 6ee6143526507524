using System.Management.Automation;
using System.Text;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests;

/// <summary>Get-RoleEvents on a bucket: what it lists and fetches, and what comes out.</summary>
public sealed class BucketTests
{
    private const string Bucket = "logs-of-team";
    private const string Root = "AWSLogs";
    private static readonly LogRecord First = new("CreateBucket");

    [Fact]
    public async Task Accounts_and_regions_are_found_by_listing()
    {
        await using var aws = await StartAsync();
        var logs = new BucketLogs(aws.Server);
        logs.Add(Root, First, new LogRecord("HeadBucket"), new LogRecord("ListRoles", "iam.amazonaws.com") { Role = "other" });
        logs.Add(Root, new LogRecord("CreateRole", "iam.amazonaws.com") { Region = "us-east-1" });
        logs.Add(Root, new LogRecord("RunInstances", "ec2.amazonaws.com") { Account = "444455556666" });
        logs.Add($"{Root}/o-a1b2c3d4e5", new LogRecord("CreateTopic", "sns.amazonaws.com") { Account = "777788889999" });
        AddOthers(aws, logs);
        var run = aws.Run("Get-RoleEvents deployer -BucketName logs-of-team @at");
        run.Clean();
        Assert.Equal(["CreateBucket", "HeadBucket", "CreateRole", "RunInstances", "CreateTopic"], run.EventNames);
        var source = run.Source;
        Assert.Equal("Bucket", source.Value("Kind")!.ToString());
        Assert.Equal(["s3://logs-of-team/AWSLogs/"], source.Value<IReadOnlyList<string>>("Covered"));
        Assert.Equal(["eu-central-1", "us-east-1"], source.Value<IReadOnlyList<string>>("Regions"));
        var read = PSObject.AsPSObject(source.Value("Read")!);
        Assert.Equal((4L, 6L, 0L), (read.Value("Files"), read.Value("Records"), read.Value("FromCache")));
        Assert.Equal(aws.Requests.Count(), (int)read.Value<long>("Requests"));
        Assert.True(source.Value<bool>("IsComplete"));
        Assert.Equal(4, aws.Requests.Count(request => request.Operation == "GetObject"));
    }

    [Fact]
    public async Task One_reading_for_several_periods_tells_all_of_them()
    {
        await using var aws = await StartAsync();
        new BucketLogs(aws.Server).Add(Root, First, new LogRecord("HeadBucket") { Session = "run-2" });
        var run = aws.Run("1, 2 | ForEach-Object { [pscustomobject] @{ RoleName = 'deployer'; SessionName = \"run-$_\"; StartTime = \"2026-11-0${_}T00:00:00Z\"; EndTime = \"2026-12-0${_}T00:00:00Z\" } } | Get-RoleEvents -BucketName logs-of-team @at");
        run.Clean();
        var source = run.Source;
        Assert.Equal((2, 1, 2), (run.Output.Count, source.Value<DateTime>("StartTime").Day, source.Value<DateTime>("EndTime").Day));
        Assert.Matches("^role deployer, from 2026-11-01 .*, SessionName run-1.*; role deployer, from 2026-11-02 .*, SessionName run-2", source.Value<string>("Asked"));
    }

    [Theory]
    [InlineData("-AccountId 444455556666", "RunInstances")]
    [InlineData("-Region us-east-1", "CreateRole")]
    [InlineData("-OrganizationId o-a1b2c3d4e5", "CreateTopic")]
    [InlineData("-OrganizationId o-a1b2c3d4e5 -AccountId 777788889999", "CreateTopic")]
    [InlineData("-EventName Run*", "RunInstances")]
    [InlineData("-Key $keys[0], $keys[1]", "CreateBucket CreateRole")]
    public async Task It_is_narrowed_before_it_is_fetched(string parameters, string expected)
    {
        await using var aws = await StartAsync();
        var logs = new BucketLogs(aws.Server);
        logs.Add(Root, First);
        logs.Add(Root, new LogRecord("CreateRole", "iam.amazonaws.com") { Region = "us-east-1" });
        logs.Add(Root, new LogRecord("RunInstances", "ec2.amazonaws.com") { Account = "444455556666" });
        logs.Add($"{Root}/o-a1b2c3d4e5", new LogRecord("CreateTopic", "sns.amazonaws.com") { Account = "777788889999" });
        var run = aws.Run($"Get-RoleEvents deployer -BucketName logs-of-team {parameters} @at", new { keys = logs.Keys.ToArray() });
        run.Clean();
        Assert.Equal(expected, string.Join(' ', run.EventNames));
        Assert.Equal(parameters.StartsWith("-Event", StringComparison.Ordinal) ? 4 : run.Output.Count, aws.Requests.Count(request => request.Operation == "GetObject"));
    }

    [Theory]
    [InlineData("team/trail", "team/trail")]
    [InlineData("team/trail", "/team/trail/")]
    [InlineData("team/trail", "team/trail/AWSLogs/")]
    [InlineData("AWS Logs & more", "AWS Logs & more")]
    public async Task A_prefix_stands_before(string prefix, string given)
    {
        await using var aws = await StartAsync();
        new BucketLogs(aws.Server).Add($"{prefix}/{Root}", First);
        Assert.Equal(["CreateBucket"], aws.Run("Get-RoleEvents deployer -BucketName logs-of-team -KeyPrefix $given @at", new { given }).EventNames);
    }

    [Fact]
    public async Task Only_objects_of_the_period_are_listed_and_fetched()
    {
        await using var aws = await StartAsync();
        var logs = new BucketLogs(aws.Server);
        for (var day = 1; day <= 28; day++)
        {
            logs.Add(Root, new LogRecord($"Day{day}") { Time = $"2026-10-{day:D2}T09:00:00Z" });
        }

        // Delivered late, by hours, and by more than a day.
        var late = new LogRecord("Late") { Time = "2026-10-11T22:00:00Z" };
        logs.Add(logs.KeyOf(Root, late, delivered: new DateTime(2026, 10, 12, 20, 0, 0, DateTimeKind.Utc)), LogFolder.GZip(late));
        var run = aws.Run("Get-RoleEvents deployer -BucketName logs-of-team -StartTime 2026-10-10T09:00:00Z -EndTime 2026-10-11T23:00:00Z @at");
        run.Clean();
        Assert.Equal(["Day10", "Day11", "Late"], run.EventNames);
        Assert.Equal(
            ["2026/10/10", "2026/10/11", "2026/10/12", "2026/10/12"],
            aws.Requests.Where(request => request.Operation == "GetObject").Select(request => request.Parameters!.Split("eu-central-1/")[1][..10]).Order(StringComparer.Ordinal));
        Assert.Contains(aws.Requests, request => request.Operation == "ListObjectsV2" && request.Parameters!.Contains("CloudTrail/eu-central-1/2026/10/10/111122223333_CloudTrail_eu-central-1_20261010T0859", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_start_before_all_time_is_no_start()
    {
        await using var aws = await StartAsync();
        new BucketLogs(aws.Server).Add(Root, First);
        Assert.Equal(["CreateBucket"], aws.Run("Get-RoleEvents deployer -BucketName logs-of-team -StartTime ([DateTime]::MinValue) @at").EventNames);
    }

    [Theory]
    [InlineData("us-east-1", "eu-north-1")]
    [InlineData("eu-north-1", "us-east-1")]
    [InlineData("eu-central-1", "sa-east-1")]
    public async Task The_buckets_region_is_found_out(string own, string buckets)
    {
        await using var aws = await StartAsync(buckets);
        new BucketLogs(aws.Server).Add(Root, First);
        var run = aws.Run("$at.Region = $null; $at.Remove('Region'); $StoredAWSRegion = $own; Get-RoleEvents deployer -BucketName logs-of-team @at", new { own });
        Assert.Equal(["CreateBucket"], run.EventNames);
        run.Clean();
    }

    [Fact]
    public async Task Objects_of_the_pipeline()
    {
        await using var aws = await StartAsync();
        var logs = new BucketLogs(aws.Server);
        for (var number = 0; number < 30; number++)
        {
            logs.Add(Root, new LogRecord($"Call{number:D2}"));
        }

        AddOthers(aws, logs);
        var objects = logs.Keys.Select(key => new S3Object(Bucket, key)).ToArray();
        var run = aws.Run("$objects | Get-RoleEvents deployer @at", new { objects });
        run.Clean();
        Assert.Equal(Enumerable.Range(0, 30).Select(number => $"Call{number:D2}"), run.EventNames);
        Assert.Equal(3L, run.Read.Value("PassedOver"));
        Assert.DoesNotContain(aws.Requests, request => request.Operation == "ListObjectsV2");
        Assert.Equal(["Call07"], aws.Run("$objects[7] | Get-RoleEvents @at").EventNames);
    }

    [Fact]
    public async Task A_bucket_of_the_pipeline()
    {
        await using var aws = await StartAsync();
        new BucketLogs(aws.Server).Add(Root, First);
        Assert.Equal(["CreateBucket"], aws.Run("[pscustomobject] @{ BucketName = 'logs-of-team'; BucketRegion = 'us-east-1'; CreationDate = [DateTime]::UtcNow } | Get-RoleEvents deployer @at").EventNames);
    }

    [Theory]
    [InlineData(FaultKind.CloseMidBody)]
    [InlineData(FaultKind.CloseAfterHeaders)]
    [InlineData(FaultKind.CloseBeforeResponse)]
    [InlineData(FaultKind.CloseBeforeRequest)]
    [InlineData(FaultKind.Throttle)]
    [InlineData(FaultKind.Error)]
    public async Task Where_the_connection_breaks_it_goes_on(FaultKind kind)
    {
        await using var aws = await StartAsync();
        var logs = new BucketLogs(aws.Server);
        for (var number = 0; number < 20; number++)
        {
            logs.Add(Root, [.. Enumerable.Range(0, 50).Select(item => new LogRecord($"Call{number:D2}x{item:D2}"))]);
        }

        aws.Server.Faults.Add(new Fault(kind) { Every = 3 });
        var run = aws.Run("Get-RoleEvents deployer -BucketName logs-of-team @at");
        run.Clean();
        Assert.Equal(
            from number in Enumerable.Range(0, 20) from item in Enumerable.Range(0, 50) select $"Call{number:D2}x{item:D2}",
            run.EventNames);
        Assert.Equal(0L, run.Source.Value("Duplicates"));
    }

    [Fact]
    public async Task An_object_that_is_damaged_is_read_as_a_file_is()
    {
        await using var aws = await StartAsync();
        using var folder = new LogFolder();
        var logs = new BucketLogs(aws.Server);
        var whole = LogFolder.GZip([.. Enumerable.Range(0, 400).Select(item => new LogRecord($"Call{item:D3}"))]);
        var damaged = whole.ToArray();
        damaged[damaged.Length / 2] ^= 0x55;
        foreach (var (name, content) in new[] { ("cut", whole[..(whole.Length / 2)]), ("damaged", damaged), ("empty", []), ("text", Encoding.UTF8.GetBytes("hello")), ("whole", whole) })
        {
            var key = $"{Root}/111122223333/CloudTrail/eu-central-1/2026/11/20/{name}.json.gz";
            logs.Add(key, content);
            folder.Write(key, content);
        }

        var fromBucket = aws.Run("Get-RoleEvents deployer -BucketName logs-of-team @at");
        var fromFolder = aws.Run("Get-RoleEvents deployer -Path $root", new { root = folder.Root });
        Assert.Equal(fromFolder.Values("EventId"), fromBucket.Values("EventId"));
        Assert.Equal(fromFolder.ErrorIds, fromBucket.ErrorIds);
        Assert.Equal(4, fromBucket.Errors.Count);
        Assert.All(fromBucket.Errors, error => Assert.StartsWith("s3://logs-of-team/AWSLogs/", $"{error.TargetObject}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AccessDenied", 403, "User: arn:aws:iam::111122223333:user/operator is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:key/k because no identity-based policy allows the kms:Decrypt action", "LogObjectKeyDenied", "kms:Decrypt")]
    [InlineData("KMS.DisabledException", 400, "arn:aws:kms:us-east-1:111122223333:key/k is disabled.", "LogObjectKeyDenied", "enabled")]
    [InlineData("KMS.NotFoundException", 400, "Key 'arn:aws:kms:us-east-1:111122223333:key/k' does not exist", "LogObjectKeyDenied", "enabled")]
    [InlineData("AccessDenied", 403, "Access Denied", "LogObjectDenied", "s3:GetObject")]
    [InlineData("NoSuchKey", 404, "The specified key does not exist.", "LogObjectNotFound", "deleted")]
    [InlineData("InvalidObjectState", 403, "The operation is not valid for the object's storage class", "LogObjectArchived", "restore")]
    public async Task An_object_that_can_not_be_had_is_one_error_and_the_rest_goes_on(string code, int status, string message, string id, string remedy)
    {
        await using var aws = await StartAsync();
        var logs = new BucketLogs(aws.Server);
        foreach (var name in new[] { "One", "Two", "Three" })
        {
            logs.Add(Root, new LogRecord(name));
        }

        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "GetObject", Times = 1, Status = status, Code = code, Message = message });
        var run = aws.Run("Get-RoleEvents deployer -BucketName logs-of-team -ThrottleLimit 1 @at");
        Assert.Equal(["Two", "Three"], run.EventNames);
        var error = Assert.Single(run.Errors);
        Assert.Equal($"{id},TrailOps.Cmdlets.GetRoleEventsCommand", error.FullyQualifiedErrorId);
        Assert.Equal($"s3://logs-of-team/{logs.Keys[0]}", error.TargetObject);
        Assert.Contains(remedy, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(message.TrimEnd('.'), error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal([$"s3://logs-of-team/{logs.Keys[0]}"], run.Source.Value<IReadOnlyList<object>>("Failed").Select(failure => PSObject.AsPSObject(failure).Value("Item")));
    }

    [Fact]
    public async Task Who_pays_has_to_say_so()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var other = aws.Server.World.AddAccount("999988887777");
        other.AddBucket(Bucket, policy: """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::logs-of-team","arn:aws:s3:::logs-of-team/*"]}}""", isRequesterPays: true);
        aws.Run("$at = @{} + $aws; $at.Remove('Region'); $StoredAWSRegion = 'us-east-1'").Clean();
        new BucketLogs(aws.Server).Add(Root, First);
        var error = Assert.Single(aws.Run("Get-RoleEvents deployer -BucketName logs-of-team @at").Errors);
        Assert.StartsWith("LogObjectDenied,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-RequestPayer requester", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(["CreateBucket"], aws.Run("Get-RoleEvents deployer -BucketName logs-of-team -RequestPayer requester @at").EventNames);
    }

    [Theory]
    [InlineData("-BucketName no-such-bucket", "LogBucketNotFound", "s3://no-such-bucket")]
    [InlineData("-BucketName arn:aws:s3:::logs-of-team", "BucketNameNotValid", "arn:aws:s3:::logs-of-team")]
    [InlineData("-BucketName s3://logs-of-team/", "BucketNameNotValid", "s3://logs-of-team/")]
    [InlineData("-BucketName logs-of-team -CachePath env:/x", "LogPathNotFileSystem", "env:/x")]
    [InlineData("-BucketName logs-of-team -KeyPrefix elsewhere", "LogFolderEmpty", "logs-of-team")]
    [InlineData("-BucketName logs-of-team -AccountId 123456789012", "LogFolderEmpty", "logs-of-team")]
    [InlineData("-BucketName no-such-bucket -Key a/b.json.gz", "LogBucketNotFound", "s3://no-such-bucket")]
    [InlineData("-BucketName logs-of-team -Key AWSLogs/gone.json.gz", "LogObjectNotFound", "s3://logs-of-team/AWSLogs/gone.json.gz")]
    public async Task What_is_not_there_is_an_error(string parameters, string id, string target)
    {
        await using var aws = await StartAsync();
        new BucketLogs(aws.Server).Add(Root, First);
        var run = aws.Run($"Get-RoleEvents deployer {parameters} @at");
        var error = Assert.Single(run.Errors);
        Assert.Equal($"{id},TrailOps.Cmdlets.GetRoleEventsCommand", error.FullyQualifiedErrorId);
        Assert.Equal(target, $"{error.TargetObject}");
        Assert.Empty(run.Output);
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public async Task Roles_of_the_pipeline_are_one_reading()
    {
        await using var aws = await StartAsync();
        new BucketLogs(aws.Server).Add(Root, First, new LogRecord("GetRole") { Role = "auditor" }, new LogRecord("ListRoles") { Role = "other" });
        var run = aws.Run("'deployer', 'auditor' | ForEach-Object { [pscustomobject] @{ RoleName = $_; Arn = \"arn:aws:iam::111122223333:role/$_\"; Path = '/' } } | Get-RoleEvents -BucketName logs-of-team @at");
        Assert.Equal(["CreateBucket", "GetRole"], run.EventNames);
        Assert.Single(aws.Requests, request => request.Operation == "GetObject");
    }

    [Fact]
    public async Task A_folder_that_may_not_be_listed_is_one_error_and_the_rest_goes_on()
    {
        await using var aws = await StartAsync();
        var logs = new BucketLogs(aws.Server);
        logs.Add(Root, First);
        logs.Add(Root, new LogRecord("HeadBucket") { Account = "444455556666" });
        aws.SetKeys(aws.Server.World.Account.AddUser("reader", """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":["s3:ListBucket","s3:GetObject"],"Resource":"*"},
              {"Effect":"Deny","Action":"s3:ListBucket","Resource":"*","Condition":{"StringLike":{"s3:prefix":"AWSLogs/444455556666/*"}}}]}
            """));
        var run = aws.Run("$at = @{} + $aws; $at.Remove('Region'); Get-RoleEvents deployer -BucketName logs-of-team @at");
        Assert.Equal(["CreateBucket"], run.EventNames);
        var error = Assert.Single(run.Errors);
        Assert.StartsWith("LogObjectDenied,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("s3://logs-of-team/AWSLogs/444455556666/", error.TargetObject);
    }

    [Fact]
    public async Task The_first_event_ends_it()
    {
        await using var aws = await StartAsync();
        var logs = new BucketLogs(aws.Server);
        for (var number = 0; number < 200; number++)
        {
            logs.Add(Root, new LogRecord("HeadBucket"));
        }

        Assert.Single(aws.Run("Get-RoleEvents deployer -BucketName logs-of-team -ThrottleLimit 2 @at | Select-Object -First 1").Clean());
        await aws.AssertNothingGoesOnAsync();
        Assert.InRange(aws.Requests.Count(request => request.Operation == "GetObject"), 1, 20);
    }

    /// <summary>What lies beside the logs in a trail's bucket.</summary>
    private static void AddOthers(LocalAwsSession aws, BucketLogs logs)
    {
        logs.Add($"{Root}/111122223333/", Array.Empty<byte>());
        logs.Add($"{Root}/111122223333/CloudTrail-Digest/eu-central-1/2026/11/20/111122223333_CloudTrail-Digest_eu-central-1_t_eu-central-1_20261120T090000Z.json.gz", LogFolder.GZip(Encoding.UTF8.GetBytes("{}")));
        logs.Add(logs.KeyOf(Root, First, "CloudTrail-Insight"), LogFolder.GZip(Encoding.UTF8.GetBytes("{}")));
        aws.Server.World.Account.AddObject(Bucket, "other/file.txt", [1]);
        aws.Server.World.Account.AddObject(Bucket, $"{Root}/111122223333/Config/eu-central-1/2026/11/20/file.json.gz", [1]);
    }

    private static async Task<LocalAwsSession> StartAsync(string region = "us-east-1")
    {
        var aws = await LocalAwsSession.StartAsync();
        aws.Server.World.Account.AddBucket(Bucket, region);
        aws.Run("$at = @{} + $aws; $at.Remove('Region'); $StoredAWSRegion = 'us-east-1'").Clean();
        return aws;
    }

    /// <summary>What Get-S3Object puts out.</summary>
    public sealed record S3Object(string BucketName, string Key)
    {
        public string ETag => "\"0\"";

        public DateTime? LastModified => DateTime.UnixEpoch;

        public long? Size => 1;
    }
}
