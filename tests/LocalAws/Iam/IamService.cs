using System.Xml.Linq;
using TrailOps.LocalAws.Events;
using TrailOps.LocalAws.Http;

namespace TrailOps.LocalAws.Iam;

/// <summary>Identity and Access Management: https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html</summary>
internal sealed class IamService : QueryService
{
    private static readonly (string Parameter, string Type)[] Named =
        [("PolicyArn", "AWS::IAM::Policy"), ("RoleName", "AWS::IAM::Role"), ("UserName", "AWS::IAM::User"), ("AccessKeyId", "AWS::IAM::AccessKey")];

    public IamService()
        : base("iam", "2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/")
    {
        AddRoles();
        AddUsers();
        AddEntityPolicies();
        AddPolicies();
        Add("GetAccountSummary", AccountOperations.GetSummary, IamNeeds.OnAccount("GetAccountSummary"));
        Add("ListAccountAliases", AccountOperations.ListAliases, IamNeeds.OnAccount("ListAccountAliases"));
        Add("CreateAccountAlias", AccountOperations.CreateAlias, IamNeeds.OnAccount("CreateAccountAlias"));
        Add("DeleteAccountAlias", AccountOperations.DeleteAlias, IamNeeds.OnAccount("DeleteAccountAlias"));
        Add("GetAccountAuthorizationDetails", AccountOperations.GetAuthorizationDetails, IamNeeds.OnAccount("GetAccountAuthorizationDetails"));
        Add("SimulatePrincipalPolicy", Simulation.Principal, call => [new Access("iam:SimulatePrincipalPolicy", call.Parameters.Text("PolicySourceArn") ?? "*")]);
        Add("SimulateCustomPolicy", Simulation.Custom, IamNeeds.OnAccount("SimulateCustomPolicy"));
    }

    public override bool IsGlobal => true;

    // Events of reading have no resources.
    public override IEnumerable<EventResource> EventResources(Call call) => call.Operation!.IsReadOnly || call.Error is not null
        ? []
        : from named in Named
          let name = call.Parameters.Text(named.Parameter)
          where name is not null
          select new EventResource(named.Type, name);

    private void AddRoles()
    {
        OnRole("GetRole", RoleOperations.Get);
        OnRole("DeleteRole", RoleOperations.Delete);
        OnRole("UpdateRole", RoleOperations.Update);
        OnRole("UpdateRoleDescription", RoleOperations.UpdateDescription);
        OnRole("UpdateAssumeRolePolicy", RoleOperations.UpdateTrust);
        OnRole("TagRole", RoleOperations.Tag);
        OnRole("UntagRole", RoleOperations.Untag);
        OnRole("ListRoleTags", call => IamPage.Of(call, "Tags", TagSet.Members(call.Role().State.Tags)));
        OnRole("ListInstanceProfilesForRole", call => Nothing(call, "InstanceProfiles", call.Role()));
        Add("CreateRole", RoleOperations.Create, IamNeeds.OnRole("CreateRole", isNew: true));
        Add("ListRoles", RoleOperations.List, IamNeeds.OnAll("ListRoles", "role"));
        Add("CreateServiceLinkedRole", RoleOperations.CreateServiceLinked, call =>
            [new Access("iam:CreateServiceLinkedRole", $"arn:{call.Account.Partition}:iam::{call.Account.Id}:role/aws-service-role/{call.Parameters.Text("AWSServiceName")}/*") { Context = new Dictionary<string, IReadOnlyList<string>> { ["iam:AWSServiceName"] = [call.Parameters.Text("AWSServiceName") ?? ""] } }]);
    }

    private void AddUsers()
    {
        OnUser("GetUser", UserOperations.Get);
        OnUser("DeleteUser", UserOperations.Delete);
        OnUser("TagUser", UserOperations.Tag);
        OnUser("UntagUser", UserOperations.Untag);
        OnUser("ListUserTags", call => IamPage.Of(call, "Tags", TagSet.Members(call.User().State.Tags)));
        OnUser("CreateAccessKey", UserOperations.CreateKey);
        OnUser("UpdateAccessKey", UserOperations.UpdateKey);
        OnUser("DeleteAccessKey", UserOperations.DeleteKey);
        OnUser("ListAccessKeys", UserOperations.ListKeys);
        OnUser("EnableMFADevice", UserOperations.EnableMfa);
        OnUser("ListMFADevices", UserOperations.ListMfa);
        OnUser("ListGroupsForUser", call => Nothing(call, "Groups", call.User()));
        Add("CreateUser", UserOperations.Create, IamNeeds.OnUser("CreateUser", isNew: true));
        Add("ListUsers", UserOperations.List, IamNeeds.OnAll("ListUsers", "user"));
        Add("CreateVirtualMFADevice", UserOperations.CreateMfa, call =>
            [new Access("iam:CreateVirtualMFADevice", $"arn:{call.Account.Partition}:iam::{call.Account.Id}:mfa/{call.Parameters.Text("VirtualMFADeviceName")}")]);
    }

