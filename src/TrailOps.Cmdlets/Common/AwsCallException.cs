namespace TrailOps;

/// <summary>A call to AWS failed, or could not be made.</summary>
public sealed class AwsCallException : Exception
{
    internal AwsCallException(string message, string? errorCode, string? requestId, int statusCode, Exception? cause)
        : base(message, cause)
    {
        ErrorCode = errorCode;
        RequestId = requestId;
        StatusCode = statusCode;
    }

    /// <summary>AWS's error code, such as AccessDenied; null where AWS gave no answer.</summary>
    public string? ErrorCode { get; }

    /// <summary>The id that AWS support asks for; null where AWS gave no answer.</summary>
    public string? RequestId { get; }

    /// <summary>The HTTP status; 0 where AWS gave no answer.</summary>
    public int StatusCode { get; }
}
