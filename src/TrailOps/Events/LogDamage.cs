namespace TrailOps;

/// <summary>What can be wrong with a log file.</summary>
public enum LogDamageKind
{
    /// <summary>The file has no bytes.</summary>
    Empty,

    /// <summary>The file ends before its gzip data or its JSON does.</summary>
    Truncated,

    /// <summary>The gzip data is damaged, or its check sum or length is wrong.</summary>
    Corrupt,

    /// <summary>Bytes follow the proper end.</summary>
    TrailingBytes,

    /// <summary>The text is no valid JSON somewhere.</summary>
    InvalidJson,

    /// <summary>The file is no CloudTrail log.</summary>
    Foreign,

    /// <summary>The file can't be opened or read.</summary>
    Unreadable,

    /// <summary>No digest vouches for the file, where that was asked for.</summary>
    NotValidated,
}

/// <summary>What is wrong with a log file, and where.</summary>
/// <param name="Kind">The kind of damage.</param>
/// <param name="Detail">A clause that says what and where, without the file's name.</param>
public sealed record LogDamage(LogDamageKind Kind, string Detail);
