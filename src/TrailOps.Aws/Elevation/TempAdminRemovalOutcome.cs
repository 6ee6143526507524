namespace TrailOps.Aws;

/// <summary>What became of what a grant gave.</summary>
internal enum TempAdminRemovalOutcome
{
    /// <summary>It is gone.</summary>
    Gone,

    /// <summary>It stays, since another grant needs it.</summary>
    Held,

    /// <summary>It stays, since somebody else had attached it before.</summary>
    Kept,
}
