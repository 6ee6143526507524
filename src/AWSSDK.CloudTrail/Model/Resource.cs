using Amazon.CloudTrail.Json;

namespace Amazon.CloudTrail.Model;

/// <summary>Something that an event touched.</summary>
public class Resource
{
    /// <summary>The resource's name, id or ARN.</summary>
    public string? ResourceName { get; set; }

    /// <summary>The kind of resource, such as <c>AWS::IAM::Role</c>.</summary>
    public string? ResourceType { get; set; }

    internal static readonly JsonStructure<Resource> Shape = new JsonStructure<Resource>()
        .Member("ResourceName", JsonScalar.Text, x => x.ResourceName, (x, value) => x.ResourceName = value)
        .Member("ResourceType", JsonScalar.Text, x => x.ResourceType, (x, value) => x.ResourceType = value);
}
