using TrailOps.LocalAws.Tests.Harness;

namespace TrailOps.LocalAws.Tests;

/// <summary>IAM's limits and errors; what goes well is in the boto3 session.</summary>
public sealed class IamTests
{
    [Theory]
    [InlineData("CreateRole", "RoleName=worker&AssumeRolePolicyDocument=$TRUST", "EntityAlreadyExists", 409, "Role with name worker already exists.")]
    [InlineData("CreateRole", "RoleName=WORKER&AssumeRolePolicyDocument=$TRUST", "EntityAlreadyExists", 409, "Role with name WORKER already exists.")]
    [InlineData("CreateRole", "RoleName=x&AssumeRolePolicyDocument=$ALLOW", "MalformedPolicyDocument", 400, "Has prohibited field Resource")]
    [InlineData("CreateRole", "RoleName=x&AssumeRolePolicyDocument=$NOBODY", "MalformedPolicyDocument", 400, "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:user/nobody\"")]
    [InlineData("CreateRole", "RoleName=x&Path=nopath&AssumeRolePolicyDocument=$TRUST", "ValidationError", 400, "path is invalid")]
    [InlineData("CreateRole", "RoleName=x&MaxSessionDuration=3599&AssumeRolePolicyDocument=$TRUST", "ValidationError", 400, "greater than or equal to 3600")]
    [InlineData("CreateRole", "AssumeRolePolicyDocument=$TRUST", "ValidationError", 400, "1 validation error detected: Value null at 'roleName' failed to satisfy constraint: Member must not be null")]
    [InlineData("GetRole", "RoleName=none", "NoSuchEntity", 404, "The role with name none cannot be found.")]
    [InlineData("GetRolePolicy", "RoleName=worker&PolicyName=none", "NoSuchEntity", 404, "The role policy with name none cannot be found.")]
    [InlineData("DeleteRolePolicy", "RoleName=worker&PolicyName=none", "NoSuchEntity", 404, "The role policy with name none cannot be found.")]
    [InlineData("DetachRolePolicy", "RoleName=worker&PolicyArn=arn:aws:iam::aws:policy/ReadOnlyAccess", "NoSuchEntity", 404, "Policy arn:aws:iam::aws:policy/ReadOnlyAccess was not found.")]
    [InlineData("AttachRolePolicy", "RoleName=worker&PolicyArn=arn:aws:iam::111122223333:policy/none", "NoSuchEntity", 404, "Policy arn:aws:iam::111122223333:policy/none does not exist or is not attachable.")]
    [InlineData("AttachRolePolicy", "RoleName=worker&PolicyArn=arn:aws:iam::aws:policy/aws-service-role/CloudTrailServiceRolePolicy", "PolicyNotAttachable", 400, "Cannot attach a Service Role Policy to a Customer Role.")]
    [InlineData("AttachRolePolicy", "RoleName=worker&PolicyArn=nonsense-but-long-enough", "ValidationError", 400, "is not valid")]
    [InlineData("DeleteRole", "RoleName=worker", "DeleteConflict", 409, "Cannot delete entity, must delete policies first.")]
    [InlineData("PutRolePolicy", "RoleName=worker&PolicyName=a b&PolicyDocument=$ALLOW", "ValidationError", 400, "policyName is invalid")]
    [InlineData("PutRolePolicy", "RoleName=worker&PolicyName=p&PolicyDocument=nothing", "MalformedPolicyDocument", 400, "invalid Json")]
    [InlineData("PutRolePolicy", "RoleName=worker&PolicyName=p&PolicyDocument={\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3\",\"Resource\":\"*\"}]}", "MalformedPolicyDocument", 400, "must be prefaced by a vendor")]
    [InlineData("PutRolePolicy", "RoleName=worker&PolicyName=p&PolicyDocument={\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"bucket\"}]}", "MalformedPolicyDocument", 400, "must be in ARN format")]
    [InlineData("PutRolePolicy", "RoleName=worker&PolicyName=p&PolicyDocument={\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Maybe\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}", "MalformedPolicyDocument", 400, "Syntax errors in policy.")]
    [InlineData("PutRolePolicy", "RoleName=worker&PolicyName=p&PolicyDocument={\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"*\"}]}", "MalformedPolicyDocument", 400, "Policy statement must contain actions.")]
    [InlineData("PutRolePolicy", "RoleName=worker&PolicyName=p&PolicyDocument={\"Version\":\"2020-01-01\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}", "MalformedPolicyDocument", 400, "valid version string")]
    [InlineData("PutRolePermissionsBoundary", "RoleName=worker&PermissionsBoundary=arn:aws:iam::111122223333:policy/none", "NoSuchEntity", 404, "does not exist or is not attachable")]
    [InlineData("DeleteRolePermissionsBoundary", "RoleName=worker", "NoSuchEntity", 404, "Role worker does not have a permissions boundary")]
    [InlineData("TagRole", "RoleName=worker&Tags.member.1.Key=aws:x&Tags.member.1.Value=y", "InvalidInput", 400, "System tags cannot be added/updated by requester")]
    [InlineData("TagRole", "RoleName=worker&Tags.member.1.Key=a&Tags.member.1.Value=y&Tags.member.2.Key=A&Tags.member.2.Value=y", "InvalidInput", 400, "Duplicate tag keys found")]
    [InlineData("ListRoles", "MaxItems=1001", "ValidationError", 400, "less than or equal to 1000")]
    [InlineData("ListRoles", "Marker=nonsense", "ValidationError", 400, "Invalid Marker")]
    [InlineData("PutRolePolicy", "RoleName=AWSServiceRoleForTest&PolicyName=p&PolicyDocument=$ALLOW", "UnmodifiableEntity", 400, "Cannot perform the operation on the protected role 'AWSServiceRoleForTest' - this role is only modifiable by AWS")]
    [InlineData("DeletePolicy", "PolicyArn=arn:aws:iam::111122223333:policy/none", "NoSuchEntity", 404, "Policy arn:aws:iam::111122223333:policy/none was not found.")]
    [InlineData("NoSuchOperation", "", "InvalidAction", 400, "Could not find operation NoSuchOperation for version 2010-05-08")]
    public async Task Errors_are_IAM_s(string action, string parameters, string code, int status, string words)
    {
        await using var server = await LocalAwsServer.StartAsync();
        var account = server.World.Account;
        account.AddRole("worker", policy: Policies.Allow("s3:*"));
        account.AddRole("AWSServiceRoleForTest", path: "/aws-service-role/test.amazonaws.com/");
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        var pairs = parameters.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => (pair.Split('=', 2)[0], pair.Split('=', 2)[1]
            .Replace("$TRUST", Policies.Trust("{\"AWS\":\"*\"}"), StringComparison.Ordinal)
            .Replace("$NOBODY", Policies.Trust("{\"AWS\":\"arn:aws:iam::111122223333:user/nobody\"}"), StringComparison.Ordinal)
            .Replace("$ALLOW", Policies.Allow("s3:*"), StringComparison.Ordinal)));
        var error = await Assert.ThrowsAsync<AwsError>(() => root.QueryAsync("iam", action, [.. pairs]));
        Assert.Equal((code, status), (error.Code, error.Status));
        Assert.Contains(words, error.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_policies_may_be_attached()
    {
        await using var server = await LocalAwsServer.StartAsync();
        server.World.Account.AddRole("worker");
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        Task AttachAsync(int number) => root.QueryAsync("iam", "AttachRolePolicy", ("RoleName", "worker"), ("PolicyArn", $"arn:aws:iam::111122223333:policy/p{number}"));
        for (var number = 1; number <= 11; number++)
        {
            await root.QueryAsync("iam", "CreatePolicy", ("PolicyName", $"p{number}"), ("PolicyDocument", Policies.Allow("s3:*")));
        }

        for (var number = 1; number <= 10; number++)
        {
            await AttachAsync(number);
        }

        await AttachAsync(10);
        var error = await Assert.ThrowsAsync<AwsError>(() => AttachAsync(11));
        Assert.Equal(("LimitExceeded", 409, "Cannot exceed quota for PoliciesPerRole: 10"), (error.Code, error.Status, error.Words));
        Assert.Equal("DeleteConflict", (await Assert.ThrowsAsync<AwsError>(() => root.QueryAsync("iam", "DeleteRole", ("RoleName", "worker")))).Code);
    }

    [Theory]
    [InlineData("PutRolePolicy", 10_240, "Maximum policy size of 10240 bytes exceeded for role worker")]
    [InlineData("CreatePolicy", 6_144, "Cannot exceed quota for PolicySize: 6144")]
    [InlineData("UpdateAssumeRolePolicy", 2_048, "Cannot exceed quota for ACLSizePerRole: 2048")]
    public async Task Documents_are_measured_without_white_space(string action, int max, string words)
    {
        await using var server = await LocalAwsServer.StartAsync();
        server.World.Account.AddRole("worker");
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        Task PutAsync(int length) => root.QueryAsync("iam", action, ("RoleName", "worker"), ("PolicyName", "p"), ("PolicyDocument", Document(length)));
        var error = await Assert.ThrowsAsync<AwsError>(() => PutAsync(max + 1));
        Assert.Equal(("LimitExceeded", 409, words), (error.Code, error.Status, error.Words));
        await PutAsync(max);

        string Document(int length)
        {
            var shell = action == "UpdateAssumeRolePolicy"
                ? Policies.Trust("{\"AWS\":\"*\"}", ",\"Sid\":\"$\"")
                : """{"Version":"2012-10-17","Statement":[{"Sid":"$","Effect":"Allow","Action":"s3:*","Resource":"*"}]}""";
            return shell.Replace("$", new string('a', length - shell.Length + 1), StringComparison.Ordinal).Replace(",", " ,\n", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Documents_come_back_URL_encoded()
    {
        await using var server = await LocalAwsServer.StartAsync();
        server.World.Account.AddRole("worker", policy: Policies.Allow("s3:Get+*"));
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        var document = (await root.QueryAsync("iam", "GetRolePolicy", ("RoleName", "worker"), ("PolicyName", "initial"))).Descendants("PolicyDocument").Single().Value;
        Assert.StartsWith("%7B%22Version%22%3A", document, StringComparison.Ordinal);
        Assert.Equal(Policies.Allow("s3:Get+*"), Uri.UnescapeDataString(document));
    }

    [Fact]
    public async Task Pages_can_be_short()
    {
        await using var server = await LocalAwsServer.StartAsync(new() { IamPageSize = 2 });
        AwsCaller root = new(server, server.RootKeys, "us-east-1");
        foreach (var name in new[] { "a", "b", "c" })
        {
            server.World.Account.AddRole(name);
        }

        var first = await root.QueryAsync("iam", "ListRoles", ("MaxItems", "100"));
        Assert.Equal(["a", "b"], first.Descendants("RoleName").Select(name => name.Value));
        var second = await root.QueryAsync("iam", "ListRoles", ("Marker", first.Descendants("Marker").Single().Value));
        Assert.Equal("c", second.Descendants("RoleName").Single().Value);
        Assert.Equal("false", second.Descendants("IsTruncated").Single().Value);
    }
}
