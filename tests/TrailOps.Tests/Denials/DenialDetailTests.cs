using System.IO.Compression;
using System.Text;

namespace TrailOps.Tests.Denials;

/// <summary>What stands around the sentence.</summary>
public sealed class DenialDetailTests
{
    private const string Sentence = "User: arn:aws:sts::111122223333:assumed-role/deployer/run is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/orders because no identity-based policy allows the iam:CreateRole action";

    [Theory]
    [InlineData("operation error IAM: CreateRole, https response error StatusCode: 403, RequestID: 0f6a3b9e-7d0c-4c7e-9f55-1f6d2a8b4e90, api error AccessDenied: " + Sentence, "CreateRole", "AccessDenied", 403, "0f6a3b9e-7d0c-4c7e-9f55-1f6d2a8b4e90", "aws-sdk-go")]
    [InlineData("AccessDenied: " + Sentence + "\n\tstatus code: 403, request id: 0f6a3b9e-7d0c-4c7e-9f55-1f6d2a8b4e90\nnext", null, "AccessDenied", 403, "0f6a3b9e-7d0c-4c7e-9f55-1f6d2a8b4e90", "aws-sdk-go")]
    [InlineData("\nAn error occurred (AccessDenied) when calling the CreateRole operation: " + Sentence + "\n", "CreateRole", "AccessDenied", null, null, "awscli")]
    [InlineData("botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the CreateRole operation: " + Sentence, "CreateRole", "AccessDenied", null, null, "boto3")]
    [InlineData(Sentence + " (Service: AmazonIdentityManagement; Status Code: 403; Error Code: AccessDenied; Request ID: 0f6a3b9e-7d0c-4c7e-9f55-1f6d2a8b4e90; Proxy: null)", null, "AccessDenied", 403, "0f6a3b9e-7d0c-4c7e-9f55-1f6d2a8b4e90", "java-sdk")]
    [InlineData("{\"eventTime\":\"2026-11-20T10:00:00Z\",\"eventSource\":\"iam.amazonaws.com\",\"eventName\":\"CreateRole\",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"" + Sentence + "\",\"requestID\":\"0f6a3b9e-7d0c-4c7e-9f55-1f6d2a8b4e90\"}", "CreateRole", "AccessDenied", null, "0f6a3b9e-7d0c-4c7e-9f55-1f6d2a8b4e90", "cloudtrail")]
    public void Code_operation_status_and_request_are_read(string text, string? operation, string? code, int? status, string? request, string? tool)
    {
        var denial = Assert.Single(Reading.File(text));
        Assert.Equal((operation, code, status, request, tool), (denial.Operation, denial.ErrorCode, denial.StatusCode, denial.RequestId, denial.Tool));
    }

    [Theory]
    [InlineData("╷\n│ Error: creating IAM Role: AccessDenied: S\n│ \n│   with module.a[\"x,y\"].aws_iam_role.orders[0],\n│   on modules/iam/main.tf line 12, in resource \"aws_iam_role\" \"orders\":\n│   12: resource \"aws_iam_role\" \"orders\" {\n│ \n╵", "module.a[\"x,y\"].aws_iam_role.orders[0]", "modules/iam/main.tf", 12)]
    [InlineData("╷\n│ Error: creating IAM Role\n│ \n│   with aws_iam_role.orders,\n│   on main.tf line 3, in resource \"aws_iam_role\" \"orders\":\n│    3: resource \"aws_iam_role\" \"orders\" {\n│ \n│ AccessDenied: S\n╵", "aws_iam_role.orders", "main.tf", 3)]
    [InlineData("\nError: creating IAM Role: AccessDenied: S\n\n  on main.tf line 7, in data \"aws_iam_role\" \"orders\":\n   7: data \"aws_iam_role\" \"orders\" {\n", "data.aws_iam_role.orders", "main.tf", 7)]
    [InlineData("* aws_iam_role.orders: AccessDenied: S\n", "aws_iam_role.orders", null, null)]
    public void The_place_in_a_configuration_is_read(string text, string address, string? file, int? line)
    {
        var denial = Assert.Single(Reading.File(text.Replace("S", Sentence, StringComparison.Ordinal)));
        Assert.Equal(new DenialLocation(address, file, line), denial.Location);
    }

    [Fact]
    public void Who_it_was_is_told_in_parts()
    {
        var denial = Assert.Single(Reading.File(Sentence));
        Assert.Equal(("deployer", "run", "111122223333"), (denial.RoleName, denial.SessionName, denial.AccountId));
        var user = Assert.Single(Reading.File(Sentence.Replace("sts::111122223333:assumed-role/deployer/run", "iam::<account>:user/kim", StringComparison.Ordinal)));
        Assert.Equal((null, null, null), (user.RoleName, user.SessionName, user.AccountId));
    }

    [Theory]
    [InlineData("with an explicit deny in a service control policy: arn:aws:organizations::444455556666:policy/o-a1b2c3d4e5/service_control_policy/p-1a2b3c4d.", "arn:aws:organizations::444455556666:policy/o-a1b2c3d4e5/service_control_policy/p-1a2b3c4d")]
    [InlineData("with an explicit deny in a permissions boundary: arn:aws:iam::111122223333:policy/team/boundary", "arn:aws:iam::111122223333:policy/team/boundary")]
    [InlineData("with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/a\njane@laptop:~/infra$ ls", "arn:aws:iam::111122223333:policy/a")]
    [InlineData("with an explicit deny in a service control policy", null)]
    public void The_policy_that_denies_is_told(string reason, string? arn) =>
        Assert.Equal(arn, Assert.Single(Reading.File($"User: arn:aws:iam::111122223333:user/kim is not authorized to perform: s3:ListAllMyBuckets {reason}")).PolicyArn);

