using TrailOps.LocalAws.Tests.Harness;
using TrailOps.LocalAws.World;

namespace TrailOps.Cmdlets.Tests.AuthorizationMessage;

/// <summary>What real tools print when they are refused: read as it was printed in this run.</summary>
public sealed class LiveRefusalTests
{
    private const string Read = "ConvertFrom-AuthorizationMessage -NoDecode";
    private const string User = "arn:aws:iam::111122223333:user/few";
    private const string Session = "arn:aws:sts::111122223333:assumed-role/deployer/run-1";

    private const string Boto = """
        import sys, boto3
        from botocore.config import Config
        service, operation, parameters = sys.argv[1], sys.argv[2], eval(sys.argv[3])
        client = boto3.client(service, config=Config(retries={"max_attempts": 0}))
        """;

    /// <summary>The CLI's arguments; boto3's service, method and parameters; and what is refused: operation, action, resource, code.</summary>
    private static readonly (string Name, string[] Cli, string[] Boto, string Operation, string Action, string? Resource, string Code)[] Calls =
    [
        ("list buckets", ["s3api", "list-buckets"], ["s3", "list_buckets", "{}"], "ListBuckets", "s3:ListAllMyBuckets", null, "AccessDenied"),
        ("list a bucket", ["s3api", "list-objects-v2", "--bucket", "state"], ["s3", "list_objects_v2", "{'Bucket': 'state'}"], "ListObjectsV2", "s3:ListBucket", "arn:aws:s3:::state", "AccessDenied"),
        ("put an object", ["s3api", "put-object", "--bucket", "state", "--key", "a/b c.tfstate"], ["s3", "put_object", "{'Bucket': 'state', 'Key': 'a/b c.tfstate'}"], "PutObject", "s3:PutObject", "arn:aws:s3:::state/a/b c.tfstate", "AccessDenied"),
        ("list roles", ["iam", "list-roles"], ["iam", "list_roles", "{}"], "ListRoles", "iam:ListRoles", "arn:aws:iam::111122223333:role/", "AccessDenied"),
        ("get a role", ["iam", "get-role", "--role-name", "deployer"], ["iam", "get_role", "{'RoleName': 'deployer'}"], "GetRole", "iam:GetRole", "role deployer", "AccessDenied"),
        ("assume a role", ["sts", "assume-role", "--role-arn", "arn:aws:iam::111122223333:role/guarded", "--role-session-name", "run-9"], ["sts", "assume_role", "{'RoleArn': 'arn:aws:iam::111122223333:role/guarded', 'RoleSessionName': 'run-9'}"], "AssumeRole", "sts:AssumeRole", "arn:aws:iam::111122223333:role/guarded", "AccessDenied"),
        ("trails", ["cloudtrail", "describe-trails"], ["cloudtrail", "describe_trails", "{}"], "DescribeTrails", "cloudtrail:DescribeTrails", null, "AccessDeniedException"),
        ("events", ["cloudtrail", "lookup-events"], ["cloudtrail", "lookup_events", "{}"], "LookupEvents", "cloudtrail:LookupEvents", null, "AccessDeniedException"),
        ("decode", ["sts", "decode-authorization-message", "--encoded-message", "x"], ["sts", "decode_authorization_message", "{'EncodedMessage': 'x'}"], "DecodeAuthorizationMessage", "sts:DecodeAuthorizationMessage", null, "AccessDenied"),
        ("instances", ["ec2", "describe-instances"], ["ec2", "describe_instances", "{}"], "DescribeInstances", "ec2:DescribeInstances", null, "UnauthorizedOperation"),
        ("run an instance", ["ec2", "run-instances", "--image-id", "ami-0abc", "--instance-type", "t3.large"], ["ec2", "run_instances", "{'ImageId': 'ami-0abc', 'InstanceType': 't3.large', 'MinCount': 1, 'MaxCount': 1}"], "RunInstances", "ec2:RunInstances", "arn:aws:ec2:us-east-1:111122223333:instance/*", "UnauthorizedOperation"),
    ];

