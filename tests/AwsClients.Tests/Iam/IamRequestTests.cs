using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using AwsClients.Tests.Harness;

namespace AwsClients.Tests.Iam;

/// <summary>The bytes of every operation's request.</summary>
public class IamRequestTests
{
    private const string Policy = "arn:aws:iam::111122223333:policy/p";
    private const string Document = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/ä +%&=~*'()!"}]}""";
    private const string EncodedDocument = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3A%2A%22%2C%22Resource%22%3A%22arn%3Aaws%3As3%3A%3A%3Ab%2F%C3%A4%20%2B%25%26%3D~%2A%27%28%29%21%22%7D%5D%7D";
    private const string EncodedPolicy = "arn%3Aaws%3Aiam%3A%3A111122223333%3Apolicy%2Fp";

    private static readonly Dictionary<string, (Func<IAmazonIdentityManagementService, Task> Call, string Form)> Cases = new()
    {
        ["GetRole"] = (c => c.GetRoleAsync(new GetRoleRequest { RoleName = "tf" }), "RoleName=tf"),
        ["ListRoles"] = (c => c.ListRolesAsync(new ListRolesRequest { PathPrefix = "/a/", Marker = "m=+/", MaxItems = 1000 }), "Marker=m%3D%2B%2F&MaxItems=1000&PathPrefix=%2Fa%2F"),
        ["CreateRole"] = (c => c.CreateRoleAsync(new CreateRoleRequest
        {
            RoleName = "tf",
            Path = "/a/",
            AssumeRolePolicyDocument = Document,
            Description = "für Zoë\n\u4e2d",
            MaxSessionDuration = 3600,
            PermissionsBoundary = Policy,
            Tags = [new Tag { Key = "team", Value = "platform" }, new Tag { Key = "empty", Value = "" }],
        }),
            $"AssumeRolePolicyDocument={EncodedDocument}&Description=f%C3%BCr%20Zo%C3%AB%0A%E4%B8%AD&MaxSessionDuration=3600&Path=%2Fa%2F&PermissionsBoundary={EncodedPolicy}&RoleName=tf&Tags.member.1.Key=team&Tags.member.1.Value=platform&Tags.member.2.Key=empty&Tags.member.2.Value="),
        ["DeleteRole"] = (c => c.DeleteRoleAsync(new DeleteRoleRequest { RoleName = "tf" }), "RoleName=tf"),
        ["UpdateRole"] = (c => c.UpdateRoleAsync(new UpdateRoleRequest { RoleName = "tf", Description = "", MaxSessionDuration = 43200 }), "Description=&MaxSessionDuration=43200&RoleName=tf"),
        ["UpdateAssumeRolePolicy"] = (c => c.UpdateAssumeRolePolicyAsync(new UpdateAssumeRolePolicyRequest { RoleName = "tf", PolicyDocument = Document }), $"PolicyDocument={EncodedDocument}&RoleName=tf"),
        ["TagRole"] = (c => c.TagRoleAsync(new TagRoleRequest { RoleName = "tf", Tags = [.. Enumerable.Range(1, 11).Select(i => new Tag { Key = "k" + i, Value = "v" })] }),
            "RoleName=tf&Tags.member.1.Key=k1&Tags.member.1.Value=v&Tags.member.10.Key=k10&Tags.member.10.Value=v&Tags.member.11.Key=k11&Tags.member.11.Value=v&Tags.member.2.Key=k2&Tags.member.2.Value=v&Tags.member.3.Key=k3&Tags.member.3.Value=v&Tags.member.4.Key=k4&Tags.member.4.Value=v&Tags.member.5.Key=k5&Tags.member.5.Value=v&Tags.member.6.Key=k6&Tags.member.6.Value=v&Tags.member.7.Key=k7&Tags.member.7.Value=v&Tags.member.8.Key=k8&Tags.member.8.Value=v&Tags.member.9.Key=k9&Tags.member.9.Value=v"),
        ["UntagRole"] = (c => c.UntagRoleAsync(new UntagRoleRequest { RoleName = "tf", TagKeys = ["a b", "c"] }), "RoleName=tf&TagKeys.member.1=a%20b&TagKeys.member.2=c"),
        ["ListRoleTags"] = (c => c.ListRoleTagsAsync(new ListRoleTagsRequest { RoleName = "tf", Marker = "m", MaxItems = 1 }), "Marker=m&MaxItems=1&RoleName=tf"),
        ["PutRolePolicy"] = (c => c.PutRolePolicyAsync(new PutRolePolicyRequest { RoleName = "tf", PolicyName = "p", PolicyDocument = Document }), $"PolicyDocument={EncodedDocument}&PolicyName=p&RoleName=tf"),
        ["GetRolePolicy"] = (c => c.GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = "tf", PolicyName = "p" }), "PolicyName=p&RoleName=tf"),
        ["DeleteRolePolicy"] = (c => c.DeleteRolePolicyAsync(new DeleteRolePolicyRequest { RoleName = "tf", PolicyName = "p@=,.+-_" }), "PolicyName=p%40%3D%2C.%2B-_&RoleName=tf"),
        ["ListRolePolicies"] = (c => c.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = "tf", Marker = "m", MaxItems = 1 }), "Marker=m&MaxItems=1&RoleName=tf"),
        ["AttachRolePolicy"] = (c => c.AttachRolePolicyAsync(new AttachRolePolicyRequest { RoleName = "tf", PolicyArn = Policy }), $"PolicyArn={EncodedPolicy}&RoleName=tf"),
        ["DetachRolePolicy"] = (c => c.DetachRolePolicyAsync(new DetachRolePolicyRequest { RoleName = "tf", PolicyArn = Policy }), $"PolicyArn={EncodedPolicy}&RoleName=tf"),
        ["ListAttachedRolePolicies"] = (c => c.ListAttachedRolePoliciesAsync(new ListAttachedRolePoliciesRequest { RoleName = "tf", PathPrefix = "/", Marker = "m", MaxItems = 1 }), "Marker=m&MaxItems=1&PathPrefix=%2F&RoleName=tf"),
        ["PutRolePermissionsBoundary"] = (c => c.PutRolePermissionsBoundaryAsync(new PutRolePermissionsBoundaryRequest { RoleName = "tf", PermissionsBoundary = Policy }), $"PermissionsBoundary={EncodedPolicy}&RoleName=tf"),
        ["DeleteRolePermissionsBoundary"] = (c => c.DeleteRolePermissionsBoundaryAsync(new DeleteRolePermissionsBoundaryRequest { RoleName = "tf" }), "RoleName=tf"),
        ["GetPolicy"] = (c => c.GetPolicyAsync(new GetPolicyRequest { PolicyArn = Policy }), $"PolicyArn={EncodedPolicy}"),
        ["CreatePolicy"] = (c => c.CreatePolicyAsync(new CreatePolicyRequest { PolicyName = "p", Path = "/", Description = "d", PolicyDocument = Document, Tags = [new Tag { Key = "k", Value = "v" }] }),
            $"Description=d&Path=%2F&PolicyDocument={EncodedDocument}&PolicyName=p&Tags.member.1.Key=k&Tags.member.1.Value=v"),
        ["DeletePolicy"] = (c => c.DeletePolicyAsync(new DeletePolicyRequest { PolicyArn = Policy }), $"PolicyArn={EncodedPolicy}"),
        ["ListPolicies"] = (c => c.ListPoliciesAsync(new ListPoliciesRequest { Scope = PolicyScopeType.Local, OnlyAttached = true, PathPrefix = "/", PolicyUsageFilter = PolicyUsageType.PermissionsBoundary, Marker = "m", MaxItems = 1 }),
            "Marker=m&MaxItems=1&OnlyAttached=true&PathPrefix=%2F&PolicyUsageFilter=PermissionsBoundary&Scope=Local"),
        ["GetPolicyVersion"] = (c => c.GetPolicyVersionAsync(new GetPolicyVersionRequest { PolicyArn = Policy, VersionId = "v1" }), $"PolicyArn={EncodedPolicy}&VersionId=v1"),
        ["CreatePolicyVersion"] = (c => c.CreatePolicyVersionAsync(new CreatePolicyVersionRequest { PolicyArn = Policy, PolicyDocument = Document, SetAsDefault = false }), $"PolicyArn={EncodedPolicy}&PolicyDocument={EncodedDocument}&SetAsDefault=false"),
        ["DeletePolicyVersion"] = (c => c.DeletePolicyVersionAsync(new DeletePolicyVersionRequest { PolicyArn = Policy, VersionId = "v1" }), $"PolicyArn={EncodedPolicy}&VersionId=v1"),
        ["ListPolicyVersions"] = (c => c.ListPolicyVersionsAsync(new ListPolicyVersionsRequest { PolicyArn = Policy, Marker = "m", MaxItems = 1 }), $"Marker=m&MaxItems=1&PolicyArn={EncodedPolicy}"),
        ["SetDefaultPolicyVersion"] = (c => c.SetDefaultPolicyVersionAsync(new SetDefaultPolicyVersionRequest { PolicyArn = Policy, VersionId = "v1" }), $"PolicyArn={EncodedPolicy}&VersionId=v1"),
        ["ListEntitiesForPolicy"] = (c => c.ListEntitiesForPolicyAsync(new ListEntitiesForPolicyRequest { PolicyArn = Policy, EntityFilter = EntityType.Role, PathPrefix = "/", PolicyUsageFilter = "PermissionsPolicy", Marker = "m", MaxItems = 1 }),
            $"EntityFilter=Role&Marker=m&MaxItems=1&PathPrefix=%2F&PolicyArn={EncodedPolicy}&PolicyUsageFilter=PermissionsPolicy"),
        ["GetAccountAuthorizationDetails"] = (c => c.GetAccountAuthorizationDetailsAsync(new GetAccountAuthorizationDetailsRequest { Filter = ["Role", EntityType.LocalManagedPolicy], Marker = "m", MaxItems = 1 }),
            "Filter.member.1=Role&Filter.member.2=LocalManagedPolicy&Marker=m&MaxItems=1"),
        ["GetAccountSummary"] = (c => c.GetAccountSummaryAsync(new GetAccountSummaryRequest()), ""),
        ["ListAccountAliases"] = (c => c.ListAccountAliasesAsync(new ListAccountAliasesRequest { Marker = "m", MaxItems = 1 }), "Marker=m&MaxItems=1"),
    };

    public static TheoryData<string> Operations => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Everything_set_is_sent(string operation)
    {
        await using var server = new LoopbackServer(Reply.Xml($"<{operation}Response />"));
        using var client = Clients.Iam(server);
        await Cases[operation].Call(client);
        var request = server.Request;
        Assert.Equal("POST", request.Method);
        Assert.Equal("/", request.Target);
        Assert.Equal("iam.amazonaws.com", request["Host"]);
        Assert.Equal("application/x-www-form-urlencoded; charset=utf-8", request["Content-Type"]);
        // The form is sorted by name, in the order of bytes.
        var form = $"Action={operation}&{Cases[operation].Form}&Version=2010-05-08".Split('&', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(form.Order(StringComparer.Ordinal), request.Text.Split('&'));
    }

    [Fact]
    public async Task Calls_without_parameters()
    {
        await using var server = new LoopbackServer((request, _) => Reply.Xml($"<{request.Text.Split('&', '=')[1]}Response />"));
        using var client = Clients.Iam(server);
        await client.ListRolesAsync(TestContext.Current.CancellationToken);
        await client.ListPoliciesAsync(TestContext.Current.CancellationToken);
        await client.GetAccountSummaryAsync(TestContext.Current.CancellationToken);
        await client.ListAccountAliasesAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            ["Action=ListRoles&Version=2010-05-08", "Action=ListPolicies&Version=2010-05-08", "Action=GetAccountSummary&Version=2010-05-08", "Action=ListAccountAliases&Version=2010-05-08"],
            server.Requests.Select(r => r.Text));
    }

    [Fact]
    public async Task An_empty_list_is_sent_as_an_empty_text()
    {
        await using var server = new LoopbackServer(Reply.Xml("<TagRoleResponse />"));
        using var client = Clients.Iam(server);
        await client.TagRoleAsync(new TagRoleRequest { RoleName = "tf", Tags = [] }, TestContext.Current.CancellationToken);
        Assert.Equal("Action=TagRole&RoleName=tf&Tags=&Version=2010-05-08", server.Request.Text);
    }

    [Fact]
    public void Every_operation_is_here() =>
        Assert.Equal(typeof(IAmazonIdentityManagementService).GetMethods().Where(m => m.Name.EndsWith("Async", StringComparison.Ordinal)).Select(m => m.Name[..^5]).Distinct().Order(), Cases.Keys.Order());
}
