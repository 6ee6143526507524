using System.Collections;
using System.Management.Automation;
using TrailOps.LocalAws.Faults;

namespace TrailOps.Cmdlets.Tests.AuthorizationMessage;

/// <summary>Encoded messages, decoded by an STS that can: LocalAws sealed them.</summary>
public sealed class DecodingTests
{
    private const string Decode = "ConvertFrom-AuthorizationMessage @aws";
    private const string Id = ",TrailOps.Cmdlets.ConvertFromAuthorizationMessageCommand";

    private const string Deny = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},
          {"Sid":"SmallOnes","Effect":"Deny","Action":"ec2:RunInstances","Resource":"*","Condition":{"StringEquals":{"ec2:InstanceType":["t3.large","t3.xlarge"]}}}]}
        """;

    [Fact]
    public async Task What_EC2_refused_tells_all_that_STS_decodes()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var denial = Assert.Single(aws.Run($"$text | {Decode}", new { text = await Refused.RunInstancesAsync(aws) }).Clean());
        Assert.Equal("ec2:RunInstances", denial.Value("Action"));
        Assert.Equal("arn:aws:ec2:us-east-1:111122223333:instance/*", denial.Value("Resource"));
        Assert.Equal("arn:aws:iam::111122223333:user/few", denial.Value("PrincipalArn"));
        Assert.Equal((true, "ImplicitDeny", "IdentityBased"), (denial.Value("IsDecoded"), $"{denial.Value("Reason")}", $"{denial.Value("PolicyType")}"));
        Assert.Equal("ec2", denial.Value("Service"));
        Assert.Contains("ec2:InstanceType = t3.large", Texts(denial, "Conditions"));
        Assert.Empty(Texts(denial, "MatchedStatements"));
        Assert.Equal(["DecodeAuthorizationMessage"], aws.Asked);
    }

    [Fact]
    public async Task What_a_piped_object_has_is_data_and_leads_to_no_other_AWS()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        await using var other = await LocalAwsSession.StartAsync();
        aws.UseProfile($"endpoint_url={aws.Server.Url}");
        var run = aws.Run(
            """
            $log = foreach ($text in $texts) {
                [pscustomobject] @{ EndpointUrl = $url; Region = 'eu-west-1', 'eu-north-1'; ProfileName = 'nowhere'; AccessKey = 'AKIAEXAMPLE'; SecretKey = 'x'; SessionToken = 'y'; ProfileLocation = 'nowhere'; Credential = 'z'; message = $text }
            }
            $log | ConvertFrom-AuthorizationMessage -ProfileName test -ProfileLocation $aws.ProfileLocation -Region us-east-1
            """,
            new { texts = new[] { Refused.Sentence(Refused.Seal(aws)), Refused.Sentence(Refused.Seal(aws, 2)) }, url = other.Server.Url.ToString() });
        Assert.Equal([Refused.VolumeArn(1), Refused.VolumeArn(2)], run.Clean().Select(denial => denial.Value("Resource")));
        Assert.Empty(other.Server.Log.All);
    }

    [Fact]
    public async Task A_piped_object_may_have_members_that_are_empty_where_parameters_may_not()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var log = new { texts = new[] { Refused.Sentence(Refused.Seal(aws)), Refused.Sentence(Refused.Seal(aws, 2)) } };
        var run = aws.Run("$texts | ForEach-Object { [pscustomobject] @{ EndpointUrl = ''; Region = @(); ProfileName = $null; AccessKey = ''; SecretKey = $null; Credential = $null; message = $_ } } | ConvertFrom-AuthorizationMessage -NoDecode", log);
        Assert.Equal(2, run.Clean().Count);
    }

    [Fact]
    public async Task What_is_decoded_comes_out_while_more_comes_in()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var run = aws.Run(
            $"$seen = [Collections.Generic.List[object]]::new(); & {{ $text -split \"`n\"; for ($i = 0; $i -lt 200000 -and -not $seen.Count; $i++) {{ \"line $i\" }}; $global:lines = $i }} | {Decode} | ForEach-Object {{ $seen.Add($_) }}; $seen.Count; $global:lines",
            new { text = $"╷\n│ Error: creating EC2 VPC: UnauthorizedOperation: {Refused.Sentence(Refused.Seal(aws))}\n╵" }).Clean();
        Assert.Equal("1", run[0].ToString());
        Assert.InRange(int.Parse(run[1].ToString(), System.Globalization.CultureInfo.InvariantCulture), 0, 199_999);
    }

    [Fact]
    public async Task Statements_that_deny_come_with_their_conditions()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var denial = Assert.Single(aws.Run($"$text | {Decode}", new { text = await Refused.RunInstancesAsync(aws, policy: Deny) }).Clean());
        Assert.Equal("ExplicitDeny", $"{denial.Value("Reason")}");
        var statement = PSObject.AsPSObject(Assert.Single(denial.Value<IEnumerable>("MatchedStatements").Cast<object>()));
        Assert.Equal(("SmallOnes", "DENY", "ec2:RunInstances", "*"), (statement.Value("Sid"), statement.Value("Effect"), string.Join(' ', Texts(statement, "Actions")), string.Join(' ', Texts(statement, "Resources"))));
        Assert.Equal(["ec2:InstanceType = t3.large, t3.xlarge"], Texts(statement, "Conditions"));
    }

    [Theory]
    [InlineData("$message | ConvertFrom-AuthorizationMessage @aws")]
    [InlineData("ConvertFrom-AuthorizationMessage $message @aws")]
    [InlineData("ConvertFrom-AuthorizationMessage -EncodedMessage $message @aws")]
    [InlineData("\"`n  $message  `r`n\" | ConvertFrom-AuthorizationMessage @aws")]
    [InlineData("\"Encoded authorization failure message: $message\" | ConvertFrom-AuthorizationMessage @aws")]
    public async Task A_bare_message_is_enough(string script)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var message = Refused.Seal(aws);
        var denial = Assert.Single(aws.Run(script, new { message }).Clean());
        Assert.Equal(("ec2:AttachVolume", Refused.VolumeArn(1), Refused.Who, true), (denial.Value("Action"), denial.Value("Resource"), denial.Value("PrincipalArn"), denial.Value("IsDecoded")));
        Assert.Equal(message, denial.Value("EncodedMessage"));
        Assert.Equal("ImplicitDeny", $"{denial.Value("Reason")}");
    }

    [Theory]
    [InlineData("the CLI's answer")]
    [InlineData("the CLI's answer line by line")]
    [InlineData("what is in it")]
    [InlineData("what is in it, in lines")]
    [InlineData("what is in it, line by line")]
    [InlineData("an object")]
    public async Task What_was_decoded_elsewhere_is_read_without_AWS(string form)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var inner = aws.Server.World.Messages.Decode(Refused.Seal(aws), "111122223333")!;
        var pretty = System.Text.Json.Nodes.JsonNode.Parse(inner)!.ToJsonString(new() { WriteIndented = true });
        var answer = $"{{\n    \"DecodedMessage\": {System.Text.Json.JsonSerializer.Serialize(inner)}\n}}\n";
        object text = form switch
        {
            "the CLI's answer" => answer,
            "the CLI's answer line by line" => answer.Split('\n'),
            "what is in it" => inner,
            "what is in it, in lines" => pretty,
            "what is in it, line by line" => pretty.Split('\n'),
            _ => new Hashtable { ["DecodedMessage"] = inner },
        };
        var denial = Assert.Single(aws.Run($"$text | {Decode}", new { text }).Clean());
        Assert.Equal(("ec2:AttachVolume", Refused.VolumeArn(1), Refused.Who, true), (denial.Value("Action"), denial.Value("Resource"), denial.Value("PrincipalArn"), denial.Value("IsDecoded")));
        Assert.Contains("aws:Service = ec2", Texts(denial, "Conditions"));
        Assert.Empty(aws.Asked);
    }

    [Fact]
    public async Task The_same_message_is_asked_once()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var (one, other) = (Refused.Seal(aws), Refused.Seal(aws, 2));
        var texts = Enumerable.Range(0, 60).Select(n => $"{n:D3} {Refused.Sentence(n % 3 == 0 ? other : one)}\n").ToArray();
        var run = aws.Run($"$texts | {Decode}", new { texts });
        Assert.Equal(Enumerable.Range(0, 60).Select(n => Refused.VolumeArn(n % 3 == 0 ? 2 : 1)), run.Clean().Select(denial => denial.Value("Resource")));
        Assert.Equal(2, aws.Asked.Count);
    }

    [Fact]
    public async Task NoDecode_asks_nothing()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var message = Refused.Seal(aws);
        var denial = Assert.Single(aws.Run($"$text | {Decode} -NoDecode", new { text = Refused.Sentence(message) }).Clean());
        Assert.Equal((false, message, null), (denial.Value("IsDecoded"), denial.Value("EncodedMessage"), denial.Value("Action")));
        Assert.Empty(aws.Server.Log.All);

        // Nor does it need a region or credentials.
        Assert.Single(aws.Run("$text | ConvertFrom-AuthorizationMessage -NoDecode").Clean());
    }

    [Fact]
    public async Task Texts_without_messages_ask_nothing_and_need_no_connection()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        Assert.Single(aws.Run("'User: arn:aws:iam::111122223333:user/few is not authorized to perform: s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action' | ConvertFrom-AuthorizationMessage").Clean());
        Assert.Empty(aws.Server.Log.All);
    }

    [Fact]
    public async Task Who_may_not_decode_gets_the_refusals_and_an_error_for_each_and_is_not_asked_for_all()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.SetKeys(aws.Server.World.Account.AddUser("nobody"));
        var texts = Enumerable.Range(1, 100).Select(n => Refused.Sentence(Refused.Seal(aws, n)) + "\n").ToArray();
        var run = aws.Run($"$texts | {Decode}", new { texts });
        Assert.Null(run.Exception);
        Assert.Equal(100, run.Output.Count);
        Assert.All(run.Output, denial => Assert.False(denial.Value<bool>("IsDecoded")));
        Assert.Equal(Enumerable.Repeat("DenialDecodingRefused" + Id, 100), run.ErrorIds);
        Assert.All(run.Errors, error => Assert.Equal(ErrorCategory.PermissionDenied, error.CategoryInfo.Category));
        Assert.Equal(run.Output.Select(denial => denial.Value("EncodedMessage")), run.Errors.Select(error => PSObject.AsPSObject(error.TargetObject).Value("EncodedMessage")));
        Assert.Contains("arn:aws:iam::111122223333:user/nobody", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("sts:DecodeAuthorizationMessage", run.Errors[0].Exception.Message, StringComparison.Ordinal);

        // Those that were on their way.
        Assert.InRange(aws.Asked.Count(operation => operation == "DecodeAuthorizationMessage"), 1, 8);
    }

    [Fact]
    public async Task The_refusal_to_decode_can_be_read_itself()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.SetKeys(aws.Server.World.Account.AddUser("nobody"));
        var run = aws.Run($"$text | {Decode} -ErrorVariable e -ErrorAction SilentlyContinue | ForEach-Object {{}}; $e | ConvertFrom-AuthorizationMessage -NoDecode", new { text = Refused.Sentence(Refused.Seal(aws)) });
        Assert.Contains("sts:DecodeAuthorizationMessage", run.Values("Action"));
    }

    [Fact]
    public async Task A_message_of_another_account_is_said_to_be_its()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var other = aws.Server.World.AddAccount("444455556666");
        var message = Refused.Seal(aws, account: other);
        var run = aws.Run($"$texts | {Decode}", new
        {
            texts = new[]
            {
                $"User: arn:aws:sts::444455556666:assumed-role/deployer/run-1 is not authorized to perform: ec2:AttachVolume on resource: {Refused.VolumeArn(1, other.Id)}. Encoded authorization failure message: {message}\n",
                Refused.Sentence(Refused.Seal(aws, 2, other)) + "\n",
                Refused.Sentence(Refused.Seal(aws, 3)) + "\n",
            },
        });
        Assert.Equal([Refused.VolumeArn(1, other.Id), null, Refused.VolumeArn(3)], run.Values("Resource"));
        Assert.Equal(["DenialMessageForeign" + Id, "DenialMessageNotValid" + Id], run.ErrorIds);
        Assert.All(run.Errors, error => Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category));
        Assert.Contains("444455556666", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("111122223333", run.Errors[0].Exception.Message, StringComparison.Ordinal);

        // With that account's own it is decoded.
        aws.SetKeys(other.AddUser("operator", AwsUnderTest.Admin));
        Assert.Equal(Refused.VolumeArn(1, other.Id), Assert.Single(aws.Run($"$message | {Decode}", new { message }).Clean()).Value("Resource"));
    }

    [Theory]
    [InlineData("You are not authorized to perform this operation. Encoded authorization failure message: ")]
    [InlineData("User: arn:aws:sts::111122223333:assumed-role/deployer/run-1 is not authorized to perform: ec2:AttachVolume on resource: arn:aws:ec2:us-east-1:111122223333:volume/vol-1. Encoded authorization failure message: ")]
    [InlineData("An error occurred (UnauthorizedOperation) when calling the AttachVolume operation: You are not authorized to perform this operation. Encoded authorization failure message: ")]
    public async Task A_message_cut_off_anywhere_loses_no_refusal(string before)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var message = Refused.Seal(aws);
        var texts = Enumerable.Range(0, message.Length / 10).Select(n => before + message[..(n * 10)] + "\n").ToArray();
        var run = aws.Run($"$texts | {Decode}", new { texts });
        Assert.Null(run.Exception);
        Assert.Equal(texts.Length, run.Output.Count);
        Assert.All(run.Output, denial => Assert.False(denial.Value<bool>("IsDecoded")));

        // A few letters may be a word as well.
        const int Few = 6;
        Assert.Equal(Enumerable.Range(Few, texts.Length - Few).Select(n => message[..(n * 10)]), run.Output.Skip(Few).Select(denial => denial.Value("EncodedMessage")));
        Assert.Equal(run.Output.Count(denial => denial.Value("EncodedMessage") is not null), run.Errors.Count);
        Assert.All(run.ErrorIds, id => Assert.True(id is "DenialMessageTruncated" + Id or "DenialMessageNotValid" + Id, id));

        // In one text and as lines of one those of different messages are as many; parts of the same one would be one refusal that is told several times.
        var many = Enumerable.Range(6, 100).Select(n => before + Refused.Seal(aws, n)[..(n * 10)] + "\n").ToArray();
        Assert.Equal(many.Length, aws.Run("$many -join '' | ConvertFrom-AuthorizationMessage -NoDecode", new { many }).Clean().Count);
        Assert.Equal(many.Length, aws.Run("$many.TrimEnd() | ConvertFrom-AuthorizationMessage -NoDecode").Clean().Count);
    }

    [Fact]
    public async Task Two_thousand_messages_come_decoded_and_in_order_though_AWS_throttles()
    {
        const int Count = 2000;
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Server.Faults.Add(new Fault(FaultKind.Throttle) { Operation = "DecodeAuthorizationMessage", Every = 25 });
        var texts = Enumerable.Range(0, Count).Select(n => Refused.Sentence(Refused.Seal(aws, n)) + "\n").ToArray();
        var run = aws.Run($"$texts | {Decode}", new { texts });
        Assert.Equal(Enumerable.Range(0, Count).Select(n => Refused.VolumeArn(n)), run.Clean().Select(denial => denial.Value("Resource")));
        Assert.All(run.Output, denial => Assert.True(denial.Value<bool>("IsDecoded")));
        Assert.Equal(Count, aws.Requests.Count(request => request.Status == 200));
    }

    [Fact]
    public async Task What_needs_no_decoding_keeps_its_place_among_what_does()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var texts = Enumerable.Range(0, 200).Select(n => n % 3 == 0
            ? Refused.Sentence(Refused.Seal(aws, n)) + "\n"
            : $"User: {Refused.Who} is not authorized to perform: ec2:AttachVolume on resource: {Refused.VolumeArn(n)} because no identity-based policy allows the ec2:AttachVolume action\n").ToArray();
        Assert.Equal(Enumerable.Range(0, 200).Select(n => Refused.VolumeArn(n)), aws.Run($"$texts | {Decode}", new { texts }).Clean().Select(denial => denial.Value("Resource")));
    }

    [Fact]
    public async Task A_message_that_STS_can_t_decode_now_is_an_error_and_the_others_go_on()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.UseProfile("max_attempts=1");
        aws.Server.Faults.Add(new Fault(FaultKind.Error) { Operation = "DecodeAuthorizationMessage", Status = 500, Times = 1 });
        var texts = Enumerable.Range(0, 3).Select(n => Refused.Sentence(Refused.Seal(aws, n)) + "\n").ToArray();
        var run = aws.Run($"$texts | {Decode}", new { texts });
        Assert.Equal(3, run.Output.Count);
        Assert.Equal("AwsServiceFailed" + Id, Assert.Single(run.ErrorIds));
        Assert.Equal(2, run.Output.Count(denial => denial.Value<bool>("IsDecoded")));
    }

    [Theory]
    [InlineData("-Region us-east-1 -ProfileName nowhere", "AwsProfileNotFound")]
    [InlineData("-ProfileName nowhere", "AwsProfileNotFound")]
    public async Task Without_credentials_there_is_one_error_and_all_refusals(string parameters, string id)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var texts = Enumerable.Range(0, 20).Select(n => Refused.Sentence(Refused.Seal(aws, n)) + "\n").ToArray();
        var run = aws.Run($"$texts | ConvertFrom-AuthorizationMessage {parameters}", new { texts });
        Assert.Null(run.Exception);
        Assert.Equal(texts.Length, run.Output.Count);
        Assert.All(run.Output, denial => Assert.NotNull(denial.Value("EncodedMessage")));
        var error = Assert.Single(run.Errors);
        Assert.Equal(id + Id, error.FullyQualifiedErrorId);
        Assert.Contains("-NoDecode", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ErrorAction_Stop_ends_at_the_first()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.SetKeys(aws.Server.World.Account.AddUser("nobody"));
        var texts = Enumerable.Range(0, 50).Select(n => Refused.Sentence(Refused.Seal(aws, n)) + "\n").ToArray();
        var run = aws.Run($"$texts | {Decode} -ErrorAction Stop", new { texts });
        Assert.Equal("DenialDecodingRefused" + Id, Assert.IsType<ActionPreferenceStopException>(run.Exception).ErrorRecord.FullyQualifiedErrorId);
        Assert.Single(run.Output);
        await aws.AssertNothingGoesOnAsync();
    }

    [Fact]
    public async Task The_first_ones_end_it()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var texts = Enumerable.Range(0, 500).Select(n => Refused.Sentence(Refused.Seal(aws, n)) + "\n").ToArray();
        Assert.Equal([Refused.VolumeArn(0), Refused.VolumeArn(1)], aws.Run($"$texts | {Decode} | Select-Object -First 2", new { texts }).Clean().Select(denial => denial.Value("Resource")));
        await aws.AssertNothingGoesOnAsync();
        Assert.InRange(aws.Asked.Count, 2, 20);
    }

    [Theory]
    [InlineData("$texts | ConvertFrom-AuthorizationMessage @aws")]
    [InlineData("$texts | ConvertFrom-AuthorizationMessage @aws -Unique")]
    [InlineData("$texts -join '' | ConvertFrom-AuthorizationMessage @aws")]
    public async Task Ctrl_C_while_STS_is_silent(string script)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        aws.Session.Runspace.SessionStateProxy.SetVariable("texts", Enumerable.Range(0, 50).Select(n => Refused.Sentence(Refused.Seal(aws, n)) + "\n").ToArray());
        aws.Server.Faults.Add(new Fault(FaultKind.Latency) { Operation = "DecodeAuthorizationMessage", Latency = TimeSpan.FromMinutes(10) });
        await aws.StopAsync(script, () => aws.Server.Faults.HeldCount > 0);
        Assert.Equal(50, aws.Run(script).Clean().Count);
    }

    [Fact]
    public async Task One_after_another_in_a_pipeline_decodes_what_the_first_did_not()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var texts = Enumerable.Range(0, 40).Select(n => Refused.Sentence(Refused.Seal(aws, n)) + "\n").ToArray();
        var expected = Enumerable.Range(0, 40).Select(n => Refused.VolumeArn(n)).ToList();
        Assert.Equal(expected, aws.Run($"$texts | ConvertFrom-AuthorizationMessage -NoDecode | {Decode}", new { texts }).Clean().Select(denial => denial.Value("Resource")));
        Assert.Equal(40, aws.Asked.Count);
        aws.Server.Log.Clear();
        Assert.Equal(expected, aws.Run($"$texts | {Decode} | {Decode}").Clean().Select(denial => denial.Value("Resource")));
        Assert.Equal(40, aws.Asked.Count);
    }

    [Fact]
    public async Task Unique_folds_what_messages_say_not_how_they_are_sealed()
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var texts = Enumerable.Range(0, 30).Select(n => Refused.Sentence(Refused.Seal(aws, n % 3)) + "\n").ToArray();
        var run = aws.Run($"$texts | {Decode} -Unique", new { texts });
        Assert.Equal([(Refused.VolumeArn(0), 10L), (Refused.VolumeArn(1), 10L), (Refused.VolumeArn(2), 10L)], run.Clean().Select(denial => ((string)denial.Value("Resource")!, (long)denial.Value("Count")!)));

        // What is not decoded may be anything.
        Assert.Equal(30, aws.Run("$texts | ConvertFrom-AuthorizationMessage -NoDecode -Unique").Clean().Count);
    }

    private static IEnumerable<string?> Texts(PSObject item, string property) => item.Value<IEnumerable>(property).Cast<object>().Select(each => each.ToString());
}
