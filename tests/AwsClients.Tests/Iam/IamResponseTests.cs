using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using AwsClients.Tests.Harness;

namespace AwsClients.Tests.Iam;

/// <summary>What is made of every operation's answer. Documents stay URL-encoded, as official clients leave them.</summary>
public class IamResponseTests
{
    private const string RoleXml =
        """
        <Path>/a/</Path><RoleName>tf</RoleName><RoleId>AROAEXAMPLE</RoleId><Arn>arn:aws:iam::111122223333:role/a/tf</Arn><CreateDate>2026-01-05T09:00:00Z</CreateDate>
        <AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22%7D</AssumeRolePolicyDocument><Description>für &lt;Zoë&gt; &amp; ä</Description><MaxSessionDuration>3600</MaxSessionDuration>
        <PermissionsBoundary><PermissionsBoundaryType>PermissionsBoundaryPolicy</PermissionsBoundaryType><PermissionsBoundaryArn>arn:b</PermissionsBoundaryArn></PermissionsBoundary>
        <Tags><member><Key>team</Key><Value>platform</Value></member><member><Key>empty</Key><Value></Value></member></Tags>
        <RoleLastUsed><LastUsedDate>2026-01-06T00:00:00Z</LastUsedDate><Region>eu-west-1</Region></RoleLastUsed>
        """;

    private const string RoleText =
        "(Arn='arn:aws:iam::111122223333:role/a/tf', AssumeRolePolicyDocument='%7B%22Version%22%3A%222012-10-17%22%7D', CreateDate=2026-01-05T09:00:00Z, Description='für <Zoë> & ä', MaxSessionDuration=3600, Path='/a/', PermissionsBoundary=(PermissionsBoundaryArn='arn:b', PermissionsBoundaryType=PermissionsBoundaryPolicy), RoleId='AROAEXAMPLE', RoleLastUsed=(LastUsedDate=2026-01-06T00:00:00Z, Region='eu-west-1'), RoleName='tf', Tags=[(Key='team', Value='platform'), (Key='empty', Value='')])";

    private const string PolicyXml =
        """
        <PolicyName>p</PolicyName><PolicyId>ANPAEXAMPLE</PolicyId><Arn>arn:p</Arn><Path>/</Path><DefaultVersionId>v2</DefaultVersionId><AttachmentCount>3</AttachmentCount><PermissionsBoundaryUsageCount>0</PermissionsBoundaryUsageCount>
        <IsAttachable>true</IsAttachable><Description>d</Description><CreateDate>2026-01-05T09:00:00Z</CreateDate><UpdateDate>2026-01-05T09:00:01.250Z</UpdateDate><Tags><member><Key>k</Key><Value>v</Value></member></Tags>
        """;

    private const string PolicyText =
        "(Arn='arn:p', AttachmentCount=3, CreateDate=2026-01-05T09:00:00Z, DefaultVersionId='v2', Description='d', IsAttachable=true, Path='/', PermissionsBoundaryUsageCount=0, PolicyId='ANPAEXAMPLE', PolicyName='p', Tags=[(Key='k', Value='v')], UpdateDate=2026-01-05T09:00:01.25Z)";

    private const string VersionXml = "<Document>%7B%22a%22%3A%20%22b%2Bc%22%7D</Document><VersionId>v2</VersionId><IsDefaultVersion>false</IsDefaultVersion><CreateDate>2026-01-05T09:00:00+00:00</CreateDate>";
    private const string VersionText = "(CreateDate=2026-01-05T09:00:00Z, Document='%7B%22a%22%3A%20%22b%2Bc%22%7D', IsDefaultVersion=false, VersionId='v2')";
    private const string More = "<IsTruncated>true</IsTruncated><Marker>m==</Marker>";

