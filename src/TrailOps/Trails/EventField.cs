namespace TrailOps.Trails;

/// <summary>The fields that selectors of a trail know. Which operators each takes differs by category.</summary>
internal static class EventField
{
    public const string Category = "eventCategory";
    public const string ReadOnly = "readOnly";
    public const string Source = "eventSource";
    public const string Name = "eventName";
    public const string ResourceType = "resources.type";
    public const string ResourceArn = "resources.ARN";
    public const string ErrorCode = "errorCode";
}
