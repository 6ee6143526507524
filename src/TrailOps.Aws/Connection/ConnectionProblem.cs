namespace TrailOps.Aws.Connection;

/// <summary>Why there is no connection. The names are the error ids, with Aws before them.</summary>
internal enum ConnectionProblem
{
    /// <summary>One of two keys is missing.</summary>
    KeysIncomplete,

    /// <summary>A profile of that name is in none of the files.</summary>
    ProfileNotFound,

    /// <summary>The profile is there and can't give credentials as it is written.</summary>
    ProfileNotUsable,

    /// <summary>An object that gives no credentials.</summary>
    CredentialNotUsable,

    /// <summary>All places were looked in.</summary>
    CredentialsNotFound,

    /// <summary>The place that should give them failed.</summary>
    CredentialsFailed,

    /// <summary>A session of IAM Identity Center is over, or was never begun.</summary>
    SsoLoginNeeded,

    /// <summary>A code is asked for, and nobody can be asked.</summary>
    MfaNotPossible,

    /// <summary>All places were looked in.</summary>
    RegionNotFound,

    /// <summary>A text that can't be the name of a region.</summary>
    RegionNotValid,

    /// <summary>A text that is no URL of an endpoint.</summary>
    EndpointNotValid,

    /// <summary>A file that should hold the certificates to trust, and does not.</summary>
    CaBundleNotValid,
}