    private static readonly Dictionary<string, (Func<IAmazonIdentityManagementService, Task<AmazonWebServiceResponse>> Call, string Result, string Expected)> Cases = new()
    {
        ["GetRole"] = (async c => await c.GetRoleAsync(new GetRoleRequest()), $"<Role>{RoleXml}</Role>", $"(Role={RoleText})"),
        ["ListRoles"] = (async c => await c.ListRolesAsync(new ListRolesRequest()), $"<Roles><member>{RoleXml}</member><member><RoleName>x</RoleName><RoleLastUsed /></member></Roles>{More}", $"(IsTruncated=true, Marker='m==', Roles=[{RoleText}, (RoleLastUsed=(), RoleName='x')])"),
        ["CreateRole"] = (async c => await c.CreateRoleAsync(new CreateRoleRequest()), $"<Role>{RoleXml}</Role>", $"(Role={RoleText})"),
        ["DeleteRole"] = (async c => await c.DeleteRoleAsync(new DeleteRoleRequest()), "", "()"),
        ["UpdateRole"] = (async c => await c.UpdateRoleAsync(new UpdateRoleRequest()), "", "()"),
        ["UpdateAssumeRolePolicy"] = (async c => await c.UpdateAssumeRolePolicyAsync(new UpdateAssumeRolePolicyRequest()), "", "()"),
        ["TagRole"] = (async c => await c.TagRoleAsync(new TagRoleRequest()), "", "()"),
        ["UntagRole"] = (async c => await c.UntagRoleAsync(new UntagRoleRequest()), "", "()"),
        ["ListRoleTags"] = (async c => await c.ListRoleTagsAsync(new ListRoleTagsRequest()), $"<Tags><member><Key>k</Key><Value> v </Value></member></Tags>{More}", "(IsTruncated=true, Marker='m==', Tags=[(Key='k', Value=' v ')])"),
        ["PutRolePolicy"] = (async c => await c.PutRolePolicyAsync(new PutRolePolicyRequest()), "", "()"),
        ["GetRolePolicy"] = (async c => await c.GetRolePolicyAsync(new GetRolePolicyRequest()), "<RoleName>tf</RoleName><PolicyName>p</PolicyName><PolicyDocument>%7B%0A%7D</PolicyDocument>", "(PolicyDocument='%7B%0A%7D', PolicyName='p', RoleName='tf')"),
        ["DeleteRolePolicy"] = (async c => await c.DeleteRolePolicyAsync(new DeleteRolePolicyRequest()), "", "()"),
        ["ListRolePolicies"] = (async c => await c.ListRolePoliciesAsync(new ListRolePoliciesRequest()), $"<PolicyNames><member>a</member><member>b</member></PolicyNames>{More}", "(IsTruncated=true, Marker='m==', PolicyNames=['a', 'b'])"),
        ["AttachRolePolicy"] = (async c => await c.AttachRolePolicyAsync(new AttachRolePolicyRequest()), "", "()"),
        ["DetachRolePolicy"] = (async c => await c.DetachRolePolicyAsync(new DetachRolePolicyRequest()), "", "()"),
        ["ListAttachedRolePolicies"] = (async c => await c.ListAttachedRolePoliciesAsync(new ListAttachedRolePoliciesRequest()), $"<AttachedPolicies><member><PolicyName>AdministratorAccess</PolicyName><PolicyArn>arn:aws:iam::aws:policy/AdministratorAccess</PolicyArn></member></AttachedPolicies>{More}", "(AttachedPolicies=[(PolicyArn='arn:aws:iam::aws:policy/AdministratorAccess', PolicyName='AdministratorAccess')], IsTruncated=true, Marker='m==')"),
        ["PutRolePermissionsBoundary"] = (async c => await c.PutRolePermissionsBoundaryAsync(new PutRolePermissionsBoundaryRequest()), "", "()"),
        ["DeleteRolePermissionsBoundary"] = (async c => await c.DeleteRolePermissionsBoundaryAsync(new DeleteRolePermissionsBoundaryRequest()), "", "()"),
        ["GetPolicy"] = (async c => await c.GetPolicyAsync(new GetPolicyRequest()), $"<Policy>{PolicyXml}</Policy>", $"(Policy={PolicyText})"),
        ["CreatePolicy"] = (async c => await c.CreatePolicyAsync(new CreatePolicyRequest()), $"<Policy>{PolicyXml}</Policy>", $"(Policy={PolicyText})"),
        ["DeletePolicy"] = (async c => await c.DeletePolicyAsync(new DeletePolicyRequest()), "", "()"),
        ["ListPolicies"] = (async c => await c.ListPoliciesAsync(new ListPoliciesRequest()), $"<Policies><member>{PolicyXml}</member></Policies>{More}", $"(IsTruncated=true, Marker='m==', Policies=[{PolicyText}])"),
        ["GetPolicyVersion"] = (async c => await c.GetPolicyVersionAsync(new GetPolicyVersionRequest()), $"<PolicyVersion>{VersionXml}</PolicyVersion>", $"(PolicyVersion={VersionText})"),
        ["CreatePolicyVersion"] = (async c => await c.CreatePolicyVersionAsync(new CreatePolicyVersionRequest()), $"<PolicyVersion>{VersionXml}</PolicyVersion>", $"(PolicyVersion={VersionText})"),
        ["DeletePolicyVersion"] = (async c => await c.DeletePolicyVersionAsync(new DeletePolicyVersionRequest()), "", "()"),
        ["ListPolicyVersions"] = (async c => await c.ListPolicyVersionsAsync(new ListPolicyVersionsRequest()), $"<Versions><member>{VersionXml}</member></Versions>{More}", $"(IsTruncated=true, Marker='m==', Versions=[{VersionText}])"),
        ["SetDefaultPolicyVersion"] = (async c => await c.SetDefaultPolicyVersionAsync(new SetDefaultPolicyVersionRequest()), "", "()"),
        ["ListEntitiesForPolicy"] = (async c => await c.ListEntitiesForPolicyAsync(new ListEntitiesForPolicyRequest()),
            $"<PolicyGroups><member><GroupName>g</GroupName><GroupId>AGPA</GroupId></member></PolicyGroups><PolicyUsers><member><UserName>u</UserName><UserId>AIDA</UserId></member></PolicyUsers><PolicyRoles><member><RoleName>r</RoleName><RoleId>AROA</RoleId></member></PolicyRoles>{More}",
            "(IsTruncated=true, Marker='m==', PolicyGroups=[(GroupId='AGPA', GroupName='g')], PolicyRoles=[(RoleId='AROA', RoleName='r')], PolicyUsers=[(UserId='AIDA', UserName='u')])"),
        ["GetAccountAuthorizationDetails"] = (async c => await c.GetAccountAuthorizationDetailsAsync(new GetAccountAuthorizationDetailsRequest()),
            $"""
            <UserDetailList><member><Path>/</Path><UserName>u</UserName><UserId>AIDA</UserId><Arn>arn:u</Arn><CreateDate>2026-01-05T09:00:00Z</CreateDate>
              <UserPolicyList><member><PolicyName>i</PolicyName><PolicyDocument>%7B%7D</PolicyDocument></member></UserPolicyList><GroupList><member>g</member></GroupList>
              <AttachedManagedPolicies><member><PolicyName>m</PolicyName><PolicyArn>arn:m</PolicyArn></member></AttachedManagedPolicies><PermissionsBoundary><PermissionsBoundaryArn>arn:b</PermissionsBoundaryArn></PermissionsBoundary>
              <Tags><member><Key>k</Key><Value>v</Value></member></Tags></member></UserDetailList>
            <GroupDetailList><member><Path>/</Path><GroupName>g</GroupName><GroupId>AGPA</GroupId><Arn>arn:g</Arn><CreateDate>2026-01-05T09:00:00Z</CreateDate>
              <GroupPolicyList><member><PolicyName>i</PolicyName><PolicyDocument>%7B%7D</PolicyDocument></member></GroupPolicyList><AttachedManagedPolicies /></member></GroupDetailList>
            <RoleDetailList><member>{RoleXml.Replace("<Description>für &lt;Zoë&gt; &amp; ä</Description><MaxSessionDuration>3600</MaxSessionDuration>", "", StringComparison.Ordinal)}
              <InstanceProfileList><member><Path>/</Path><InstanceProfileName>ip</InstanceProfileName><InstanceProfileId>AIPA</InstanceProfileId><Arn>arn:ip</Arn><CreateDate>2026-01-05T09:00:00Z</CreateDate>
                <Roles><member><RoleName>tf</RoleName></member></Roles><Tags><member><Key>k</Key><Value>v</Value></member></Tags></member></InstanceProfileList>
              <RolePolicyList><member><PolicyName>i</PolicyName><PolicyDocument>%7B%7D</PolicyDocument></member></RolePolicyList>
              <AttachedManagedPolicies><member><PolicyName>m</PolicyName><PolicyArn>arn:m</PolicyArn></member></AttachedManagedPolicies></member></RoleDetailList>
            <Policies><member><PolicyName>p</PolicyName><PolicyId>ANPA</PolicyId><Arn>arn:p</Arn><Path>/</Path><DefaultVersionId>v2</DefaultVersionId><AttachmentCount>1</AttachmentCount><PermissionsBoundaryUsageCount>0</PermissionsBoundaryUsageCount>
              <IsAttachable>true</IsAttachable><Description>d</Description><CreateDate>2026-01-05T09:00:00Z</CreateDate><UpdateDate>2026-01-05T09:00:00Z</UpdateDate><PolicyVersionList><member>{VersionXml}</member></PolicyVersionList></member></Policies>
            {More}
            """,
            $"""(GroupDetailList=[(Arn='arn:g', CreateDate=2026-01-05T09:00:00Z, GroupId='AGPA', GroupName='g', GroupPolicyList=[(PolicyDocument='%7B%7D', PolicyName='i')], Path='/')], IsTruncated=true, Marker='m==', Policies=[(Arn='arn:p', AttachmentCount=1, CreateDate=2026-01-05T09:00:00Z, DefaultVersionId='v2', Description='d', IsAttachable=true, Path='/', PermissionsBoundaryUsageCount=0, PolicyId='ANPA', PolicyName='p', PolicyVersionList=[{VersionText}], UpdateDate=2026-01-05T09:00:00Z)], RoleDetailList=[(Arn='arn:aws:iam::111122223333:role/a/tf', AssumeRolePolicyDocument='%7B%22Version%22%3A%222012-10-17%22%7D', AttachedManagedPolicies=[(PolicyArn='arn:m', PolicyName='m')], CreateDate=2026-01-05T09:00:00Z, InstanceProfileList=[(Arn='arn:ip', CreateDate=2026-01-05T09:00:00Z, InstanceProfileId='AIPA', InstanceProfileName='ip', Path='/', Roles=[(RoleName='tf')], Tags=[(Key='k', Value='v')])], Path='/a/', PermissionsBoundary=(PermissionsBoundaryArn='arn:b', PermissionsBoundaryType=PermissionsBoundaryPolicy), RoleId='AROAEXAMPLE', RoleLastUsed=(LastUsedDate=2026-01-06T00:00:00Z, Region='eu-west-1'), RoleName='tf', RolePolicyList=[(PolicyDocument='%7B%7D', PolicyName='i')], Tags=[(Key='team', Value='platform'), (Key='empty', Value='')])], UserDetailList=[(Arn='arn:u', AttachedManagedPolicies=[(PolicyArn='arn:m', PolicyName='m')], CreateDate=2026-01-05T09:00:00Z, GroupList=['g'], Path='/', PermissionsBoundary=(PermissionsBoundaryArn='arn:b'), Tags=[(Key='k', Value='v')], UserId='AIDA', UserName='u', UserPolicyList=[(PolicyDocument='%7B%7D', PolicyName='i')])])"""),
        ["GetAccountSummary"] = (async c => await c.GetAccountSummaryAsync(new GetAccountSummaryRequest()),
            "<SummaryMap><entry><key>Roles</key><value>27</value></entry><entry><key>RolesQuota</key><value>1000</value></entry></SummaryMap>", "(SummaryMap={Roles=27, RolesQuota=1000})"),
        ["ListAccountAliases"] = (async c => await c.ListAccountAliasesAsync(new ListAccountAliasesRequest()), "<AccountAliases><member>acme</member></AccountAliases><IsTruncated>false</IsTruncated>", "(AccountAliases=['acme'], IsTruncated=false)"),
    };