    [Fact]
    public void A_key_with_quotation_marks_is_read_to_its_end()
    {
        var denial = Assert.Single(Reading.File("User: arn:aws:iam::111122223333:user/kim is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::b/my \"q\" key.txt\" with an explicit deny in a service control policy"));
        Assert.Equal(("arn:aws:s3:::b/my \"q\" key.txt", DenialReason.ExplicitDeny, DenialPolicyType.ServiceControlPolicy), (denial.Resource, denial.Reason, denial.PolicyType));
    }

    [Fact]
    public void Terraforms_json_tells_the_place()
    {
        const string Line = "{\"@level\":\"error\",\"@message\":\"Error: creating IAM Role: AccessDenied: S\",\"@module\":\"terraform.ui\",\"diagnostic\":{\"severity\":\"error\",\"summary\":\"creating IAM Role: AccessDenied: S\",\"detail\":\"\","
            + "\"address\":\"aws_iam_role.orders[\\\"a\\\"]\",\"range\":{\"filename\":\"main.tf\",\"start\":{\"line\":4,\"column\":1,\"byte\":60}}},\"type\":\"diagnostic\"}\n";
        var found = Reading.File((Line + Line.Replace("[\\\"a\\\"]", "[\\\"b\\\"]", StringComparison.Ordinal)).Replace("S\"", Sentence + "\"", StringComparison.Ordinal));
        Assert.Equal(["aws_iam_role.orders[\"a\"] (main.tf:4)", "aws_iam_role.orders[\"b\"] (main.tf:4)"], found.Select(denial => denial.Location?.ToString()));
        Assert.All(found, denial => Assert.Equal("terraform", denial.Tool));
    }

    [Fact]
    public void A_record_lends_nothing_to_what_stands_behind_it()
    {
        const string Record = "{\"eventVersion\":\"1.08\",\"eventTime\":\"2026-11-20T10:00:00Z\",\"eventSource\":\"ec2.amazonaws.com\",\"eventName\":\"DescribeVpcs\",\"requestID\":\"AAAA1111\"}\n\n";
        var denial = Assert.Single(Reading.File(Record + "AccessDenied: " + Sentence + "\n\tstatus code: 403, request id: 0f6a3b9e-7d0c-4c7e-9f55-1f6d2a8b4e90\n"));
        Assert.Equal((null, "aws-sdk-go"), (denial.Operation, denial.Tool));
    }

    [Fact]
    public void A_long_decoded_message_is_read_when_its_end_has_come()
    {
        var conditions = string.Join(",\n", Enumerable.Range(0, 60).Select(i => $"{{\n\"key\": \"aws:k{i}\",\n\"values\": {{\n\"items\": [\n{{\n\"value\": \"v\"\n}}\n]\n}}\n}}"));
        var denial = Assert.Single(Reading.Lines($"{{\n\"allowed\": false,\n\"explicitDeny\": true,\n\"context\": {{\n\"action\": \"iam:GetRole\",\n\"conditions\": {{\n\"items\": [\n{conditions}\n]\n}}\n}}\n}}"));
        Assert.Equal(("iam:GetRole", 60), (denial.Action, denial.Conditions.Count));
    }

    [Fact]
    public void Two_requests_are_two_refusals_and_one_told_twice_is_one()
    {
        const string First = "AccessDenied: " + Sentence + "\n\tstatus code: 403, request id: 0f6a3b9e-7d0c-4c7e-9f55-1f6d2a8b4e90\n\n";
        Assert.Single(Reading.File(First + First + Sentence));
        Assert.Equal(2, Reading.File(First + First.Replace("0f6a", "1f6a", StringComparison.Ordinal)).Count);
        var other = Reading.File(First + First.Replace("iam:CreateRole", "iam:DeleteRole", StringComparison.Ordinal));
        Assert.Equal(["iam:CreateRole", "iam:DeleteRole"], other.Select(denial => denial.Action));
    }

    [Fact]
    public void A_packed_log_that_is_cut_off_is_an_error_after_what_it_has()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2000).Select(i => $"AccessDenied: {Sentence.Replace("orders", $"r{i}", StringComparison.Ordinal)}\n\tstatus code: 403, request id: {Guid.NewGuid()}\n\n"))));
        }

        Assert.Equal(2000, Reading.File(packed.ToArray()).Count);
        List<AuthorizationDenial> found = [];
        Assert.Throws<InvalidDataException>(() => TrailOps.Denials.DenialLog.Read(
            new MemoryStream(packed.ToArray()[..(int)(packed.Length / 2)]), new TrailOps.Denials.DenialScanner(found.Add), () => { }, CancellationToken.None));
        Assert.InRange(found.Count, 500, 1500);
    }

    [Fact]
    public void A_box_comes_out_when_it_is_closed()
    {
        List<AuthorizationDenial> found = [];
        var scanner = new TrailOps.Denials.DenialScanner(found.Add);
        foreach (var line in $"╷\n│ Error: creating IAM Role: AccessDenied: {Sentence}\n│ \n│   with aws_iam_role.orders,\n│   on main.tf line 3, in resource \"aws_iam_role\" \"orders\":\n│ ".Split('\n'))
        {
            scanner.Add(Encoding.UTF8.GetBytes(line));
            scanner.Scan();
            Assert.Empty(found);
        }

        scanner.Add(Encoding.UTF8.GetBytes("╵"));
        scanner.Scan();
        Assert.Equal("aws_iam_role.orders", Assert.Single(found).Location?.Address);
    }
}
