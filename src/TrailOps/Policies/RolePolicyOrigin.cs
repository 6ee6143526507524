namespace TrailOps;

/// <summary>How a permission came into a policy.</summary>
public enum RolePolicyOrigin
{
    /// <summary>An event shows it: the role made the call.</summary>
    Direct,

    /// <summary>An event shows that a call needed it too, though it left no event of its own.</summary>
    Implied,

    /// <summary>A service made the call for the role, with the role's permissions.</summary>
    OnBehalf,

    /// <summary>It was asked for with -IncludeAction.</summary>
    Included,
}
