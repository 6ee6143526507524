using TrailOps.Policies;
using TrailOps.Tests.Actions;

namespace TrailOps.Tests.Policies;

/// <summary>What each option does to the policy of a few events.</summary>
public class RolePolicyOptionsTests
{
    private const string Denied = ",\"errorCode\":\"AccessDenied\"";
    private const string NotFound = ",\"errorCode\":\"NoSuchTagSet\"";

    [Fact]
    public void Errors_after_the_authorization_count_unless_only_successes_do()
    {
        RoleEvent[] events = [Call("s3", "GetBucketTagging", Bucket("a") + NotFound), Call("s3", "PutBucketTagging", Bucket("a") + Denied)];
        Assert.Equal(["s3:GetBucketTagging"], Actions(events, new()));
        Assert.Equal([], Actions(events, new() { SuccessOnly = true }));
        Assert.Equal(["s3:GetBucketTagging", "s3:PutBucketTagging"], Actions(events, new() { IncludeDenied = true }));
        Assert.Equal(["s3:PutBucketTagging"], Actions(events, new() { IncludeDenied = true, SuccessOnly = true }));
        Assert.Equal((1, 1), (Build(events, new() { SuccessOnly = true }).Counts.Refused, Build(events, new() { SuccessOnly = true }).Counts.NotCounted));
        Assert.Equal([true], Build(events, new() { IncludeDenied = true }).Evidence.Where(e => e.IsRefused).Select(e => e.Action == "s3:PutBucketTagging"));
    }

    [Fact]
    public void More_resources_than_asked_for_are_folded_and_it_is_said()
    {
        var events = Enumerable.Range(0, 30).Select(i => Call("s3", "GetObject", $",\"requestParameters\":{{\"bucketName\":\"data\",\"key\":\"logs/{i}.txt\"}}")).ToList();
        var policy = Build(events, new());
        Assert.Equal(["arn:aws:s3:::data/logs/*"], policy.Document.Statement.Single().Resource);
        var remark = Assert.Single(policy.Remarks);
        Assert.Equal((RolePolicyRemarkKind.ResourceFolded, "s3:GetObject", 30), (remark.Kind, remark.Action, remark.EventCount));
        Assert.Contains("-MaxResource 30", remark.Message, StringComparison.Ordinal);
        Assert.Equal(30, policy.Evidence.Single().EventCount);
        Assert.Equal(30, Build(events, new() { MaxResource = 30 }).Document.Statement.Single().Resource.Count);
        Assert.Equal(20, Build(events.Take(20), new()).Document.Statement.Single().Resource.Count);
    }

    [Fact]
    public void Scope_action_has_no_resources_but_keeps_conditions()
    {
        var policy = Build([Call("lambda", "CreateFunction20150331", ",\"requestParameters\":{\"functionName\":\"f\",\"role\":\"arn:aws:iam::111122223333:role/f\"}")], new() { Scope = RolePolicyScope.Action });
        Assert.Equal(
            ["iam:PassRole on * if StringEquals iam:PassedToService = lambda.amazonaws.com", "lambda:CreateFunction on * if "],
            policy.Document.Statement.Select(s => $"{s.Action.Single()} on {s.Resource.Single()} if {s.Condition}"));
    }

    [Fact]
    public void Ids_of_what_was_created_become_wildcards_in_every_event()
    {
        var policy = Build(
            [
                Call("ec2", "CreateSubnet", Ids("vpc-0123456789abcdef0", null)),
                Call("ec2", "DeleteVpc", Ids("vpc-0aaaaaaaaaaaaaaaa", null)),
                Call("ec2", "CreateVpc", ",\"responseElements\":{\"vpc\":{\"vpcId\":\"vpc-0123456789abcdef0\"}}"),
            ],
            new());
        var resources = policy.Evidence.Select(e => $"{e.Action} {e.Resource[(e.Resource.LastIndexOf(':') + 1)..]}").Order(StringComparer.Ordinal);
        Assert.Equal(["ec2:CreateSubnet subnet/*", "ec2:CreateSubnet vpc/*", "ec2:CreateVpc vpc/*", "ec2:DeleteVpc vpc/vpc-0aaaaaaaaaaaaaaaa"], resources);
    }

