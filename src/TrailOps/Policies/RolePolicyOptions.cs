namespace TrailOps.Policies;

/// <summary>What a policy is to be made of.</summary>
internal sealed record RolePolicyOptions
{
    public const int DefaultMaxResource = 20;

    public RolePolicyScope Scope { get; init; }

    /// <summary>How many resources an action may list before they are folded.</summary>
    public int MaxResource { get; init; } = DefaultMaxResource;

    /// <summary>Only calls without any error count.</summary>
    public bool SuccessOnly { get; init; }

    /// <summary>Refused calls count too.</summary>
    public bool IncludeDenied { get; init; }

    /// <summary>Actions are written shorter where a wildcard allows nothing else.</summary>
    public bool UseWildcard { get; init; }

    /// <summary>What services did on the role's behalf is allowed only through them.</summary>
    public bool UseCalledVia { get; init; }

    /// <summary>Patterns of actions that stay out.</summary>
    public IReadOnlyList<string> ExcludeAction { get; init; } = [];

    /// <summary>Patterns of service prefixes that stay out.</summary>
    public IReadOnlyList<string> ExcludeService { get; init; } = [];

    /// <summary>Actions, or patterns of them, that come in on every resource.</summary>
    public IReadOnlyList<string> IncludeAction { get; init; } = [];

    /// <summary>What is allowed already.</summary>
    public PolicyBaseline? Baseline { get; init; }
}
