namespace TrailOps.Aws.Connection;

/// <summary>What kind of failure a call ended with. The names are the error ids, with Aws before them.</summary>
internal enum AwsFailureKind
{
    /// <summary>IAM said no.</summary>
    AccessDenied,

    /// <summary>The session is over.</summary>
    ExpiredToken,

    /// <summary>AWS does not know the keys; also where a region is not enabled in the account.</summary>
    KeysNotAccepted,

    /// <summary>The signature is wrong, so most often the secret key is.</summary>
    SignatureNotAccepted,

    /// <summary>This machine's clock is off.</summary>
    ClockSkewed,

    /// <summary>Too many calls, after all retries.</summary>
    Throttled,

    /// <summary>What was asked for is not there.</summary>
    NotFound,

    /// <summary>No such host: no such region, no such service in it, or no DNS.</summary>
    EndpointNotFound,

    /// <summary>The proxy refused or failed.</summary>
    ProxyFailed,

    /// <summary>The TLS handshake failed.</summary>
    TlsFailed,

    /// <summary>The network failed, after all retries.</summary>
    NetworkFailed,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The request is not valid.</summary>
    RequestNotValid,

    /// <summary>A limit of the account.</summary>
    LimitExceeded,

    /// <summary>Something stands in the way, such as a name that is taken.</summary>
    Conflict,

    /// <summary>A fault of the service, after all retries.</summary>
    ServiceFailed,

    /// <summary>Anything else that AWS refused.</summary>
    CallFailed,

    /// <summary>No failure of AWS.</summary>
    Unexpected,
}