    [Theory]
    [InlineData("secretsmanager", "CreateSecret", "\"name\":\"app/db\"", "\"arn\":\"arn:aws:secretsmanager:eu-central-1:111122223333:secret:app/db-AbCdEf\"", "DescribeSecret", "\"secretId\":\"arn:aws:secretsmanager:eu-central-1:111122223333:secret:app/db-AbCdEf\"", "secret:app/db-??????")]
    [InlineData("route53", "ChangeResourceRecordSets", "\"hostedZoneId\":\"Z1\"", "\"changeInfo\":{\"id\":\"/change/C1123456789ABCDEFGHIJ\"}", "GetChange", "\"id\":\"C1123456789ABCDEFGHIJ\"", "change/*")]
    [InlineData("lambda", "CreateEventSourceMapping20150331", "\"functionName\":\"f\"", "\"uUID\":\"55555555-1111-2222-3333-444444444444\"", "GetEventSourceMapping20150331", "\"uUID\":\"55555555-1111-2222-3333-444444444444\"", "event-source-mapping:*")]
    [InlineData("states", "StartExecution", "\"stateMachineArn\":\"arn:aws:states:eu-central-1:111122223333:stateMachine:sm\"", "\"executionArn\":\"arn:aws:states:eu-central-1:111122223333:execution:sm:0e2f1234-1111-2222-3333-444444444444\"", "DescribeExecution", "\"executionArn\":\"arn:aws:states:eu-central-1:111122223333:execution:sm:0e2f1234-1111-2222-3333-444444444444\"", "execution:sm:*")]
    [InlineData("lambda", "PublishLayerVersion20181031", "\"layerName\":\"l\"", "\"version\":7777,\"layerVersionArn\":\"arn:aws:lambda:eu-central-1:111122223333:layer:l:7777\"", "GetLayerVersion20181031", "\"layerName\":\"l\",\"versionNumber\":\"7777\"", "layer:l:*")]
    [InlineData("organizations", "CreatePolicy", "\"name\":\"p\"", "\"policy\":{\"policySummary\":{\"id\":\"p-3a8f506b\",\"arn\":\"arn:aws:organizations::111122223333:policy/o-abc/service_control_policy/p-3a8f506b\"}}", "DescribePolicy", "\"policyId\":\"p-3a8f506b\"", "policy/o-*/*/*")]
    [InlineData("dynamodb", "CreateTable", "\"tableName\":\"t\"", "\"tableDescription\":{\"latestStreamArn\":\"arn:aws:dynamodb:eu-central-1:111122223333:table/t/stream/2026-11-20T09:00:00.000\"}", "DescribeStream", "\"streamArn\":\"arn:aws:dynamodb:eu-central-1:111122223333:table/t/stream/2026-11-20T09:00:00.000\"", "table/t/stream/*")]
    public void What_a_call_made_is_a_wildcard_in_the_calls_that_look_at_it(string service, string creates, string request, string response, string looks, string of, string resource)
    {
        var policy = Build([Call(service, creates, $",\"requestParameters\":{{{request}}},\"responseElements\":{{{response}}}"), Call(service, looks, $",\"requestParameters\":{{{of}}}")], new());
        var evidence = policy.Evidence.Where(e => e.Event!.EndsWith(looks, StringComparison.Ordinal));
        Assert.All(evidence, e => Assert.EndsWith(resource, e.Resource, StringComparison.Ordinal));
        Assert.NotEmpty(evidence);
    }

    [Fact]
    public void The_role_in_an_instance_profile_is_found_by_the_event_that_put_it_there()
    {
        var run = Call("ec2", "RunInstances", ",\"requestParameters\":{\"iamInstanceProfile\":{\"name\":\"web\"}}");
        var put = Call("iam", "AddRoleToInstanceProfile", ",\"requestParameters\":{\"instanceProfileName\":\"web\",\"roleName\":\"web-role\"}");
        var alone = Build([run], new());
        Assert.Equal(["arn:aws:iam::111122223333:role/*"], PassedRoles(alone));
        Assert.Equal(RolePolicyRemarkKind.RoleUnknown, Assert.Single(alone.Remarks, r => r.Action == "iam:PassRole").Kind);
        var both = Build([run, put], new());
        Assert.Equal(["arn:aws:iam::111122223333:role/*/web-role", "arn:aws:iam::111122223333:role/web-role"], PassedRoles(both));
        Assert.DoesNotContain(both.Remarks, r => r.Kind == RolePolicyRemarkKind.RoleUnknown);
    }

