using Amazon.Runtime;

namespace Amazon.IdentityManagement;

/// <summary>Whose managed policies.</summary>
public class PolicyScopeType : ConstantClass
{
    /// <summary>AWS</summary>
    public static readonly PolicyScopeType AWS = new("AWS");

    /// <summary>All</summary>
    public static readonly PolicyScopeType All = new("All");

    /// <summary>Local</summary>
    public static readonly PolicyScopeType Local = new("Local");

    /// <summary>A value that the constants here leave out.</summary>
    public PolicyScopeType(string value)
        : base(value)
    {
    }

    /// <summary>The constant of a value.</summary>
    public static PolicyScopeType FindValue(string value) => FindValue<PolicyScopeType>(value);

    /// <summary>The constant of a value.</summary>
    public static implicit operator PolicyScopeType(string value) => FindValue(value);
}
