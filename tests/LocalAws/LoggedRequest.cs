namespace TrailOps.LocalAws;

/// <summary>One request that came in.</summary>
public sealed record LoggedRequest
{
    /// <summary>Counts from one.</summary>
    public required int Number { get; init; }

    /// <summary>AWS's time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The signing name: <c>iam</c>, <c>sts</c>, <c>s3</c>, <c>cloudtrail</c>, <c>ec2</c>.</summary>
    public required string Service { get; init; }

    /// <summary>As the API calls it, such as <c>PutRolePolicy</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The region it was signed for.</summary>
    public required string Region { get; init; }

    /// <summary>Who asked. Null: unknown, because the signature was refused or none was there.</summary>
    public string? Principal { get; init; }

    /// <summary>The access key it was signed with, right or wrong.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The HTTP status of the answer; 0 where the connection was closed instead.</summary>
    public required int Status { get; init; }

    /// <summary>Null: no error.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Whether it would have changed something, done or refused.</summary>
    public required bool IsMutating { get; init; }

    /// <summary>The request's own id.</summary>
    public required string RequestId { get; init; }

    /// <summary>The client's words about itself.</summary>
    public required string UserAgent { get; init; }

    /// <summary>The host that was asked.</summary>
    public required string Host { get; init; }

    /// <summary>Parameters without secrets, as CloudTrail would write them. Null: none, or the request was refused unread.</summary>
    public string? Parameters { get; init; }
}