    [Theory]
    [InlineData("\"taskRoleArn\":\"arn:aws:iam::111122223333:role/app\",\"executionRoleArn\":\"exec\",", "arn:aws:iam::111122223333:role/*/exec arn:aws:iam::111122223333:role/app arn:aws:iam::111122223333:role/exec")]
    [InlineData("", "")]
    public void The_roles_in_a_task_definition_are_found_by_its_registration(string roles, string passed)
    {
        var run = Call("ecs", "RunTask", ",\"requestParameters\":{\"taskDefinition\":\"arn:aws:ecs:eu-central-1:111122223333:task-definition/web:7\"}");
        var register = Call("ecs", "RegisterTaskDefinition", $",\"requestParameters\":{{{roles}\"family\":\"web\"}}");
        var alone = Build([run], new());
        Assert.Equal(["arn:aws:iam::111122223333:role/*"], PassedRoles(alone));
        var remark = Assert.Single(alone.Remarks, r => r.Kind == RolePolicyRemarkKind.RoleUnknown);
        Assert.Contains("a task definition", remark.Message, StringComparison.Ordinal);
        var both = Build([run, register], new());
        Assert.Equal(passed, string.Join(' ', both.Evidence.Where(e => e.Event!.EndsWith("RunTask", StringComparison.Ordinal) && e.Action == "iam:PassRole").Select(e => e.Resource).Order(StringComparer.Ordinal)));
        Assert.DoesNotContain(both.Remarks, r => r.Kind == RolePolicyRemarkKind.RoleUnknown);
    }

    [Theory]
    [InlineData("\"Name\":\"web\"", "role/*/web-role role/web-role")]
    [InlineData("\"Arn\":\"arn:aws:iam::111122223333:instance-profile/app/web\"", "role/*/web-role role/web-role")]
    [InlineData("\"Name\":\"other\"", "role/*")]
    [InlineData("", "")]
    public void What_a_launch_template_asks_for_is_found_by_the_events_that_made_it(string profile, string passed)
    {
        var group = Call("autoscaling", "CreateAutoScalingGroup", ",\"requestParameters\":{\"autoScalingGroupName\":\"g\",\"launchTemplate\":{\"launchTemplateId\":\"lt-0123456789abcdef0\"}}");
        var template = Call("ec2", "CreateLaunchTemplate", $",\"requestParameters\":{{\"CreateLaunchTemplateRequest\":{{\"LaunchTemplateName\":\"t\",\"LaunchTemplateData\":{{\"IamInstanceProfile\":{{{profile}}},\"TagSpecification\":[{{\"ResourceType\":\"instance\",\"tag\":1}},{{\"ResourceType\":\"volume\",\"tag\":2}}]}}}}}},\"responseElements\":{{\"CreateLaunchTemplateResponse\":{{\"launchTemplate\":{{\"launchTemplateId\":\"lt-0123456789abcdef0\",\"launchTemplateName\":\"t\"}}}}}}");
        var put = Call("iam", "AddRoleToInstanceProfile", ",\"requestParameters\":{\"instanceProfileName\":\"web\",\"roleName\":\"web-role\"}");
        var alone = Build([group], new());
        Assert.DoesNotContain(alone.Evidence, e => e.Action is "iam:PassRole" or "ec2:CreateTags");
        Assert.Equal(["ec2:CreateTags", "iam:PassRole"], alone.Remarks.Where(r => r.Kind == RolePolicyRemarkKind.TemplateUnknown).Select(r => r.Action));
        var policy = Build([group, template, put], new());
        Assert.Equal(passed, string.Join(' ', policy.Evidence.Where(e => e.Action == "iam:PassRole" && e.Event == "autoscaling.amazonaws.com:CreateAutoScalingGroup").Select(e => e.Resource.Split(':')[5]).Order(StringComparer.Ordinal)));
        Assert.Equal(["instance/*", "volume/*"], policy.Evidence.Where(e => e.Action == "ec2:CreateTags" && e.Condition == "StringEquals ec2:CreateAction = RunInstances").Select(e => e.Resource.Split(':')[5]));
        Assert.DoesNotContain(policy.Remarks, r => r.Kind == RolePolicyRemarkKind.TemplateUnknown);
        Assert.Equal(passed == "role/*", policy.Remarks.Any(r => r.Kind == RolePolicyRemarkKind.RoleUnknown));
    }

