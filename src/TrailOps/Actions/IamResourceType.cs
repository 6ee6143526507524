namespace TrailOps;

/// <summary>A type of resource that an action can be granted on.</summary>
public sealed class IamResourceType
{
    internal IamResourceType(string name, bool required, IReadOnlyList<string> arnFormats, IReadOnlyList<string> conditionKeys)
    {
        Name = name;
        Required = required;
        ArnFormats = arnFormats;
        ConditionKeys = conditionKeys;
    }

    /// <summary>The type's name within its service, such as <c>bucket</c>.</summary>
    public string Name { get; }

    /// <summary>Whether the action always needs a resource of this type.</summary>
    public bool Required { get; }

    /// <summary>The forms of its ARN, such as <c>arn:${Partition}:s3:::${BucketName}</c>.</summary>
    public IReadOnlyList<string> ArnFormats { get; }

    /// <summary>The condition keys that a statement about this action and this type may use.</summary>
    public IReadOnlyList<string> ConditionKeys { get; }

    /// <summary>The name, with an asterisk where required, as the Service Authorization Reference writes it.</summary>
    public override string ToString() => Required ? Name + "*" : Name;
}