    public static TheoryData<string> Operations => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_member_is_read(string operation)
    {
        var result = Cases[operation].Result;
        // Without the header that tells the request's id as well.
        await using var server = new LoopbackServer(new Reply(200,
            $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- as IAM answers -->
            <{operation}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
              {(result.Length == 0 ? "" : $"<{operation}Result>\n{result}<NewMember><a>1</a></NewMember></{operation}Result>")}
              <ResponseMetadata><RequestId>7a62c49f-347e-4fc4-9331-6e8eEXAMPLE</RequestId></ResponseMetadata>
            </{operation}Response>
            """, "text/xml"));
        using var client = Clients.Iam(server);
        var response = await Cases[operation].Call(client);
        Assert.Equal(Cases[operation].Expected, ObjectText.Of(response));
        Assert.Equal("7a62c49f-347e-4fc4-9331-6e8eEXAMPLE", response.ResponseMetadata.RequestId);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.HttpStatusCode);
    }

    [Theory]
    [InlineData("<Roles/>")]
    [InlineData("<Roles></Roles>")]
    [InlineData("<Roles>\n  </Roles>")]
    [InlineData("")]
    public async Task A_list_without_items_is_null(string list)
    {
        await using var server = new LoopbackServer(Reply.Xml($"<ListRolesResponse><ListRolesResult>{list}<IsTruncated>false</IsTruncated></ListRolesResult></ListRolesResponse>"));
        using var client = Clients.Iam(server);
        Assert.Equal("(IsTruncated=false)", ObjectText.Of(await client.ListRolesAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>login</html>")]
    [InlineData("<ListRolesResponse><ListRolesResult><Roles><member><RoleName>a</RoleName></member>")]
    [InlineData("<ListRolesResponse><ListRolesResult><IsTruncated>perhaps</IsTruncated></ListRolesResult></ListRolesResponse>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><ListRolesResponse><ListRolesResult><Marker>&e;</Marker></ListRolesResult></ListRolesResponse>")]
    public async Task An_answer_that_is_none_is_an_error_and_no_empty_page(string body)
    {
        await using var server = new LoopbackServer(Reply.Xml(body));
        using var client = Clients.Iam(server);
        var error = await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => client.ListRolesAsync(TestContext.Current.CancellationToken));
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public void Every_operation_is_here() =>
        Assert.Equal(typeof(IAmazonIdentityManagementService).GetMethods().Where(m => m.Name.EndsWith("Async", StringComparison.Ordinal)).Select(m => m.Name[..^5]).Distinct().Order(), Cases.Keys.Order());
}
