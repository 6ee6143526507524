using Amazon.IdentityManagement.Query;
using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>The response of GetAccountAuthorizationDetails.</summary>
public class GetAccountAuthorizationDetailsResponse : AmazonWebServiceResponse
{
    /// <summary>The groups.</summary>
    public List<GroupDetail>? GroupDetailList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Whether another page follows.</summary>
    public bool? IsTruncated { get; set; }

    /// <summary>The token of the page that follows.</summary>
    public string? Marker { get; set; }

    /// <summary>The managed policies.</summary>
    public List<ManagedPolicyDetail>? Policies { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The roles.</summary>
    public List<RoleDetail>? RoleDetailList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The users.</summary>
    public List<UserDetail>? UserDetailList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly QueryStructure<GetAccountAuthorizationDetailsResponse> Shape = new QueryStructure<GetAccountAuthorizationDetailsResponse>()
        .Member("GroupDetailList", new QueryList<GroupDetail>(GroupDetail.Shape), x => x.GroupDetailList, (x, value) => x.GroupDetailList = value)
        .Member("IsTruncated", QueryScalar.Boolean, x => x.IsTruncated, (x, value) => x.IsTruncated = value)
        .Member("Marker", QueryScalar.Text, x => x.Marker, (x, value) => x.Marker = value)
        .Member("Policies", new QueryList<ManagedPolicyDetail>(ManagedPolicyDetail.Shape), x => x.Policies, (x, value) => x.Policies = value)
        .Member("RoleDetailList", new QueryList<RoleDetail>(RoleDetail.Shape), x => x.RoleDetailList, (x, value) => x.RoleDetailList = value)
        .Member("UserDetailList", new QueryList<UserDetail>(UserDetail.Shape), x => x.UserDetailList, (x, value) => x.UserDetailList = value);
}
