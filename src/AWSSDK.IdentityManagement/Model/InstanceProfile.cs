using Amazon.IdentityManagement.Query;

namespace Amazon.IdentityManagement.Model;

/// <summary>An instance profile: what hands a role to an EC2 instance.</summary>
public class InstanceProfile
{
    /// <summary>The ARN.</summary>
    public string? Arn { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime? CreateDate { get; set; }

    /// <summary>The instance profile's id, which begins with AIPA.</summary>
    public string? InstanceProfileId { get; set; }

    /// <summary>The instance profile's name.</summary>
    public string? InstanceProfileName { get; set; }

    /// <summary>The path, from / to /.</summary>
    public string? Path { get; set; }

    /// <summary>The roles.</summary>
    public List<Role>? Roles { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The tags.</summary>
    public List<Tag>? Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    internal static readonly QueryStructure<InstanceProfile> Shape = new QueryStructure<InstanceProfile>()
        .Member("Arn", QueryScalar.Text, x => x.Arn, (x, value) => x.Arn = value)
        .Member("CreateDate", QueryScalar.Timestamp, x => x.CreateDate, (x, value) => x.CreateDate = value)
        .Member("InstanceProfileId", QueryScalar.Text, x => x.InstanceProfileId, (x, value) => x.InstanceProfileId = value)
        .Member("InstanceProfileName", QueryScalar.Text, x => x.InstanceProfileName, (x, value) => x.InstanceProfileName = value)
        .Member("Path", QueryScalar.Text, x => x.Path, (x, value) => x.Path = value)
        .Member("Roles", new QueryList<Role>(Role.Shape), x => x.Roles, (x, value) => x.Roles = value)
        .Member("Tags", new QueryList<Tag>(Tag.Shape), x => x.Tags, (x, value) => x.Tags = value);
}
