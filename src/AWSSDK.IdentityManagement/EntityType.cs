using Amazon.Runtime;

namespace Amazon.IdentityManagement;

/// <summary>Kinds of IAM entities.</summary>
public class EntityType : ConstantClass
{
    /// <summary>AWSManagedPolicy</summary>
    public static readonly EntityType AWSManagedPolicy = new("AWSManagedPolicy");

    /// <summary>Group</summary>
    public static readonly EntityType Group = new("Group");

    /// <summary>LocalManagedPolicy</summary>
    public static readonly EntityType LocalManagedPolicy = new("LocalManagedPolicy");

    /// <summary>Role</summary>
    public static readonly EntityType Role = new("Role");

    /// <summary>User</summary>
    public static readonly EntityType User = new("User");

    /// <summary>A value that the constants here leave out.</summary>
    public EntityType(string value)
        : base(value)
    {
    }

    /// <summary>The constant of a value.</summary>
    public static EntityType FindValue(string value) => FindValue<EntityType>(value);

    /// <summary>The constant of a value.</summary>
    public static implicit operator EntityType(string value) => FindValue(value);
}
