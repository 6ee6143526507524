namespace TrailOps.LocalAws.Http;

/// <summary>An error as AWS tells it.</summary>
internal sealed class AwsException(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    /// <summary>What CloudTrail calls it, where that differs.</summary>
    public string? EventCode { get; init; }

    /// <summary>Whether a policy refused it.</summary>
    public bool IsRefusal { get; init; }

    /// <summary>More elements of S3's error document.</summary>
    public IReadOnlyList<(string Name, string Value)> Details { get; init; } = [];

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);
}
