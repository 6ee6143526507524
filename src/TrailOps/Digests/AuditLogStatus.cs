namespace TrailOps;

/// <summary>What was looked at when logs are validated.</summary>
public enum AuditLogKind
{
    /// <summary>A digest: the list of logs of an hour, signed by CloudTrail.</summary>
    Digest,

    /// <summary>A digest of logs that the hour's own digest does not list, because they came late.</summary>
    BackfillDigest,

    /// <summary>A log file.</summary>
    Log,

    /// <summary>A period that no digest covers.</summary>
    Gap,
}

/// <summary>How it was found.</summary>
public enum AuditLogStatus
{
    /// <summary>As CloudTrail delivered it.</summary>
    Valid,

    /// <summary>It is not there: a digest or the next one in the chain names it.</summary>
    NotFound,

    /// <summary>It is no gzip file, or no digest; or bytes follow its end.</summary>
    InvalidFormat,

    /// <summary>The digest is not of this bucket and key: it was moved or copied here.</summary>
    Moved,

    /// <summary>No public key of the region has the fingerprint that the digest names.</summary>
    PublicKeyNotFound,

    /// <summary>The public key of that fingerprint can't be read.</summary>
    PublicKeyNotValid,

    /// <summary>The signature is not one of the digest's content by CloudTrail's key, or is missing.</summary>
    SignatureNotValid,

    /// <summary>A local copy has the signature of a digest in the next digest of the chain, and that is not there: nothing is proved of it, neither that it is altered. A log of this status is listed by such digests alone.</summary>
    SignatureNotFound,

    /// <summary>The content is another than the digest says.</summary>
    HashMismatch,

    /// <summary>The digest is signed, but is not the one that the next digest of the chain follows.</summary>
    NotOfChain,

    /// <summary>The log lies where CloudTrail delivers, and no digest of its time lists it.</summary>
    NotListed,

    /// <summary>It could not be read: nothing is known of it.</summary>
    NotRead,

    /// <summary>The chain of digests begins anew: logging or validation was off before.</summary>
    ChainStarted,

    /// <summary>There are no digests where there should be some: of a region with logs, of one that was asked for, or behind the last one, with logs of more than two hours ago.</summary>
    NoDigests,
}