    [Fact]
    public void A_launch_template_that_no_event_tells_of_allows_nothing_and_is_remarked_in_both_scopes()
    {
        var run = Call("ec2", "CreateFleet", ",\"requestParameters\":{\"CreateFleetRequest\":{\"LaunchTemplateConfigs\":{\"LaunchTemplateSpecification\":{\"LaunchTemplateName\":\"t\"}}}}");
        foreach (var scope in new[] { RolePolicyScope.Action, RolePolicyScope.Resource })
        {
            var policy = Build([run], new() { Scope = scope });
            Assert.DoesNotContain(policy.Document.Statement, s => s.Action.Contains("iam:PassRole") || s.Action.Contains("ec2:CreateTags"));
            Assert.Equal(2, policy.Remarks.Count(r => r.Kind == RolePolicyRemarkKind.TemplateUnknown));
        }
    }

    [Fact]
    public void A_version_of_a_launch_template_tells_more_of_it()
    {
        var run = Call("ec2", "CreateFleet", ",\"requestParameters\":{\"CreateFleetRequest\":{\"LaunchTemplateConfigs\":{\"LaunchTemplateSpecification\":{\"LaunchTemplateName\":\"t\"}}}}");
        var version = Call("ec2", "CreateLaunchTemplateVersion", ",\"requestParameters\":{\"CreateLaunchTemplateVersionRequest\":{\"LaunchTemplateId\":\"lt-0123456789abcdef0\",\"LaunchTemplateData\":{\"IamInstanceProfile\":{\"Name\":\"web\"}}}},\"responseElements\":{\"CreateLaunchTemplateVersionResponse\":{\"launchTemplateVersion\":{\"launchTemplateId\":\"lt-0123456789abcdef0\",\"launchTemplateName\":\"t\"}}}");
        Assert.Equal(["arn:aws:iam::111122223333:role/*"], PassedRoles(Build([run, version], new())));
    }

    [Fact]
    public void A_role_that_the_registration_hides_may_be_any()
    {
        var run = Call("ecs", "RunTask", ",\"requestParameters\":{\"taskDefinition\":\"web\"}");
        var register = Call("ecs", "RegisterTaskDefinition", ",\"requestParameters\":{\"family\":\"web\",\"taskRoleArn\":\"HIDDEN_DUE_TO_SECURITY_REASONS\"}");
        var policy = Build([run, register], new());
        Assert.Equal(["arn:aws:iam::111122223333:role/*"], PassedRoles(policy));
        Assert.Contains(policy.Remarks, r => r.Kind == RolePolicyRemarkKind.RoleUnknown && r.Event == "ecs.amazonaws.com:RunTask");
    }

    [Theory]
    [InlineData("eu-west-1")]
    [InlineData("us-east-1")]
    public void A_task_definition_of_another_region_is_another_one(string region)
    {
        var run = Call("ecs", "RunTask", ",\"requestParameters\":{\"taskDefinition\":\"web\"}");
        var elsewhere = EventCase.Parse(Call("ecs", "RegisterTaskDefinition", ",\"requestParameters\":{\"family\":\"web\"}").Json.Replace(EventCase.Region, region, StringComparison.Ordinal));
        Assert.Single(Build([run, elsewhere], new()).Remarks, r => r.Kind == RolePolicyRemarkKind.RoleUnknown);
    }

