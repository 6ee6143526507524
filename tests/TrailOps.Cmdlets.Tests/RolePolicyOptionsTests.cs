using System.Collections;
using System.Management.Automation;

namespace TrailOps.Cmdlets.Tests;

/// <summary>ConvertTo-RolePolicy's options, as a script uses them.</summary>
public sealed class RolePolicyOptionsTests : IDisposable
{
    private const string Baseline = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}""";

    private readonly Session _session = new();
    private readonly LogFolder _logs = new();

    public RolePolicyOptionsTests() => _logs.Add(
        new LogRecord("HeadBucket"),
        new LogRecord("GetBucketTagging") { ErrorCode = "NoSuchTagSet" },
        new LogRecord("PutBucketTagging") { ErrorCode = "AccessDenied" },
        new LogRecord("DescribeVpcs", "ec2.amazonaws.com"));

    public void Dispose()
    {
        _session.Dispose();
        _logs.Dispose();
    }

    [Theory]
    [InlineData("", "ec2:DescribeVpcs s3:GetBucketTagging s3:ListBucket")]
    [InlineData("-SuccessOnly", "ec2:DescribeVpcs s3:ListBucket")]
    [InlineData("-IncludeDenied", "ec2:DescribeVpcs s3:GetBucketTagging s3:ListBucket s3:PutBucketTagging")]
    [InlineData("-ExcludeAction s3:*", "ec2:DescribeVpcs")]
    [InlineData("-ExcludeAction S3:listbucket", "ec2:DescribeVpcs s3:GetBucketTagging")]
    [InlineData("-ExcludeService ec2, iam", "s3:GetBucketTagging s3:ListBucket")]
    [InlineData("-IncludeAction s3:listallmybuckets", "ec2:DescribeVpcs s3:GetBucketTagging s3:ListAllMyBuckets s3:ListBucket")]
    [InlineData("-Baseline $baseline", "ec2:DescribeVpcs s3:ListBucket")]
    [InlineData("-Baseline $encoded", "ec2:DescribeVpcs s3:ListBucket")]
    [InlineData("-Baseline $file", "ec2:DescribeVpcs s3:ListBucket")]
    [InlineData("-Baseline ([pscustomobject] @{ PolicyDocument = $encoded })", "ec2:DescribeVpcs s3:ListBucket")]
    [InlineData("-Baseline @{ Version = '2012-10-17'; Statement = @{ Effect = 'Allow'; Action = 's3:Get*'; Resource = '*' } }", "ec2:DescribeVpcs s3:ListBucket")]
    [InlineData("-Baseline (Get-RoleEvents -Path $logs -EventName HeadBucket | ConvertTo-RolePolicy)", "ec2:DescribeVpcs s3:GetBucketTagging")]
    [InlineData("-Baseline ([System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-RoleEvents -Path $logs -EventName HeadBucket | ConvertTo-RolePolicy))))", "ec2:DescribeVpcs s3:GetBucketTagging")]
    public void An_option_changes_the_actions(string option, string actions)
    {
        var policy = Assert.Single(Run($"Get-RoleEvents -Path $logs | ConvertTo-RolePolicy {option}").Clean());
        Assert.Equal(actions, string.Join(' ', policy.Value<IEnumerable>("Actions").Cast<object>()));
    }

    [Theory]
    [InlineData("-IncludeAction s3:GetObjct", "IamActionNotFound", ErrorCategory.ObjectNotFound, "s3:GetObjct")]
    [InlineData("-IncludeAction GetObject", "IamActionNotFound", ErrorCategory.ObjectNotFound, "GetObject")]
    [InlineData("-IncludeAction s*:Get*", "IamActionNotFound", ErrorCategory.ObjectNotFound, "s*:Get*")]
    [InlineData("-ExcludeAction s3:Nothing*", "IamActionNotFound", ErrorCategory.ObjectNotFound, "s3:Nothing*")]
    [InlineData("-ExcludeService s33", "IamServiceNotFound", ErrorCategory.ObjectNotFound, "s33")]
    [InlineData("-Baseline './no-such-file.json'", "PolicyNotReadable", ErrorCategory.InvalidArgument, "./no-such-file.json")]
    [InlineData("-Baseline ''", "PolicyNotReadable", ErrorCategory.InvalidArgument, "")]
    [InlineData("-Baseline '{}'", "PolicyNotReadable", ErrorCategory.InvalidArgument, "{}")]
    [InlineData("-Baseline '[1]'", "PolicyNotReadable", ErrorCategory.InvalidArgument, "[1]")]
    [InlineData("-Baseline 1", "PolicyNotReadable", ErrorCategory.InvalidArgument, "1")]
    public void A_wrong_argument_ends_the_command_and_names_it(string option, string id, ErrorCategory category, string target)
    {
        var run = Run($"Get-RoleEvents -Path $logs | ConvertTo-RolePolicy {option}");
        var error = Assert.Single(run.Errors);
        Assert.Equal((id + ",TrailOps.Cmdlets.ConvertToRolePolicyCommand", category, target), (error.FullyQualifiedErrorId, error.CategoryInfo.Category, error.TargetObject?.ToString()));
        Assert.Empty(run.Output);
    }

    [Fact]
    public void A_policy_that_cannot_be_split_is_an_error_and_the_others_come()
    {
        _logs.Add(new LogRecord("DescribeVpcs", "ec2.amazonaws.com") { Role = "small" });
        var run = Run("Get-RoleEvents -Path $logs | ConvertTo-RolePolicy -SplitSize 110");
        Assert.Equal(["PolicyTooLarge,TrailOps.Cmdlets.ConvertToRolePolicyCommand"], run.ErrorIds);
        Assert.Equal("arn:aws:iam::111122223333:role/deployer", run.Errors.Single().TargetObject);
        Assert.Equal("small", Assert.Single(run.Output).Value("RoleName"));
    }

    [Fact]
    public void A_split_gives_parts_that_are_small_enough()
    {
        var parts = Run("Get-RoleEvents -Path $logs | ConvertTo-RolePolicy -SplitSize 160").Clean();
        Assert.Equal([1, 2], parts.Select(part => part.Value("Part")));
        Assert.All(parts, part => Assert.Equal((2, true), (part.Value("PartCount"), part.Value<int>("Size") <= 160)));
        Assert.Equal(2, Run("Get-RoleEvents -Path $logs | ConvertTo-RolePolicy -SplitSize 160 -AsJson").Clean().Count);
    }

    [Fact]
    public void Terraform_names_the_document_after_the_role_and_its_account_where_two_have_the_name()
    {
        Assert.StartsWith("data \"aws_iam_policy_document\" \"deployer\" {", Assert.Single(Run("Get-RoleEvents -Path $logs | ConvertTo-RolePolicy -AsTerraform").Clean()).ToString(), StringComparison.Ordinal);
        _logs.Add(new LogRecord("DescribeVpcs", "ec2.amazonaws.com") { Account = "999999999999" });
        var names = Run("Get-RoleEvents -Path $logs | ConvertTo-RolePolicy -AsTerraform").Clean().Select(text => text.ToString()!.Split('"')[3]);
        Assert.Equal(["deployer_111122223333", "deployer_999999999999"], names);
    }

    [Fact]
    public void Lists_can_be_indexed()
    {
        var found = Run("""
            $p = Get-RoleEvents -Path $logs | ConvertTo-RolePolicy
            $p.Actions[1].Action; $p.Evidence[0].Action; $p.Evidence[-1].EventIds[0].Length; $p.Document.Statement[1].Action[0]; $p.Document.Statement[1].Resource[0]
            $p.Uncounted[0].EventName; $p.Sources[0].Kind.ToString(); $p.Document.Statement[$p.Evidence[2].Statement].Action[1]
            """).Clean().Select(item => item.ToString());
        Assert.Equal(["s3:GetBucketTagging", "ec2:DescribeVpcs", "36", "s3:GetBucketTagging", "arn:aws:s3:::example", "PutBucketTagging", "Files", "s3:ListBucket"], found);
    }

    [Fact]
    public void Too_large_a_policy_is_warned_of_with_the_remedy()
    {
        _logs.Add([.. Enumerable.Range(0, 300).Select(i => new LogRecord("DescribeVpcs", "ec2.amazonaws.com"))]);
        var warnings = Run("""
            $records = 1..600 | ForEach-Object { @{ eventSource = 'sqs.amazonaws.com'; eventName = 'SendMessage'; eventID = "$_"; awsRegion = 'eu-central-1'
                recipientAccountId = '111122223333'; requestParameters = @{ queueUrl = "https://sqs.eu-central-1.amazonaws.com/111122223333/queue-$_" }
                userIdentity = @{ type = 'AssumedRole'; arn = 'arn:aws:sts::111122223333:assumed-role/deployer/s' } } }
            $null = $records | ConvertTo-RolePolicy -MaxResource 1000
            """).Warnings;
        Assert.Contains("-SplitSize 6144", Assert.Single(warnings), StringComparison.Ordinal);
    }

    private RunResult Run(string script)
    {
        var file = Path.Combine(_logs.Root, "..", Path.GetFileName(_logs.Root) + "-baseline.json");
        File.WriteAllText(file, Baseline);
        try
        {
            return _session.Run(script, new { logs = _logs.Root, baseline = Baseline, encoded = Uri.EscapeDataString(Baseline), file });
        }
        finally
        {
            File.Delete(file);
        }
    }
}
