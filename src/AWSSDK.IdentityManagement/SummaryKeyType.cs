using Amazon.Runtime;

namespace Amazon.IdentityManagement;

/// <summary>Names of the numbers in an account summary.</summary>
public class SummaryKeyType : ConstantClass
{
    /// <summary>AccessKeysPerUserQuota</summary>
    public static readonly SummaryKeyType AccessKeysPerUserQuota = new("AccessKeysPerUserQuota");

    /// <summary>AccountAccessKeysPresent</summary>
    public static readonly SummaryKeyType AccountAccessKeysPresent = new("AccountAccessKeysPresent");

    /// <summary>AccountMFAEnabled</summary>
    public static readonly SummaryKeyType AccountMFAEnabled = new("AccountMFAEnabled");

    /// <summary>AccountPasswordPresent</summary>
    public static readonly SummaryKeyType AccountPasswordPresent = new("AccountPasswordPresent");

    /// <summary>AccountSigningCertificatesPresent</summary>
    public static readonly SummaryKeyType AccountSigningCertificatesPresent = new("AccountSigningCertificatesPresent");

    /// <summary>AssumeRolePolicySizeQuota</summary>
    public static readonly SummaryKeyType AssumeRolePolicySizeQuota = new("AssumeRolePolicySizeQuota");

    /// <summary>AttachedPoliciesPerGroupQuota</summary>
    public static readonly SummaryKeyType AttachedPoliciesPerGroupQuota = new("AttachedPoliciesPerGroupQuota");

    /// <summary>AttachedPoliciesPerRoleQuota</summary>
    public static readonly SummaryKeyType AttachedPoliciesPerRoleQuota = new("AttachedPoliciesPerRoleQuota");

    /// <summary>AttachedPoliciesPerUserQuota</summary>
    public static readonly SummaryKeyType AttachedPoliciesPerUserQuota = new("AttachedPoliciesPerUserQuota");

    /// <summary>GlobalEndpointTokenVersion</summary>
    public static readonly SummaryKeyType GlobalEndpointTokenVersion = new("GlobalEndpointTokenVersion");

    /// <summary>GroupPolicySizeQuota</summary>
    public static readonly SummaryKeyType GroupPolicySizeQuota = new("GroupPolicySizeQuota");

    /// <summary>Groups</summary>
    public static readonly SummaryKeyType Groups = new("Groups");

    /// <summary>GroupsPerUserQuota</summary>
    public static readonly SummaryKeyType GroupsPerUserQuota = new("GroupsPerUserQuota");

    /// <summary>GroupsQuota</summary>
    public static readonly SummaryKeyType GroupsQuota = new("GroupsQuota");

    /// <summary>InstanceProfiles</summary>
    public static readonly SummaryKeyType InstanceProfiles = new("InstanceProfiles");

    /// <summary>InstanceProfilesQuota</summary>
    public static readonly SummaryKeyType InstanceProfilesQuota = new("InstanceProfilesQuota");

    /// <summary>MFADevices</summary>
    public static readonly SummaryKeyType MFADevices = new("MFADevices");

    /// <summary>MFADevicesInUse</summary>
    public static readonly SummaryKeyType MFADevicesInUse = new("MFADevicesInUse");

    /// <summary>Policies</summary>
    public static readonly SummaryKeyType Policies = new("Policies");

    /// <summary>PoliciesQuota</summary>
    public static readonly SummaryKeyType PoliciesQuota = new("PoliciesQuota");

    /// <summary>PolicySizeQuota</summary>
    public static readonly SummaryKeyType PolicySizeQuota = new("PolicySizeQuota");

    /// <summary>PolicyVersionsInUse</summary>
    public static readonly SummaryKeyType PolicyVersionsInUse = new("PolicyVersionsInUse");

    /// <summary>PolicyVersionsInUseQuota</summary>
    public static readonly SummaryKeyType PolicyVersionsInUseQuota = new("PolicyVersionsInUseQuota");

    /// <summary>Providers</summary>
    public static readonly SummaryKeyType Providers = new("Providers");

    /// <summary>RolePolicySizeQuota</summary>
    public static readonly SummaryKeyType RolePolicySizeQuota = new("RolePolicySizeQuota");

    /// <summary>Roles</summary>
    public static readonly SummaryKeyType Roles = new("Roles");

    /// <summary>RolesQuota</summary>
    public static readonly SummaryKeyType RolesQuota = new("RolesQuota");

    /// <summary>ServerCertificates</summary>
    public static readonly SummaryKeyType ServerCertificates = new("ServerCertificates");

    /// <summary>ServerCertificatesQuota</summary>
    public static readonly SummaryKeyType ServerCertificatesQuota = new("ServerCertificatesQuota");

    /// <summary>SigningCertificatesPerUserQuota</summary>
    public static readonly SummaryKeyType SigningCertificatesPerUserQuota = new("SigningCertificatesPerUserQuota");

    /// <summary>UserPolicySizeQuota</summary>
    public static readonly SummaryKeyType UserPolicySizeQuota = new("UserPolicySizeQuota");

    /// <summary>Users</summary>
    public static readonly SummaryKeyType Users = new("Users");

    /// <summary>UsersQuota</summary>
    public static readonly SummaryKeyType UsersQuota = new("UsersQuota");

    /// <summary>VersionsPerPolicyQuota</summary>
    public static readonly SummaryKeyType VersionsPerPolicyQuota = new("VersionsPerPolicyQuota");

    /// <summary>A value that the constants here leave out.</summary>
    public SummaryKeyType(string value)
        : base(value)
    {
    }

    /// <summary>The constant of a value.</summary>
    public static SummaryKeyType FindValue(string value) => FindValue<SummaryKeyType>(value);

    /// <summary>The constant of a value.</summary>
    public static implicit operator SummaryKeyType(string value) => FindValue(value);
}
