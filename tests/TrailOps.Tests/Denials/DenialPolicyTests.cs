using TrailOps.Denials;
using TrailOps.Policies;

namespace TrailOps.Tests.Denials;

/// <summary>The policy that lets pass what was refused, and what no policy of the role can.</summary>
public sealed class DenialPolicyTests
{
    private const string Role = "arn:aws:sts::111122223333:assumed-role/deployer/run";

    [Theory]
    [InlineData("iam:CreateRole", "arn:aws:iam::111122223333:role/orders", "arn:aws:iam::111122223333:role/orders")]
    [InlineData("iam:GetRole", "role orders", "arn:aws:iam::111122223333:role/*/orders, arn:aws:iam::111122223333:role/orders")]
    [InlineData("iam:GetPolicy", "policy arn:aws:iam::111122223333:policy/team/orders", "arn:aws:iam::111122223333:policy/team/orders")]
    [InlineData("iam:AddRoleToInstanceProfile", "instance profile web", "arn:aws:iam::111122223333:instance-profile/*/web, arn:aws:iam::111122223333:instance-profile/web")]
    [InlineData("logs:CreateLogGroup", "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/x:log-stream:", "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/x, arn:aws:logs:eu-west-1:111122223333:log-group:/aws/x:*")]
    [InlineData("s3:ListAllMyBuckets", null, "*")]
    [InlineData("ec2:CreateVpc", "arn:aws:ec2:eu-west-1:111122223333:vpc/*", "arn:aws:ec2:eu-west-1:111122223333:vpc/*")]
    public void What_was_refused_is_allowed_on_what_it_was_about(string action, string? resource, string expected)
    {
        var policy = PolicyOf(new AuthorizationDenial { Action = action, Resource = resource, PrincipalArn = Role, Reason = DenialReason.ImplicitDeny, PolicyType = DenialPolicyType.IdentityBased });
        var statement = Assert.Single(policy.Document.Statement);
        Assert.Equal((action, expected), (Assert.Single(statement.Action), string.Join(", ", statement.Resource.Order(StringComparer.Ordinal))));
        Assert.Equal("arn:aws:iam::111122223333:role/deployer", policy.RoleArn);
        Assert.Empty(policy.Remarks);
        Assert.True(Assert.Single(policy.Evidence.Select(row => row.IsRefused).Distinct()));
    }

    [Theory]
    [InlineData("sqs:receivemessage", "arn:aws:sqs:us-east-2:111122223333:orders", "sqs:ReceiveMessage", false)]
    [InlineData("ecs:RunTask", "[TASK-ARN]", "ecs:RunTask", true)]
    [InlineData("kms:GenerateDataKey", null, "kms:GenerateDataKey", true)]
    public void What_a_refusal_does_not_tell_is_everything_and_remarked(string action, string? resource, string expected, bool isRemarked)
    {
        var policy = PolicyOf(new AuthorizationDenial { Action = action, Resource = resource, PrincipalArn = Role, Reason = DenialReason.ImplicitDeny });
        Assert.Equal(expected, Assert.Single(Assert.Single(policy.Document.Statement).Action));
        Assert.Equal(isRemarked, policy.Remarks.Any(remark => remark.Kind == RolePolicyRemarkKind.ResourceUnknown));
        Assert.Equal(isRemarked, Assert.Single(policy.Document.Statement).Resource is ["*"]);
    }

