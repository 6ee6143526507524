namespace TrailOps.LocalAws.Kms;

/// <summary>How an operation takes its key.</summary>
[Flags]
internal enum KeyUse
{
    /// <summary>By its id or ARN, by its own account.</summary>
    ById = 0,

    /// <summary>By its aliases as well.</summary>
    ByAlias = 1,

    /// <summary>By other accounts as well, if the key's policy lets them.</summary>
    ByOthers = 2,
}