    // Roles and users carry policies in the same way.
    private void AddEntityPolicies()
    {
        OnRole("PutRolePolicy", call => EntityPolicies.Put(call, call.OwnRole()));
        OnRole("GetRolePolicy", call => EntityPolicies.Get(call, call.Role()));
        OnRole("DeleteRolePolicy", call => EntityPolicies.Delete(call, call.OwnRole()));
        OnRole("ListRolePolicies", call => EntityPolicies.List(call, call.Role()));
        OnRole("AttachRolePolicy", call => EntityPolicies.Attach(call, call.OwnRole()));
        OnRole("DetachRolePolicy", call => EntityPolicies.Detach(call, call.OwnRole()));
        OnRole("ListAttachedRolePolicies", call => EntityPolicies.ListAttached(call, call.Role()));
        OnRole("PutRolePermissionsBoundary", call => EntityPolicies.PutBoundary(call, call.OwnRole()));
        OnRole("DeleteRolePermissionsBoundary", call => EntityPolicies.DeleteBoundary(call.OwnRole()));
        OnUser("PutUserPolicy", call => EntityPolicies.Put(call, call.User()));
        OnUser("GetUserPolicy", call => EntityPolicies.Get(call, call.User()));
        OnUser("DeleteUserPolicy", call => EntityPolicies.Delete(call, call.User()));
        OnUser("ListUserPolicies", call => EntityPolicies.List(call, call.User()));
        OnUser("AttachUserPolicy", call => EntityPolicies.Attach(call, call.User()));
        OnUser("DetachUserPolicy", call => EntityPolicies.Detach(call, call.User()));
        OnUser("ListAttachedUserPolicies", call => EntityPolicies.ListAttached(call, call.User()));
        OnUser("PutUserPermissionsBoundary", call => EntityPolicies.PutBoundary(call, call.User()));
        OnUser("DeleteUserPermissionsBoundary", call => EntityPolicies.DeleteBoundary(call.User()));
    }

    private void AddPolicies()
    {
        OnPolicy("GetPolicy", PolicyOperations.Get);
        OnPolicy("DeletePolicy", PolicyOperations.Delete);
        OnPolicy("CreatePolicyVersion", PolicyOperations.CreateVersion);
        OnPolicy("GetPolicyVersion", PolicyOperations.GetVersion);
        OnPolicy("DeletePolicyVersion", PolicyOperations.DeleteVersion);
        OnPolicy("SetDefaultPolicyVersion", PolicyOperations.SetDefaultVersion);
        OnPolicy("ListPolicyVersions", PolicyOperations.ListVersions);
        OnPolicy("ListEntitiesForPolicy", PolicyOperations.ListEntities);
        OnPolicy("TagPolicy", PolicyOperations.Tag);
        OnPolicy("UntagPolicy", PolicyOperations.Untag);
        OnPolicy("ListPolicyTags", call => IamPage.Of(call, "Tags", TagSet.Members(call.Policy().Tags)));
        Add("CreatePolicy", PolicyOperations.Create, IamNeeds.NewPolicy);
        Add("ListPolicies", PolicyOperations.List, IamNeeds.OnAll("ListPolicies", "policy"));
    }

    // Instance profiles and groups are not here; who asks whether something is in one gets AWS's answer for none.
    private static IEnumerable<XElement> Nothing(Call call, string list, IamEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return IamPage.Of(call, list, []);
    }

    private void OnRole(string name, Func<Call, IEnumerable<XElement>?> run) => Add(name, run, IamNeeds.OnRole(name));

    private void OnUser(string name, Func<Call, IEnumerable<XElement>?> run) => Add(name, run, IamNeeds.OnUser(name));

    private void OnPolicy(string name, Func<Call, IEnumerable<XElement>?> run) => Add(name, run, IamNeeds.OnPolicy(name));
}
