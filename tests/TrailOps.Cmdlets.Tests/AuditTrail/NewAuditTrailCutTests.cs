using System.Text.Json.Nodes;
using System.Xml.Linq;
using TrailOps.LocalAws.Faults;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>New-AuditTrail, cut at every request: what is others' stays as it is, and the next run goes on.</summary>
public sealed class NewAuditTrailCutTests
{
    private const string Bucket = "example-evidence";
    private const string New = $"New-AuditTrail evidence {Bucket} @aws -ObjectLockDays 30 -RetentionDays 90";
    private const string Cmdlet = ",TrailOps.Cmdlets.NewAuditTrailCommand";

    private static readonly string[] Statements =
    [
        """{"Sid":"Readers","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:root"]},"Action":["s3:GetObject"],"Resource":"arn:aws:s3:::example-evidence/*","Condition":{"StringLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/auditors <é>"}}}""",
        """{"Effect":"Deny","Principal":"*","Action":"s3:DeleteObject*","Resource":["arn:aws:s3:::example-evidence/keep/*"],"Condition":{"Bool":{"aws:PrincipalIsAWSService":"false"}}}""",
    ];

    private static readonly string[] Rules =
    [
        "<Rule><ID>small</ID><Filter><And><Prefix>tmp/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>",
        "<Rule><ID>cold</ID><Filter><Prefix>AWSLogs/</Prefix></Filter><Status>Enabled</Status><Transition><Days>60</Days><StorageClass>GLACIER</StorageClass></Transition><NoncurrentVersionTransition><NoncurrentDays>30</NoncurrentDays><StorageClass>STANDARD_IA</StorageClass></NoncurrentVersionTransition></Rule>",
        "<Rule><ID>other</ID><Filter><Prefix>reports/</Prefix></Filter><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>",
        "<Rule><ID>off</ID><Filter><Prefix/></Filter><Status>Disabled</Status><Expiration><Days>2</Days></Expiration></Rule>",
    ];

    public static TheoryData<FaultKind> Cuts => [FaultKind.CloseBeforeRequest, FaultKind.CloseBeforeResponse];

