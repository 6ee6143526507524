using Amazon.Runtime;

namespace Amazon.IdentityManagement;

/// <summary>How a managed policy is used.</summary>
public class PolicyUsageType : ConstantClass
{
    /// <summary>PermissionsBoundary</summary>
    public static readonly PolicyUsageType PermissionsBoundary = new("PermissionsBoundary");

    /// <summary>PermissionsPolicy</summary>
    public static readonly PolicyUsageType PermissionsPolicy = new("PermissionsPolicy");

    /// <summary>A value that the constants here leave out.</summary>
    public PolicyUsageType(string value)
        : base(value)
    {
    }

    /// <summary>The constant of a value.</summary>
    public static PolicyUsageType FindValue(string value) => FindValue<PolicyUsageType>(value);

    /// <summary>The constant of a value.</summary>
    public static implicit operator PolicyUsageType(string value) => FindValue(value);
}
