using System.Management.Automation;

namespace TrailOps.Cmdlets.Tests;

public sealed class GetIamActionTests : IDisposable
{
    private const string Cmdlet = ",TrailOps.Cmdlets.GetIamActionCommand";

    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Get-IamAction s3:GetObject", "s3:GetObject")]
    [InlineData("Get-IamAction S3:getobject", "s3:GetObject")]
    [InlineData("Get-IamAction -Name s3:GetObject, iam:PassRole", "s3:GetObject iam:PassRole")]
    [InlineData("Get-IamAction s3:Get*Acl", "s3:GetBucketAcl s3:GetObjectAcl s3:GetObjectVersionAcl")]
    [InlineData("Get-IamAction s3:GetObjectAc?", "s3:GetObjectAcl")]
    [InlineData("Get-IamAction passrole", "iam:PassRole")]
    [InlineData("Get-IamAction GetObject -Service s3", "s3:GetObject")]
    [InlineData("Get-IamAction Get*Acl -Service s3", "s3:GetBucketAcl s3:GetObjectAcl s3:GetObjectVersionAcl")]
    [InlineData("Get-IamAction s3:GetObject -Service ec2", "")]
    [InlineData("Get-IamAction s3:GetObject -AccessLevel Write", "")]
    [InlineData("Get-IamAction s3:*Acl -AccessLevel PermissionsManagement, Read",
        "s3:GetBucketAcl s3:GetObjectAcl s3:GetObjectVersionAcl s3:PutBucketAcl s3:PutObjectAcl s3:PutObjectVersionAcl")]
    [InlineData("Get-IamAction -Service sts -AccessLevel Tagging", "sts:TagGetWebIdentityToken sts:TagSession")]
    [InlineData("'s3:GetObject', 'iam:PassRole' | Get-IamAction", "s3:GetObject iam:PassRole")]
    [InlineData("Get-IamAction -EventSource s3.amazonaws.com -EventName ListBuckets", "s3:ListAllMyBuckets")]
    [InlineData("Get-IamAction -EventSource s3 -EventName HeadBucket", "s3:ListBucket")]
    [InlineData("Get-IamAction -EventSource lambda -EventName ListFunctions20150331", "lambda:ListFunctions")]
    [InlineData("Get-IamAction -EventSource s3 -EventName HeadBucket -AccessLevel Write", "")]
    [InlineData("[pscustomobject] @{ EventSource = 's3.amazonaws.com'; EventName = 'HeadBucket' } | Get-IamAction", "s3:ListBucket")]
    [InlineData("Get-IamAction nothing*", "")]
    [InlineData("Get-IamAction -Service nothing*", "")]
    public void Actions_come_by_name_service_level_and_event(string script, string expected) =>
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), _session.Run(script).Clean().Select(action => action.Value("Action")));

    [Fact]
    public void Without_a_name_all_actions_come()
    {
        var all = _session.Run("Get-IamAction").Clean();
        Assert.True(all.Count > 15000);
        var s3 = _session.Run("Get-IamAction -Service s3").Clean().Count;
        Assert.InRange(s3, 100, 300);
        Assert.Equal(s3, _session.Run("Get-IamAction s3:*").Clean().Count);
        Assert.Equal(all.Count(action => (string)action.Value("Service")! is "s3" or "s3express"), _session.Run("Get-IamAction -Service s3, s3expr*").Clean().Count);
    }

    [Fact]
    public void An_action_has_what_a_policy_author_asks_for()
    {
        var action = Assert.Single(_session.Run("Get-IamAction lambda:CreateFunction").Clean());
        Assert.Equal("TrailOps.IamAction", action.TypeNames[0]);
        Assert.Equal("Write", action.Value("AccessLevel")!.ToString());
        Assert.Equal("AWS Lambda", action.Value("ServiceName"));
        Assert.Contains("iam:PassRole", action.Value<IEnumerable<string>>("DependentActions"));
        Assert.Contains("lambda:VpcIds", action.Value<IEnumerable<string>>("ConditionKeys"));
        var resource = PSObject.AsPSObject(action.Value<System.Collections.IEnumerable>("ResourceTypes").Cast<object>().First());
        Assert.Equal("function", resource.Value("Name"));
    }

    [Theory]
    [InlineData("Get-IamAction s3:GetObjekt", "IamActionNotFound", "s3:GetObjekt",
        "There is no IAM action 's3:GetObjekt'. Did you mean 's3:GetObject'? Names are like s3:GetObject; wildcards are understood.")]
    [InlineData("Get-IamAction s3:ListBuckets", "IamActionNotFound", "s3:ListBuckets",
        "There is no IAM action 's3:ListBuckets'. Did you mean 's3:ListAllMyBuckets'? Names are like s3:GetObject; wildcards are understood.")]
    [InlineData("Get-IamAction qqqq:zzzzzzzz", "IamActionNotFound", "qqqq:zzzzzzzz",
        "There is no IAM action 'qqqq:zzzzzzzz'. Names are like s3:GetObject; wildcards are understood.")]
    [InlineData("Get-IamAction 's3:[G]etObject'", "IamActionNotFound", "s3:[G]etObject",
        "There is no IAM action 's3:[G]etObject'. Did you mean 's3:GetObject'? Names are like s3:GetObject; wildcards are understood.")]
    [InlineData("Get-IamAction GetObjekt -Service s3", "IamActionNotFound", "GetObjekt",
        "There is no IAM action 'GetObjekt'. Did you mean 's3:GetObject'? Names are like s3:GetObject; wildcards are understood.")]
    [InlineData("Get-IamAction -Service lamda", "IamServiceNotFound", "lamda",
        "There is no service with the IAM prefix 'lamda'. Did you mean 'lambda'? Prefixes are like s3 or ec2.")]
    [InlineData("Get-IamAction -EventSource examplesvc -EventName PutGadget", "EventNotMapped", "examplesvc.amazonaws.com:PutGadget",
        "No IAM action is known for the event examplesvc.amazonaws.com:PutGadget: The event source 'examplesvc.amazonaws.com' belongs to no IAM service that is known. "
        + "Check both names as CloudTrail writes them.")]
    public void What_does_not_exist_is_an_error_with_the_nearest_spelling(string script, string id, string target, string message)
    {
        var run = _session.Run(script);
        Assert.Null(run.Exception);
        Assert.Empty(run.Output);
        var error = Assert.Single(run.Errors);
        Assert.Equal(id + Cmdlet, error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Equal(target, error.TargetObject);
        Assert.Equal(message, error.ToString());
    }

    [Fact]
    public void One_unknown_name_does_not_keep_the_others_from_coming()
    {
        var run = _session.Run("'s3:GetObject', 's3:Nope', 'iam:PassRole' | Get-IamAction; Get-IamAction s3:Nope, s3:PutObject; Get-IamAction PutObject -Service s3, nope");
        Assert.Equal(["s3:GetObject", "iam:PassRole", "s3:PutObject", "s3:PutObject"], run.Values("Action"));
        Assert.Equal(["IamActionNotFound" + Cmdlet, "IamActionNotFound" + Cmdlet, "IamServiceNotFound" + Cmdlet], run.ErrorIds);
    }

    [Fact]
    public void An_event_that_needs_no_permission_is_a_warning()
    {
        var run = _session.Run("Get-IamAction -EventSource sts -EventName GetCallerIdentity");
        Assert.Empty(run.Output);
        Assert.Empty(run.Errors);
        Assert.StartsWith("sts.amazonaws.com:GetCallerIdentity needs no permission: ", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Events_bind_from_the_pipeline()
    {
        using var logs = new LogFolder();
        logs.Add(new LogRecord("ListBuckets"), new LogRecord("CreateFunction20150331", "lambda.amazonaws.com"));
        var run = _session.Run("Get-RoleEvents deployer -Path $logs | Get-IamAction", new { logs = logs.Root });
        Assert.Equal("s3:ListAllMyBuckets", run.Clean()[0].Value("Action"));
        Assert.Contains("lambda:CreateFunction", run.Values("Action"));
    }

    [Theory]
    [InlineData("Get-IamAction -Name s3:GetObject -EventName x", "AmbiguousParameterSet")]
    [InlineData("Get-IamAction -AccessLevel Admin", "CannotConvertArgumentNoMessage")]
    [InlineData("Get-IamAction ''", "ParameterArgumentValidationError")]
    [InlineData("Get-IamAction $null", "ParameterArgumentValidationError")]
    [InlineData("Get-IamAction -Service '[a'", "ParameterArgumentValidationError")]
    public void Arguments_that_make_no_sense_are_refused(string script, string id) =>
        Assert.Equal([id + Cmdlet], _session.Run(script).ErrorIds);
}
