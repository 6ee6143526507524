using System.Collections;
using System.Management.Automation;
using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.Cmdlets.Tests.AuthorizationMessage;

/// <summary>Refusals on their way to a policy, and onto the role.</summary>
public sealed class PolicyOfRefusalsTests
{
    private const string ToPolicy = "ConvertFrom-AuthorizationMessage -NoDecode | ConvertTo-RolePolicy";

    [Fact]
    public void What_no_identity_based_policy_allows_becomes_a_statement()
    {
        using var session = new Session();
        var policy = Assert.Single(session.Run($"$lines | {ToPolicy}", new
        {
            lines = new[]
            {
                Line("s3:GetObject", "arn:aws:s3:::state/terraform.tfstate"),
                Line("s3:PutObject", "arn:aws:s3:::state/terraform.tfstate", session: "run-2"),
                Line("ec2:DescribeInstances", null),
                Line("s3:GetObject", "arn:aws:s3:::state/terraform.tfstate", session: "run-3"),
            },
        }).Clean());
        Assert.Equal(("arn:aws:iam::111122223333:role/deployer", "deployer"), (policy.Value("RoleArn"), policy.Value("RoleName")));
        Assert.Equal(["ec2:DescribeInstances on *", "s3:GetObject s3:PutObject on arn:aws:s3:::state/terraform.tfstate"], Statements(policy));
        Assert.Empty(policy.Value<IEnumerable>("Remarks").Cast<object>());
    }

    [Theory]
    [InlineData("because no service control policy allows the s3:GetObject action")]
    [InlineData("because no resource control policy allows the s3:GetObject action")]
    [InlineData("because no permissions boundary allows the s3:GetObject action")]
    [InlineData("because no session policy allows the s3:GetObject action")]
    [InlineData("because no VPC endpoint policy allows the s3:GetObject action")]
    [InlineData("with an explicit deny in an identity-based policy")]
    [InlineData("with an explicit deny in a service control policy")]
    [InlineData("with an explicit deny in a service control policy: arn:aws:organizations::999999999999:policy/o-1/service_control_policy/p-12345678")]
    [InlineData("with an explicit deny in a permissions boundary")]
    [InlineData("with an explicit deny in a resource-based policy")]
    [InlineData("with an explicit deny")]
    public void What_a_permission_would_not_help_is_left_out_and_told(string reason)
    {
        using var session = new Session();
        var run = session.Run($"$lines | {ToPolicy}", new { lines = new[] { Line("s3:GetObject", "arn:aws:s3:::b/k", reason), Line("s3:PutObject", "arn:aws:s3:::b/k") } });
        Assert.Empty(run.Errors);
        var policy = Assert.Single(run.Output);
        Assert.Equal(["s3:PutObject on arn:aws:s3:::b/k"], Statements(policy));
        var remark = PSObject.AsPSObject(Assert.Single(policy.Value<IEnumerable>("Remarks").Cast<object>()));
        Assert.Equal(("NotGrantable", "s3:GetObject"), ($"{remark.Value("Kind")}", remark.Value("Action")));
        Assert.Contains("s3:GetObject", Assert.Single(run.Warnings), StringComparison.Ordinal);

        // Alone it is a policy without a statement.
        run = session.Run($"$line | {ToPolicy}", new { line = Line("s3:GetObject", "arn:aws:s3:::b/k", reason) });
        Assert.Empty(Statements(Assert.Single(run.Output)));
        Assert.Equal(2, run.Warnings.Count);
    }

    [Fact]
    public void Each_role_and_user_has_a_policy_of_its_own()
    {
        using var session = new Session();
        var policies = session.Run($"$lines | {ToPolicy}", new
        {
            lines = new[]
            {
                Line("s3:GetObject", "arn:aws:s3:::b/k"), Line("s3:PutObject", "arn:aws:s3:::b/k", who: "arn:aws:iam::111122223333:user/kim"), Line("s3:DeleteObject", "arn:aws:s3:::b/k", who: "arn:aws:sts::444455556666:assumed-role/deployer/x"),
            },
        }).Clean();
        Assert.Equal(
            [("arn:aws:iam::111122223333:role/deployer", "s3:GetObject on arn:aws:s3:::b/k"), ("arn:aws:iam::111122223333:user/kim", "s3:PutObject on arn:aws:s3:::b/k"), ("arn:aws:iam::444455556666:role/deployer", "s3:DeleteObject on arn:aws:s3:::b/k")],
            policies.Select(policy => ((string)policy.Value("RoleArn")!, string.Join("; ", Statements(policy)))).OrderBy(policy => policy.Item1, StringComparer.Ordinal));
    }

