using Amazon.Runtime;

namespace Amazon.IdentityManagement;

/// <summary>How a permissions boundary is kept.</summary>
public class PermissionsBoundaryAttachmentType : ConstantClass
{
    /// <summary>PermissionsBoundaryPolicy</summary>
    public static readonly PermissionsBoundaryAttachmentType PermissionsBoundaryPolicy = new("PermissionsBoundaryPolicy");

    /// <summary>A value that the constants here leave out.</summary>
    public PermissionsBoundaryAttachmentType(string value)
        : base(value)
    {
    }

    /// <summary>The constant of a value.</summary>
    public static PermissionsBoundaryAttachmentType FindValue(string value) => FindValue<PermissionsBoundaryAttachmentType>(value);

    /// <summary>The constant of a value.</summary>
    public static implicit operator PermissionsBoundaryAttachmentType(string value) => FindValue(value);
}
