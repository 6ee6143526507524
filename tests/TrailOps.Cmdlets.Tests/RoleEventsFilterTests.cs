namespace TrailOps.Cmdlets.Tests;

public sealed class RoleEventsFilterTests : IDisposable
{
    private readonly Session _session = new();
    private readonly LogFolder _logs = new();

    public RoleEventsFilterTests() => _logs.Add(
        new LogRecord("ListBuckets") { Time = "2026-11-20T09:00:00Z" },
        new LogRecord("CreateBucket") { Time = "2026-11-20T10:00:00Z", ReadOnly = false, Session = "terraform-1" },
        new LogRecord("CreateFunction20150331", "lambda.amazonaws.com") { Time = "2026-11-20T11:00:00Z", ReadOnly = false, Region = "us-east-1" },
        new LogRecord("CreateKey", "kms.amazonaws.com") { Time = "2026-11-20T12:00:00Z", ReadOnly = false, ErrorCode = "AccessDenied" },
        new LogRecord("GetRole", "iam.amazonaws.com") { Time = "2026-11-20T13:00:00Z", ErrorCode = "NoSuchEntityException", Region = "us-east-1", Key = "ASIAEXAMPLE000000002" },
        new LogRecord("DescribeTable", "dynamodb.amazonaws.com") { Time = "2026-11-20T14:00:00Z", Account = "999999999999", ReadOnly = null });

    public void Dispose()
    {
        _session.Dispose();
        _logs.Dispose();
    }

    [Theory]
    [InlineData("", "ListBuckets CreateBucket CreateFunction20150331 CreateKey GetRole DescribeTable")]
    [InlineData("-StartTime 2026-11-20T13:00:00Z", "GetRole DescribeTable")]
    [InlineData("-After 2026-11-20T13:00:00Z", "GetRole DescribeTable")]
    [InlineData("-StartTime 2026-11-20T13:00:00.9Z", "GetRole DescribeTable")]
    [InlineData("-EndTime 2026-11-20T10:00:00Z", "ListBuckets CreateBucket")]
    [InlineData("-Before 2026-11-20T10:00:00Z", "ListBuckets CreateBucket")]
    [InlineData("-StartTime 2026-11-20T10:00:00Z -EndTime 2026-11-20T10:00:00Z", "CreateBucket")]
    [InlineData("-StartTime '2026-11-20T12:00:00+02:00' -EndTime '2026-11-20T12:30:00+02:00'", "CreateBucket")]
    [InlineData("-EventName CreateBucket", "CreateBucket")]
    [InlineData("-EventName createbucket", "CreateBucket")]
    [InlineData("-EventName Create*", "CreateBucket CreateFunction20150331 CreateKey")]
    [InlineData("-EventName *Bucket*, GetRole", "ListBuckets CreateBucket GetRole")]
    [InlineData("-EventName CreateFunction", "CreateFunction20150331")]
    [InlineData("-EventName CreateFunction20150331", "CreateFunction20150331")]
    [InlineData("-EventName [LD]*", "ListBuckets DescribeTable")]
    [InlineData("-EventSource s3", "ListBuckets CreateBucket")]
    [InlineData("-EventSource s3.amazonaws.com", "ListBuckets CreateBucket")]
    [InlineData("-EventSource S3, iam", "ListBuckets CreateBucket GetRole")]
    [InlineData("-EventSource lam*, dyn*", "CreateFunction20150331 DescribeTable")]
    [InlineData("-SessionName terraform-*", "CreateBucket")]
    [InlineData("-SessionName TERRAFORM-1", "CreateBucket")]
    [InlineData("-AccessKeyId ASIAEXAMPLE000000002", "GetRole")]
    [InlineData("-Region us-east-1", "CreateFunction20150331 GetRole")]
    [InlineData("-Region us-east-1, eu-central-1 -EventSource iam", "GetRole")]
    [InlineData("-AccountId 999999999999", "DescribeTable")]
    [InlineData("-Outcome Success", "ListBuckets CreateBucket CreateFunction20150331 DescribeTable")]
    [InlineData("-Outcome AccessDenied", "CreateKey")]
    [InlineData("-Outcome Error, AccessDenied", "CreateKey GetRole")]
    [InlineData("-ReadOnly", "ListBuckets GetRole")]
    [InlineData("-ReadOnly:$false", "CreateBucket CreateFunction20150331 CreateKey")]
    [InlineData("-ReadOnly:$false -Outcome Success -Region eu-central-1", "CreateBucket")]
    [InlineData("-ThrottleLimit 1", "ListBuckets CreateBucket CreateFunction20150331 CreateKey GetRole DescribeTable")]
    public void A_filter_lets_through_what_it_says(string filter, string expected)
    {
        foreach (var role in new[] { "deployer", "" })
        {
            var run = _session.Run($"Get-RoleEvents {role} -Path $logs {filter}", new { logs = _logs.Root });
            run.Clean();
            Assert.Equal(expected.Split(' '), run.EventNames);
        }
    }

