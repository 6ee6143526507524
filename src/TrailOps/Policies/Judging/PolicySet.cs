namespace TrailOps.Policies;

/// <summary>The policies that decide together on a principal's requests.</summary>
internal sealed record PolicySet
{
    /// <summary>Those of the role or user.</summary>
    public IReadOnlyList<CompiledPolicy> Identity { get; init; } = [];

    /// <summary>The permissions boundary; null where there is none.</summary>
    public IReadOnlyList<CompiledPolicy>? Boundary { get; init; }

    /// <summary>The session's own policies; null where it has none.</summary>
    public IReadOnlyList<CompiledPolicy>? Session { get; init; }

    /// <summary>The policies of the resources that requests are about; null where none are given.</summary>
    public IReadOnlyList<CompiledPolicy>? Resource { get; init; }

    /// <summary>Whether resources of other accounts, whose policies are not known, are taken to let the principal in.</summary>
    public bool TrustsOtherAccounts { get; init; }

    /// <summary>Of each level of the organisation, from its root down to the account, the service control policies.</summary>
    public IReadOnlyList<IReadOnlyList<CompiledPolicy>> ServiceControl { get; init; } = [];

    /// <summary>The same for resource control policies.</summary>
    public IReadOnlyList<IReadOnlyList<CompiledPolicy>> ResourceControl { get; init; } = [];

    /// <summary>All policies with their kinds.</summary>
    public IEnumerable<(PolicyType Type, CompiledPolicy Policy)> All()
    {
        foreach (var type in Enum.GetValues<PolicyType>())
        {
            foreach (var policy in Of(type))
            {
                yield return (type, policy);
            }
        }
    }

    /// <summary>The policies of a kind.</summary>
    public IEnumerable<CompiledPolicy> Of(PolicyType type) => type switch
    {
        PolicyType.IdentityPolicy => Identity,
        PolicyType.ResourcePolicy => Resource ?? [],
        PolicyType.PermissionsBoundary => Boundary ?? [],
        PolicyType.SessionPolicy => Session ?? [],
        PolicyType.ServiceControlPolicy => ServiceControl.SelectMany(level => level),
        _ => ResourceControl.SelectMany(level => level),
    };
}