    public static TheoryData<string, bool> Names()
    {
        var names = new TheoryData<string, bool>();
        foreach (var call in Calls)
        {
            names.Add(call.Name, call.Name is "put an object" or "run an instance");
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_the_aws_CLI_prints(string name, bool isSession)
    {
        var cli = CliOrSkip();
        await using var aws = await StartAsync();
        var (_, arguments, _, operation, action, resource, code) = Calls.Single(call => call.Name == name);
        var (status, output, errors) = await Tool.RunAsync(cli, arguments, Environment(aws, await KeysAsync(aws, isSession)));
        Assert.NotEqual(0, status);
        AssertRead(aws, output + errors, isSession, operation, action, resource, code);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_a_program_with_boto3_prints(string name, bool isSession)
    {
        var python = await PythonOrSkipAsync();
        await using var aws = await StartAsync();
        var (_, _, call, operation, action, resource, code) = Calls.Single(call => call.Name == name);
        var keys = await KeysAsync(aws, isSession);

        // What a program prints that caught it, its log, and the traceback of one that did not.
        const string Run = """

            import json, logging
            logging.basicConfig(format="%(asctime)s %(levelname)s [%(name)s] %(message)s", stream=sys.stdout)
            try: getattr(client, operation)(**parameters)
            except Exception as e:
                print(e, repr(e), json.dumps({"level": "error", "message": str(e)}), sep="\x1e", end="\x1e", flush=True)
                logging.exception("It failed")
                raise
            """;
        var (status, output, errors) = await Tool.RunAsync(python, ["-c", Boto + Run, .. call], Environment(aws, keys));
        Assert.True(status == 1, output + errors);
        var forms = output.Split('\x1e');
        Assert.Equal(4, forms.Length);
        foreach (var form in forms.Append(errors))
        {
            AssertRead(aws, form, isSession, operation, action, resource, code);
        }
    }

    [Fact]
    public async Task What_the_CLI_s_s3_commands_print()
    {
        var cli = CliOrSkip();
        await using var aws = await StartAsync();
        var environment = Environment(aws, await KeysAsync(aws, isSession: false));
        var file = Path.Combine(AppContext.BaseDirectory, "xunit.runner.json");
        foreach (var (arguments, action, resource) in new (string[], string, string?)[]
        {
            (["s3", "ls"], "s3:ListAllMyBuckets", null),
            (["s3", "ls", "s3://state/x"], "s3:ListBucket", "arn:aws:s3:::state"),
            (["s3", "cp", file, "s3://state/x"], "s3:PutObject", "arn:aws:s3:::state/x"),
        })
        {
            var (_, output, errors) = await Tool.RunAsync(cli, arguments, environment);
            var denial = Assert.Single(aws.Run($"$text | {Read}", new { text = output + errors }).Clean());
            Assert.Equal((action, resource, User), (denial.Value("Action"), denial.Value("Resource"), denial.Value("PrincipalArn")));
        }
    }

    [Fact]
    public async Task What_the_module_s_own_SDK_throws()
    {
        await using var aws = await StartAsync();
        aws.SetKeys(await KeysAsync(aws, isSession: true));
        foreach (var (script, action, resource, code) in new (string, string, string?, string)[]
        {
            ("Get-AuditTrail @aws", "cloudtrail:DescribeTrails", null, "AccessDeniedException"),
            ("Get-TempAdmin deployer @aws", "iam:GetRole", "role deployer", "AccessDenied"),
            ("Get-RoleEvents deployer -BucketName state @aws", "s3:ListBucket", "arn:aws:s3:::state", "AccessDenied"),
            ("New-RoleSession guarded @aws -Confirm:$false", "sts:AssumeRole", "arn:aws:iam::111122223333:role/guarded", "AccessDenied"),
        })
        {
            var run = aws.Run($"$e = @(); $null = try {{ {script} -ErrorVariable e -ErrorAction SilentlyContinue }} catch {{ $e = @($_) }}; $e[0] | {Read}");
            var denial = Assert.Single(run.Output);
            Assert.Equal((action, code, Session), (denial.Value("Action"), denial.Value("ErrorCode"), denial.Value("PrincipalArn")));
            Assert.Equal(resource, denial.Value("Resource"));
        }
    }

    [Fact]
    public async Task All_that_was_printed_in_one_log_is_read_in_its_order()
    {
        var python = await PythonOrSkipAsync();
        await using var aws = await StartAsync();
        var script = $"{Boto}\nfor service, operation, parameters in parameters:\n  try: getattr(boto3.client(service), operation)(**parameters)\n  except Exception as e: print('worker-1 ERROR', e)";
        var (status, output, errors) = await Tool.RunAsync(
            python, ["-c", script, "s3", "all", $"[{string.Join(',', Calls.Select(call => $"('{call.Boto[0]}', '{call.Boto[1]}', {call.Boto[2]})"))}]"], Environment(aws, await KeysAsync(aws, isSession: true)));
        Assert.True(status == 0, errors);
        var expected = Calls.Select(call => (call.Operation, call.Action)).ToList();
        Assert.Equal(expected, aws.Run($"$text | {Read}", new { text = output }).Clean().Select(denial => ((string)denial.Value("Operation")!, (string)denial.Value("Action")!)));
        Assert.Equal(expected, aws.Run($"$lines | {Read}", new { lines = output.Split('\n') }).Clean().Select(denial => ((string)denial.Value("Operation")!, (string)denial.Value("Action")!)));

        // The one with a message is decoded on the way.
        var denials = aws.Run("$text | ConvertFrom-AuthorizationMessage @aws").Clean();
        Assert.True(Assert.Single(denials, denial => denial.Value("EncodedMessage") is not null).Value<bool>("IsDecoded"));
    }

    [Fact]
    public async Task What_tools_print_that_moto_refuses()
    {
        var python = await PythonOrSkipAsync();
        var cli = CliOrSkip();

        // Three requests pass before it judges: they make a user, its key and a bucket.
        await using var moto = await MotoServer.StartAsync(python, ("INITIAL_NO_AUTH_ACTION_COUNT", "3"));
        Assert.SkipWhen(moto is null, "python3 has no moto[server] here.");
        var root = new AwsCaller(moto.Url, new KeyPair("AKIAEXAMPLEEXAMPLE00", "nobody checks it"), "us-east-1");
        await root.QueryAsync("iam", "CreateUser", ("UserName", "few"));
        var key = await root.QueryAsync("iam", "CreateAccessKey", ("UserName", "few"));
        await root.S3Async(HttpMethod.Put, "/state");
        var keys = new KeyPair(key.Descendants("AccessKeyId").Single().Value, key.Descendants("SecretAccessKey").Single().Value);
        var who = "arn:aws:iam::123456789012:user/few";
        using var session = new Session();
        foreach (var (name, action, code) in new (string, string?, string)[]
        {
            ("list roles", "iam:ListRoles", "AccessDenied"), ("get a role", "iam:GetRole", "AccessDenied"), ("assume a role", "sts:AssumeRole", "AccessDenied"), ("trails", "cloudtrail:DescribeTrails", "AccessDenied"),
            ("list a bucket", null, "AccessDenied"), ("instances", "ec2:DescribeInstances", "AccessDenied"),
        })
        {
            var call = Calls.Single(call => call.Name == name);
            (string, string)[] environment = [("AWS_ENDPOINT_URL", moto.Url.ToString().TrimEnd('/')), ("AWS_ACCESS_KEY_ID", keys.AccessKeyId), ("AWS_SECRET_ACCESS_KEY", keys.SecretAccessKey), ("AWS_DEFAULT_REGION", "us-east-1"), ("AWS_PAGER", "")];
            foreach (var (tool, arguments) in new[] { (cli, call.Cli), (python, ["-c", $"{Boto}\ngetattr(client, operation)(**parameters)", .. call.Boto]) })
            {
                var (_, output, errors) = await Tool.RunAsync(tool, arguments, environment);
                var found = session.Run($"$text | {Read}", new { text = output + errors }).Clean();
                Assert.True(found.Count == 1, output + errors);
                Assert.Equal((action, call.Operation, code), (found[0].Value("Action"), found[0].Value("Operation"), found[0].Value("ErrorCode")));
                Assert.Equal(action is null ? null : who, found[0].Value("PrincipalArn"));
            }
        }
    }

    private static void AssertRead(LocalAwsSession aws, string text, bool isSession, string operation, string action, string? resource, string code)
    {
        var found = aws.Run($"$text | {Read}", new { text }).Clean();
        Assert.True(found.Count == 1, text);
        var denial = found[0];
        Assert.Equal((action, operation, code), (denial.Value("Action"), denial.Value("Operation"), denial.Value("ErrorCode")));
        Assert.Equal((resource, isSession ? Session : User), (denial.Value("Resource"), denial.Value("PrincipalArn")));
        Assert.Equal(isSession ? "deployer" : null, denial.Value("RoleName"));
        Assert.Equal(action.Split(':')[0], denial.Value("Service"));

        // Whatever breaks it into lines.
        Assert.Equal(action, Assert.Single(aws.Run($"$lines | {Read}", new { lines = text.Split('\n') }).Clean()).Value("Action"));

        // An encoded message in it is the one that was sent.
        if (denial.Value("EncodedMessage") is string)
        {
            aws.SetKeys(aws.Server.World.Account.AddUser($"operator-{Guid.NewGuid():N}", AwsUnderTest.Admin));
            Assert.Equal((true, resource), (Assert.Single(aws.Run("$text | ConvertFrom-AuthorizationMessage @aws").Clean()).Value("IsDecoded"), denial.Value("Resource")));
        }
    }

    private static string CliOrSkip()
    {
        Assert.SkipWhen(Tool.Find("aws") is null, "The aws CLI is not on this machine.");
        return Tool.Find("aws")!;
    }

    private static async Task<string> PythonOrSkipAsync()
    {
        Assert.SkipWhen(Tool.Find("python3") is null, "python3 is not on this machine.");
        var python = Tool.Find("python3")!;
        Assert.SkipWhen((await Tool.RunAsync(python, ["-c", "import boto3"])).Code != 0, "python3 has no boto3 here.");
        return python;
    }

    private static (string Name, string Value)[] Environment(LocalAwsSession aws, KeyPair keys) =>
    [
        ("AWS_ENDPOINT_URL", aws.Server.Url.ToString().TrimEnd('/')), ("AWS_ACCESS_KEY_ID", keys.AccessKeyId), ("AWS_SECRET_ACCESS_KEY", keys.SecretAccessKey), ("AWS_DEFAULT_REGION", "us-east-1"), ("AWS_PAGER", ""),
        .. keys.SessionToken is { } token ? new[] { ("AWS_SESSION_TOKEN", token) } : [],
    ];

    /// <summary>A user or a role's session, with no permissions at all.</summary>
    private static async Task<KeyPair> KeysAsync(LocalAwsSession aws, bool isSession)
    {
        var account = aws.Server.World.Account;
        if (!isSession)
        {
            return account.AddUser("few");
        }

        var caller = new AwsCaller(aws.Server, account.AddUser("someone", AwsUnderTest.Admin), "us-east-1");
        return AwsCaller.Keys(await caller.QueryAsync("sts", "AssumeRole", ("RoleArn", "arn:aws:iam::111122223333:role/deployer"), ("RoleSessionName", "run-1")));
    }

    private static async Task<LocalAwsSession> StartAsync()
    {
        var aws = await LocalAwsSession.StartAsync();
        aws.Server.World.Account.AddRole("deployer");
        aws.Server.World.Account.AddRole("guarded", trust: """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/other"},"Action":"sts:AssumeRole"}]}""");
        aws.Server.World.Account.AddBucket("state");
        return aws;
    }
}
