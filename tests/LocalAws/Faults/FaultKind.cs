namespace TrailOps.LocalAws.Faults;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>The service's own throttling error.</summary>
    Throttle,

    /// <summary>An HTTP status with an error of the service's protocol.</summary>
    Error,

    /// <summary>Nothing but time passes.</summary>
    Latency,

    /// <summary>The connection is closed before anything is done or answered.</summary>
    CloseBeforeRequest,

    /// <summary>The request is done, and the connection is closed before the answer.</summary>
    CloseBeforeResponse,

    /// <summary>The connection is closed after the headers of the answer.</summary>
    CloseAfterHeaders,

    /// <summary>The connection is closed in the middle of the answer's body.</summary>
    CloseMidBody,
}