    [Theory]
    [MemberData(nameof(Cuts))]
    public Task A_bucket_that_is_not_there(FaultKind kind) => CompletesAsync(kind, _ => Task.CompletedTask, _ => Task.CompletedTask);

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_bucket_of_another_owner(FaultKind kind)
    {
        await RefusesAsync(kind, "AuditTrailBucketForeign", async aws =>
        {
            var owner = new AwsCaller(aws.Server, aws.Server.World.AddAccount("444455556666").RootKeys, "us-east-1");
            await AddOwnBucketAsync(owner);
            return owner;
        });
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public Task A_bucket_that_another_owner_lets_us_change(FaultKind kind) => RefusesAsync(kind, "AuditTrailBucketForeign", async aws =>
    {
        var owner = new AwsCaller(aws.Server, aws.Server.World.AddAccount("444455556666").RootKeys, "us-east-1");
        await owner.S3Async(HttpMethod.Put, $"/{Bucket}");
        await owner.S3Async(HttpMethod.Put, $"/{Bucket}?policy", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"s3:*","Resource":["arn:aws:s3:::{{Bucket}}","arn:aws:s3:::{{Bucket}}/*"]}]}""");
        return owner;
    });

    [Theory]
    [MemberData(nameof(Cuts))]
    public Task An_own_bucket_with_statements_and_rules_of_others(FaultKind kind) => CompletesAsync(kind, aws => AddOwnBucketAsync(aws.Root()), async aws =>
    {
        var policy = await TrailState.SettingAsync(aws.Root(), Bucket, "policy");
        Assert.All(Statements, statement => Assert.Contains(statement, policy, StringComparison.Ordinal));
        var rules = await TrailState.SettingAsync(aws.Root(), Bucket, "lifecycle");
        Assert.All(Rules, rule => Assert.Contains(TrailState.Ordered(XElement.Parse(rule)), rules, StringComparison.Ordinal));
        Assert.Equal("VersioningConfiguration(Status=Enabled)", await TrailState.SettingAsync(aws.Root(), Bucket, "versioning"));
        Assert.Equal("Tagging(TagSet(Tag(Key=team Value=red)))", await TrailState.SettingAsync(aws.Root(), Bucket, "tagging"));
    });

    [Theory]
    [InlineData(FaultKind.CloseBeforeRequest, """{"IsMultiRegionTrail":true,"EnableLogFileValidation":true,"S3BucketName":"other-logs"}""")]
    [InlineData(FaultKind.CloseBeforeResponse, """{"IsMultiRegionTrail":false,"EnableLogFileValidation":true,"S3BucketName":"example-evidence"}""")]
    [InlineData(FaultKind.CloseBeforeRequest, """{"IsMultiRegionTrail":true,"EnableLogFileValidation":false,"S3BucketName":"example-evidence"}""")]
    [InlineData(FaultKind.CloseBeforeResponse, """{"IsMultiRegionTrail":true,"EnableLogFileValidation":true,"S3BucketName":"example-evidence"}""", """{"TrailName":"evidence","EventSelectors":[{"ReadWriteType":"WriteOnly","IncludeManagementEvents":true}]}""")]
    public Task A_trail_of_that_name_that_is_another_one(FaultKind kind, string settings, string? selectors = null) => RefusesAsync(kind, "AuditTrailDiffers", async aws =>
    {
        var root = aws.Root();
        await AwsUnderTest.AddTrailBucketAsync(root, "other-logs");
        await AwsUnderTest.AddTrailBucketAsync(root, Bucket);
        var create = JsonNode.Parse(settings)!;
        create["Name"] = "evidence";
        await root.TrailAsync("CreateTrail", create.ToJsonString());
        if (selectors is not null)
        {
            await root.TrailAsync("PutEventSelectors", selectors);
        }

        await root.TrailAsync("StartLogging", """{"Name":"evidence"}""");
        return root;
    });

    [Theory]
    [InlineData("us-east-1")]
    [InlineData("eu-west-1")]
    public async Task A_lost_answer_is_asked_for_again_by_the_same_run(string region)
    {
        const string Selector = "-EventSelector (New-AuditTrailEventSelector -S3Bucket tf-state)";
        await using var whole = await LocalAwsSession.StartAsync();
        whole.Run($"$aws.Region = '{region}'; {New} {Selector}").Clean();
        var expected = await TrailState.OfAsync(whole.Root(region));
        foreach (var operation in whole.Requests.Where(request => request.IsMutating).Select(request => request.Operation).ToList())
        {
            await using var aws = await LocalAwsSession.StartAsync();
            aws.Run($"$aws.Region = '{region}'").Clean();
            aws.Server.Faults.Add(new Fault(FaultKind.CloseBeforeResponse) { Operation = operation, Times = 1 });
            var run = aws.Run($"{New} {Selector}");
            Assert.True(run.Errors.Count == 0, $"{operation}: {string.Join('\n', run.Errors)}");
            Assert.Equal(true, Assert.Single(run.Output).Value("IsLogging"));
            Assert.Equal(expected, await TrailState.OfAsync(aws.Root(region)));
        }
    }

    [Fact]
    public async Task A_trail_that_somebody_makes_meanwhile_is_not_taken_for_ours()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        await AwsUnderTest.AddTrailBucketAsync(aws.Root(), "other-logs");
        aws.Hold("CreateTrail");
        var running = Task.Run(() => aws.Run(New));
        aws.AssertHeld();
        await aws.Root().TrailAsync("CreateTrail", """{"Name":"evidence","S3BucketName":"other-logs"}""");
        aws.Server.Faults.Release();
        var error = Assert.Single((await running).Errors);
        Assert.Equal("AuditTrailDiffers" + Cmdlet, error.FullyQualifiedErrorId);
        Assert.Contains("it delivers to other-logs, not example-evidence", error.Exception.Message, StringComparison.Ordinal);
        var trail = (await aws.Root().TrailAsync("DescribeTrails"))["trailList"]!.AsArray().Single()!;
        Assert.Equal(("other-logs", false), ((string?)trail["S3BucketName"], (bool)trail["IsMultiRegionTrail"]!));
        Assert.False((bool)(await aws.Root().TrailAsync("GetTrailStatus", """{"Name":"evidence"}"""))["IsLogging"]!);
    }

    /// <summary>Cut at every request, it changes nothing that was there, and the next run comes to what an uncut one does.</summary>
    private static async Task CompletesAsync(FaultKind kind, Func<LocalAwsSession, Task> prepare, Func<LocalAwsSession, Task> checkOthers)
    {
        await using var whole = await LocalAwsSession.StartAsync();
        await prepare(whole);
        whole.Run(New).Clean();
        await checkOthers(whole);
        var expected = await TrailState.OfAsync(whole.Root());
        foreach (var (operation, nth) in Counted(whole.Asked))
        {
            await using var aws = await LocalAwsSession.StartAsync();
            await prepare(aws);
            Cut(aws, kind, operation, nth);
            var cut = aws.Run(New);
            Assert.Null(cut.Exception);
            Assert.True(cut.Errors.Count + cut.Output.Count == 1, $"{operation} {nth}: {string.Join('\n', cut.Errors)}");
            await checkOthers(aws);
            aws.Server.Faults.Clear();
            var next = aws.Run(New);
            Assert.True(next.Errors.Count == 0, $"after {operation} {nth}: {string.Join('\n', next.Errors)}");
            await checkOthers(aws);
            Assert.Equal(expected, await TrailState.OfAsync(aws.Root()));
        }
    }

    /// <summary>Cut at every request, it changes nothing; and the next run says what is in the way.</summary>
    private static async Task RefusesAsync(FaultKind kind, string id, Func<LocalAwsSession, Task<AwsCaller>> prepare)
    {
        await using var whole = await LocalAwsSession.StartAsync();
        await prepare(whole);
        Assert.Equal([id + Cmdlet], whole.Run(New).ErrorIds);
        whole.AssertNothingChanged();
        foreach (var (operation, nth) in Counted(whole.Asked))
        {
            await using var aws = await LocalAwsSession.StartAsync();
            var owner = await prepare(aws);
            var (own, others) = (await TrailState.OfAsync(aws.Root()), await TrailState.OfBucketAsync(owner, Bucket));
            Cut(aws, kind, operation, nth);
            Assert.Single(aws.Run(New).Errors);
            aws.Server.Faults.Clear();
            var error = Assert.Single(aws.Run(New).Errors);
            Assert.Equal((id + Cmdlet, "evidence"), (error.FullyQualifiedErrorId, error.TargetObject));
            aws.AssertNothingChanged();
            Assert.Equal((own, others), (await TrailState.OfAsync(aws.Root()), await TrailState.OfBucketAsync(owner, Bucket)));
        }
    }

    private static void Cut(LocalAwsSession aws, FaultKind kind, string operation, int nth)
    {
        aws.UseProfile("max_attempts=1");
        aws.Server.Faults.Add(new Fault(kind) { Operation = operation, Every = nth, Times = 1 });
    }

    private static IEnumerable<(string Operation, int Nth)> Counted(IReadOnlyList<string> asked) =>
        asked.Select((operation, i) => (operation, asked.Take(i + 1).Count(other => other == operation))).ToList();

    private static async Task AddOwnBucketAsync(AwsCaller owner)
    {
        await owner.S3Async(HttpMethod.Put, $"/{Bucket}");
        await owner.S3Async(HttpMethod.Put, $"/{Bucket}?policy", $$"""{"Version":"2012-10-17","Id":"mine","Statement":[{{string.Join(',', Statements)}}]}""");
        await owner.S3Async(HttpMethod.Put, $"/{Bucket}?versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        await owner.S3Async(HttpMethod.Put, $"/{Bucket}?lifecycle", $"<LifecycleConfiguration>{string.Concat(Rules)}</LifecycleConfiguration>");
        await owner.S3Async(HttpMethod.Put, $"/{Bucket}?tagging", "<Tagging><TagSet><Tag><Key>team</Key><Value>red</Value></Tag></TagSet></Tagging>");
    }
}