    /// <summary>Where somebody hid an account it is the caller's; of the rest only what was hidden may be anything.</summary>
    [Theory]
    [InlineData("iam:PassRole", "arn:aws:iam::***:role/orders", "arn:aws:iam::111122223333:role/orders", false)]
    [InlineData("ssm:GetParameters", "arn:aws:ssm:us-west-2:<account>:parameter/x", "arn:aws:ssm:us-west-2:111122223333:parameter/x", false)]
    [InlineData("dynamodb:GetItem", "arn:aws:dynamodb:***:***:table/orders", "arn:aws:dynamodb:*:111122223333:table/orders", true)]
    [InlineData("dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders-<stage>", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders-*", true)]
    [InlineData("s3:GetObject", "arn:aws:s3:::example/my key [1] #2.txt", "arn:aws:s3:::example/my key [1] #2.txt", false)]
    [InlineData("secretsmanager:GetSecretValue", "/secret/x", "arn:aws:secretsmanager:*:111122223333:secret:/secret/x-??????", false)]
    public void What_is_hidden_widens_no_more_than_it_must(string action, string resource, string expected, bool isRemarked)
    {
        var policy = PolicyOf(new AuthorizationDenial { Action = action, Resource = resource, PrincipalArn = Role, Reason = DenialReason.ImplicitDeny, PolicyType = DenialPolicyType.IdentityBased });
        Assert.Equal(expected, Assert.Single(Assert.Single(policy.Document.Statement).Resource));
        Assert.Equal(isRemarked, policy.Remarks.Count > 0);
    }

    [Theory]
    [InlineData("sts:AssumeRoleWithWebIdentity", null)]
    [InlineData("iam:GetRole", "arn:aws:iam::111122223333:root")]
    public void Who_has_no_policies_gets_none(string action, string? principal)
    {
        var policy = PolicyOf(new AuthorizationDenial { Action = action, PrincipalArn = principal });
        Assert.Empty(policy.Document.Statement);
        Assert.Equal(RolePolicyRemarkKind.NotGrantable, Assert.Single(policy.Remarks).Kind);
    }

    [Fact]
    public void What_is_open_about_a_resource_is_remarked()
    {
        var policy = PolicyOf(new AuthorizationDenial { Action = "ecr:BatchGetImage", Resource = "arn:aws:ecr:eu-west-1:111122223333:repository/a", PrincipalArn = Role, Remarks = ["It may go on."] });
        Assert.Equal("It may go on.", Assert.Single(policy.Remarks).Message);
    }

    [Theory]
    [InlineData(DenialReason.ExplicitDeny, DenialPolicyType.IdentityBased)]
    [InlineData(DenialReason.ExplicitDeny, null)]
    [InlineData(DenialReason.ExplicitDeny, DenialPolicyType.ServiceControlPolicy)]
    [InlineData(DenialReason.ExplicitDeny, DenialPolicyType.ResourceControlPolicy)]
    [InlineData(DenialReason.ImplicitDeny, DenialPolicyType.ServiceControlPolicy)]
    [InlineData(DenialReason.ImplicitDeny, DenialPolicyType.PermissionsBoundary)]
    [InlineData(DenialReason.ImplicitDeny, DenialPolicyType.SessionPolicy)]
    [InlineData(DenialReason.ImplicitDeny, DenialPolicyType.VpcEndpointPolicy)]
    [InlineData(DenialReason.ImplicitDeny, DenialPolicyType.TrustPolicy)]
    [InlineData(DenialReason.ImplicitDeny, DenialPolicyType.ResourceBased)]
    public void What_no_policy_of_the_role_lets_pass_is_left_out_and_remarked(DenialReason reason, DenialPolicyType? type)
    {
        const string Arn = "arn:aws:iam::111122223333:policy/that-denies";
        var policy = PolicyOf(new AuthorizationDenial { Action = "iam:GetRole", Resource = "*", PrincipalArn = Role, Reason = reason, PolicyType = type, PolicyArn = reason == DenialReason.ExplicitDeny && type is not null ? Arn : null });
        Assert.Empty(policy.Document.Statement);
        var remark = Assert.Single(policy.Remarks);
        Assert.Equal((RolePolicyRemarkKind.NotGrantable, "iam:GetRole"), (remark.Kind, remark.Action));
        Assert.Equal(reason == DenialReason.ExplicitDeny && type is not null, remark.Message.Contains(Arn, StringComparison.Ordinal));
        Assert.Equal((1, 1), (policy.Counts.Input, policy.Counts.Refused));
    }

    [Fact]
    public void A_refusal_without_an_action_is_listed()
    {
        var policy = PolicyOf(new AuthorizationDenial { PrincipalArn = Role, Service = "ec2", EncodedMessage = "Abc123" });
        Assert.Empty(policy.Document.Statement);
        Assert.Equal("ec2", Assert.Single(policy.Unmapped).EventSource);
        Assert.Contains("encoded", policy.Unmapped[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_is_passed_to_the_service_that_the_decoded_message_tells()
    {
        var decoded = DecodedMessage.Parse("""
            {"allowed":false,"explicitDeny":false,"matchedStatements":{"items":[]},"context":{"principal":{"id":"AROAEXAMPLE:run","arn":"arn:aws:sts::111122223333:assumed-role/deployer/run"},
            "action":"iam:PassRole","resource":"arn:aws:iam::111122223333:role/orders","conditions":{"items":[{"key":"iam:PassedToService","values":{"items":[{"value":"lambda.amazonaws.com"}]}}]}}}
            """);
        var denial = new AuthorizationDenial { EncodedMessage = "x" }.With(decoded);
        Assert.Equal(("iam:PassRole", DenialReason.ImplicitDeny, true, "iam"), (denial.Action, denial.Reason, denial.IsDecoded, denial.Service));
        Assert.Equal("StringEquals", Assert.Single(Assert.Single(PolicyOf(denial).Document.Statement).Condition!).Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"DecodedMessage\":\"x\"}")]
    public void What_is_no_decoded_message_is_an_error(string json) => Assert.ThrowsAny<System.Text.Json.JsonException>(() => DecodedMessage.Parse(json));

    [Fact]
    public void Refusals_that_say_the_same_are_counted()
    {
        var count = new DenialCount();
        foreach (var (session, number) in new[] { ("a", 3), ("b", 1), ("a", 5) })
        {
            count.Add(new AuthorizationDenial { Action = "iam:GetRole", PrincipalArn = $"arn:aws:sts::111122223333:assumed-role/deployer/{session}" }, number);
        }

        count.Add(new AuthorizationDenial { Action = "iam:GetUser", PrincipalArn = Role }, 2);
        count.Add(new AuthorizationDenial { EncodedMessage = "a" }, 4);
        count.Add(new AuthorizationDenial { EncodedMessage = "b" }, 0);
        Assert.Equal(["b 1", " 3", " 1", "a 1"], count.All.Select(denial => $"{denial.EncodedMessage} {denial.Count}"));
        Assert.Equal("b", count.All.ElementAt(1).SessionName);
    }

    private static RolePolicy PolicyOf(AuthorizationDenial denial)
    {
        var builder = new RolePolicyBuilder();
        builder.Add(denial);
        return builder.Build();
    }
}
