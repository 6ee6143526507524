namespace TrailOps;

/// <summary>One IAM action, as the Service Authorization Reference lists it.</summary>
public sealed class IamAction
{
    internal IamAction(IamService service, string name, IamAccessLevel accessLevel)
    {
        Action = $"{service.Prefix}:{name}";
        Service = service.Prefix;
        ServiceName = service.Name;
        Name = name;
        AccessLevel = accessLevel;
    }

    /// <summary>The action as policies write it, such as <c>s3:GetObject</c>.</summary>
    public string Action { get; }

    /// <summary>The service's prefix, such as <c>s3</c>.</summary>
    public string Service { get; }

    /// <summary>The service's name, such as <c>Amazon S3</c>.</summary>
    public string ServiceName { get; }

    /// <summary>The action's name without the prefix, such as <c>GetObject</c>.</summary>
    public string Name { get; }

    /// <summary>How far it reaches.</summary>
    public IamAccessLevel AccessLevel { get; }

    /// <summary>The types of resources it can be granted on. Where there are none, it needs <c>"Resource": "*"</c>.</summary>
    public IReadOnlyList<IamResourceType> ResourceTypes { get; internal init; } = [];

    /// <summary>The condition keys that the action has by itself; each resource type has its own besides.</summary>
    public IReadOnlyList<string> ConditionKeys { get; internal init; } = [];

    /// <summary>The actions that a caller may need besides this one, such as <c>iam:PassRole</c>.</summary>
    public IReadOnlyList<string> DependentActions { get; internal init; } = [];

    /// <summary>The action as policies write it.</summary>
    public override string ToString() => Action;
}