    [Fact]
    public void A_role_arn_has_to_have_the_account_as_well()
    {
        var run = _session.Run("Get-RoleEvents arn:aws:iam::999999999999:role/deployer -Path $logs", new { logs = _logs.Root });
        Assert.Equal(["DescribeTable"], run.EventNames);
    }

    [Theory]
    [InlineData("-EventName '[a'")]
    [InlineData("-EventSource '[a'")]
    [InlineData("-SessionName x, '[a'")]
    [InlineData("-EventName ''")]
    [InlineData("-Region @()")]
    [InlineData("-SessionName @()")]
    [InlineData("-AccountId $null")]
    [InlineData("-ThrottleLimit 0")]
    public void A_filter_that_is_none_is_refused_before_any_reading(string filter)
    {
        var run = _session.Run($"Get-RoleEvents deployer -Path $logs {filter}", new { logs = _logs.Root });
        Assert.Empty(run.Output);
        Assert.Equal("ParameterArgumentValidationError,TrailOps.Cmdlets.GetRoleEventsCommand", Assert.Single(run.Errors).FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("-Outcome Denied", "Success, AccessDenied, Error")]
    [InlineData("-StartTime tomorrow", "DateTime")]
    public void A_value_of_another_kind_is_refused(string filter, string hint)
    {
        var error = Assert.Single(_session.Run($"Get-RoleEvents deployer -Path $logs {filter}", new { logs = _logs.Root }).Errors);
        Assert.Equal("CannotConvertArgumentNoMessage,TrailOps.Cmdlets.GetRoleEventsCommand", error.FullyQualifiedErrorId);
        Assert.Contains(hint, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Times_are_of_their_kind()
    {
        const string Script = "Get-RoleEvents deployer -Path $logs -StartTime $start -EndTime $end";
        var noon = new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
        var run = _session.Run(Script, new { logs = _logs.Root, start = noon.ToLocalTime(), end = noon });
        run.Clean();
        Assert.Equal(["CreateKey"], run.EventNames);
        Assert.All(run.Output, e => Assert.Equal(DateTimeKind.Utc, e.Value<DateTime>("EventTime").Kind));
    }

    [Fact]
    public void A_window_that_ends_before_it_starts_is_refused()
    {
        var run = _session.Run("Get-RoleEvents deployer -Path $logs -StartTime 2026-11-20T10:00:00Z -EndTime 2026-11-20T09:00:00Z", new { logs = _logs.Root });
        var error = Assert.Single(run.Errors);
        Assert.Equal("TimeWindowReversed,TrailOps.Cmdlets.GetRoleEventsCommand", error.FullyQualifiedErrorId);
        Assert.Equal(System.Management.Automation.ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.IsType<DateTime>(error.TargetObject);
        Assert.Equal(
            "-EndTime (2026-11-20 09:00:00Z) is before -StartTime (2026-11-20 10:00:00Z), so no event can lie between them. Exchange the two.", error.ToString());
    }
}