    [Fact]
    public void An_action_that_the_catalogue_lacks_is_allowed_as_it_was_refused()
    {
        using var session = new Session();
        Assert.Equal(["newservice:DoThing on arn:aws:newservice:us-east-1:111122223333:thing/1"], Statements(Assert.Single(session.Run($"$line | {ToPolicy}", new { line = Line("newservice:DoThing", "arn:aws:newservice:us-east-1:111122223333:thing/1") }).Output)));
    }

    [Fact]
    public void A_refusal_without_an_action_adds_nothing_and_is_told()
    {
        using var session = new Session();
        var run = session.Run($"$lines | {ToPolicy}", new { lines = new[] { "An error occurred (AccessDenied) when calling the ListObjectsV2 operation: Access Denied\n", Line("s3:PutObject", "arn:aws:s3:::b/k") } });
        Assert.Empty(run.Errors);
        Assert.Contains(run.Output, policy => policy.Value<IEnumerable>("Unmapped").Cast<object>().Any(e => (string?)PSObject.AsPSObject(e).Value("EventName") == "ListObjectsV2"));
        Assert.Contains(run.Warnings, warning => warning.Contains("ListObjectsV2", StringComparison.Ordinal));
    }

    [Fact]
    public void Refused_events_and_texts_of_them_are_the_same_policy()
    {
        using var session = new Session();
        using var logs = new LogFolder();
        var message = Line("s3:ListBucket", "arn:aws:s3:::example");
        logs.Add(new LogRecord("ListObjects") { ErrorCode = "AccessDenied", ErrorMessage = message });
        Assert.Equal(
            Assert.Single(session.Run($"$message | {ToPolicy} -AsJson", new { message }).Clean()).ToString(),
            Assert.Single(session.Run($"Get-RoleEvents deployer -Path $logs | {ToPolicy} -AsJson", new { logs = logs.Root }).Clean()).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -Unique")]
    public async Task The_whole_pipe_ends_in_the_role_being_allowed(string parameters)
    {
        await using var aws = await LocalAwsSession.StartAsync();
        var arn = aws.Server.World.Account.AddRole("deployer");
        var operators = new AwsCaller(aws.Server, aws.Server.World.Account.AddUser("someone", AwsUnderTest.Admin), "us-east-1");
        var role = operators.As(await operators.QueryAsync("sts", "AssumeRole", ("RoleArn", arn), ("RoleSessionName", "run-1")));

        // Everything that the work takes is refused once: EC2's messages are encoded, IAM's and CloudTrail's are not.
        Func<Task>[] work =
        [
            () => role.QueryAsync("ec2", "RunInstances", ("ImageId", "ami-0abc")),
            () => role.QueryAsync("ec2", "CreateVpc", ("CidrBlock", "10.0.0.0/16")),
            () => role.QueryAsync("iam", "ListRoles"),
            () => role.TrailAsync("DescribeTrails"),
        ];
        var texts = new List<string>();
        foreach (var step in work)
        {
            texts.Add($"{(await Assert.ThrowsAsync<AwsError>(step)).Words}\n");
        }

        var run = aws.Run($"$texts | ConvertFrom-AuthorizationMessage @aws{parameters} | ConvertTo-RolePolicy | Update-RolePolicy deployer @aws -Confirm:$false", new { texts = texts.ToArray() });
        Assert.Equal("Created", $"{Assert.Single(run.Clean()).Value("Change")}");
        foreach (var step in work)
        {
            await step();
        }

        // No more than that.
        await Assert.ThrowsAsync<AwsError>(() => role.QueryAsync("iam", "ListUsers"));
    }

    private static string Line(string action, string? resource, string? reason = null, string who = "arn:aws:sts::111122223333:assumed-role/deployer/run-1", string? session = null) =>
        $"User: {(session is null ? who : $"arn:aws:sts::111122223333:assumed-role/deployer/{session}")} is not authorized to perform: {action}{(resource is null ? "" : $" on resource: {resource}")} {reason ?? $"because no identity-based policy allows the {action} action"}";

    private static IEnumerable<string> Statements(PSObject policy) =>
        PSObject.AsPSObject(policy.Value("Document")!).Value<IEnumerable>("Statement").Cast<object>().Select(PSObject.AsPSObject)
            .Select(statement => $"{Joined(statement.Value("Action"))} on {Joined(statement.Value("Resource"))}").Order(StringComparer.Ordinal);

    private static string Joined(object? value) => value is string text ? text : string.Join(' ', ((IEnumerable)value!).Cast<object>());
}