    [Theory]
    [InlineData("sqs", "DeleteQueue", ",\"requestParameters\":{\"queueUrl\":\"https://sqs.eu-central-1.amazonaws.com/111122223333/jobs\"}", true)]
    [InlineData("s3", "HeadBucket", ",\"requestParameters\":{\"bucketName\":\"a\"}", false)]
    [InlineData("ec2", "DescribeVpcs", "", false)]
    public void A_record_without_its_region_is_remarked_where_that_makes_a_difference(string service, string name, string members, bool isRemarked)
    {
        var e = EventCase.Parse(Call(service, name, members).Json.Replace($"\"awsRegion\":\"{EventCase.Region}\"", "\"awsRegion\":\"\"", StringComparison.Ordinal));
        Assert.Equal(isRemarked, Build([e], new()).Remarks.Any(r => r.Kind == RolePolicyRemarkKind.ResourceUnknown && r.Message.Contains("awsRegion", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("kinesis", "StartStreamEncryption", "\"streamName\":\"s\",\"keyId\":\"arn:aws:kms:eu-central-1:111122223333:alias/own\"", true)]
    [InlineData("kinesis", "StartStreamEncryption", "\"streamName\":\"s\",\"keyId\":\"arn:aws:kms:eu-central-1:111122223333:alias/aws/kinesis\"", false)]
    [InlineData("kinesis", "DescribeStreamSummary", "\"streamName\":\"s\",\"keyId\":\"arn:aws:kms:eu-central-1:111122223333:alias/own\"", false)]
    [InlineData("kms", "DisableKey", "\"keyId\":\"arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\"", false)]
    [InlineData("secretsmanager", "CreateSecret", "\"name\":\"s\",\"kmsKeyId\":\"arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\"", false)]
    public void A_key_that_no_rule_knows_the_use_of_is_remarked(string service, string name, string request, bool isRemarked)
    {
        var policy = Build([Call(service, name, $",\"requestParameters\":{{{request}}}")], new());
        Assert.Equal(isRemarked, policy.Remarks.Any(r => r.Kind == RolePolicyRemarkKind.KeyUnknown));
    }

    [Fact]
    public void What_is_left_out_is_listed_with_why()
    {
        RoleEvent[] events = [Call("s3", "HeadBucket", Bucket("a")), Call("sqs", "ListQueues", ""), Call("ec2", "DescribeVpcs", "")];
        var baseline = new PolicyBaseline([PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:Describe*","Resource":"*"}}""")]);
        var policy = Build(events, new() { ExcludeAction = ["s3:List*"], ExcludeService = ["sqs"], Baseline = baseline });
        Assert.Empty(policy.Document.Statement);
        Assert.Equal(
            ["ec2:DescribeVpcs * The baseline allows it.", "s3:ListBucket arn:aws:s3:::a -ExcludeAction s3:List*", "sqs:ListQueues * -ExcludeService sqs"],
            policy.Excluded.Select(e => $"{e.Action} {e.Resource} {e.Reason}"));
        Assert.Equal(3, policy.Counts.Mapped);
    }

    [Fact]
    public void What_is_asked_for_comes_in_and_stands_for_what_it_covers()
    {
        var policy = Build([Call("ec2", "DescribeVpcs", "")], new() { IncludeAction = ["ec2:Describe*", "s3:ListAllMyBuckets"] });
        Assert.Equal(["ec2:Describe*", "s3:ListAllMyBuckets"], policy.Document.Statement.Single().Action);
        Assert.Equal(RolePolicyOrigin.Included, policy.Evidence.Single(e => e.Action == "s3:ListAllMyBuckets").Origin);
        Assert.Equal(1, policy.Evidence.Single(e => e.Action == "ec2:DescribeVpcs").EventCount);
    }

    [Fact]
    public void What_a_service_did_for_the_role_is_allowed_and_narrowed_down_when_asked_for()
    {
        var key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        RoleEvent[] events =
        [
            OnBehalf("cloudformation.amazonaws.com", "s3", "CreateBucket", Bucket("a")),
            OnBehalf("secretsmanager.amazonaws.com", "kms", "Decrypt", $",\"resources\":[{{\"ARN\":\"{key}\"}}]"),
            OnBehalf("AWS Internal", "ec2", "DescribeVpcs", ""),
            OnBehalf("autoscaling.amazonaws.com", "sns", "ListTopics", ""),
        ];
        var policy = Build(events, new());
        Assert.All(policy.Document.Statement, s => Assert.Null(s.Condition));
        Assert.Equal(
            ["ec2:DescribeVpcs Direct ", "kms:Decrypt OnBehalf secretsmanager.amazonaws.com", "s3:CreateBucket OnBehalf cloudformation.amazonaws.com", "sns:ListTopics OnBehalf autoscaling.amazonaws.com"],
            policy.Evidence.Select(e => $"{e.Action} {e.Origin} {e.InvokedBy}").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["", "Bool aws:ViaAWSService = true", "ForAnyValue:StringEquals aws:CalledVia = cloudformation.amazonaws.com", "StringEquals kms:ViaService = secretsmanager.eu-central-1.amazonaws.com"],
            Build(events, new() { UseCalledVia = true }).Document.Statement.Select(s => $"{s.Condition}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Wildcards_allow_nothing_else()
    {
        RoleEvent[] events = [Call("sqs", "TagQueue", ""), Call("sqs", "UntagQueue", ""), Call("sqs", "ListQueueTags", "")];
        var policy = Build(events, new() { UseWildcard = true, Scope = RolePolicyScope.Action });
        var allowed = policy.Document.Statement.Single().Action.SelectMany(TrailOps.Actions.ActionCatalogue.Match).Select(a => a.Action).Order(StringComparer.Ordinal);
        Assert.Equal(["sqs:ListQueueTags", "sqs:TagQueue", "sqs:UntagQueue"], allowed);
    }

    [Fact]
    public void A_role_that_was_not_put_into_a_profile_is_not_taken_for_the_one_in_it()
    {
        var run = Call("ec2", "RunInstances", ",\"requestParameters\":{\"iamInstanceProfile\":{\"name\":\"web\"}}");
        var failed = Call("iam", "AddRoleToInstanceProfile", ",\"errorCode\":\"LimitExceededException\",\"requestParameters\":{\"instanceProfileName\":\"web\",\"roleName\":\"other\"}");
        var policy = Build([run, failed], new());
        Assert.Contains(policy.Remarks, remark => remark.Kind == RolePolicyRemarkKind.RoleUnknown);
        Assert.DoesNotContain(policy.Evidence, row => row.Event == "ec2.amazonaws.com:RunInstances" && row.Resource.EndsWith("/other", StringComparison.Ordinal));
    }

    [Fact]
    public void Roles_that_share_a_reader_do_not_share_counts()
    {
        var reader = new EventReader(new());
        var (one, other) = (new RolePolicyBuilder(new(), reader), new RolePolicyBuilder(new(), reader));
        foreach (var builder in new[] { one, other, one, other, one })
        {
            builder.Add(Call("s3", "HeadBucket", Bucket("a")));
        }

        Assert.Equal((3, 2), (one.Build().Evidence.Single().EventCount, other.Build().Evidence.Single().EventCount));
        Assert.Equal((3, 2), (one.Build().Actions.Single().EventCount, other.Build().Actions.Single().EventCount));
    }

    [Fact]
    public void An_id_that_was_copied_hides_no_event()
    {
        var policy = Build([EventCase.MakeEvent("s3.amazonaws.com", "HeadBucket", Bucket("a"), "same"), EventCase.MakeEvent("s3.amazonaws.com", "HeadBucket", Bucket("b"), "same")], new());
        Assert.Equal((2, 0), (policy.Counts.Mapped, policy.Counts.Duplicate));
        Assert.Equal(["arn:aws:s3:::a", "arn:aws:s3:::b"], policy.Document.Statement.Single().Resource);
    }

    private static RoleEvent Call(string service, string name, string members) =>
        EventCase.MakeEvent(service + ".amazonaws.com", name, members, Guid.NewGuid().ToString());

    private static RoleEvent OnBehalf(string by, string service, string name, string members) => EventCase.Parse(
        Call(service, name, members).Json.Replace("\"type\":\"AssumedRole\"", $"\"type\":\"AssumedRole\",\"invokedBy\":\"{by}\"", StringComparison.Ordinal));

    private static string Bucket(string name) => $",\"requestParameters\":{{\"bucketName\":\"{name}\"}}";

    private static string Ids(string vpc, string? subnet) => $",\"requestParameters\":{{\"vpcId\":\"{vpc}\",\"subnetId\":\"{subnet}\"}}";

    private static IEnumerable<string> PassedRoles(RolePolicy policy) => policy.Document.Statement.Single(s => s.Action.Contains("iam:PassRole")).Resource;

    private static IEnumerable<string> Actions(RoleEvent[] events, RolePolicyOptions options) => Build(events, options).Actions.Select(a => a.Action);

    private static RolePolicy Build(IEnumerable<RoleEvent> events, RolePolicyOptions options) => RolePolicyPropertyTests.Build(events, options);
}
