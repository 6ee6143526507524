namespace TrailOps.Actions;

/// <summary>The roles in instance profiles and task definitions, as far as the events so far tell.</summary>
internal sealed class HeldRoles
{
    private readonly Dictionary<string, SortedSet<string>> _roles = new(StringComparer.Ordinal);

    /// <summary>Takes down what an event tells.</summary>
    public void Learn(RoleEvent e)
    {
        if (RoleHolder.Told(e) is var (holder, roles))
        {
            (_roles.TryGetValue(holder, out var known) ? known : _roles[holder] = new(StringComparer.Ordinal)).UnionWith(roles);
        }
    }

    /// <summary>Whether an event told which roles a holder has.</summary>
    public bool IsKnown(string holder) => _roles.ContainsKey(holder);

    /// <summary>For each role of a holder the ARNs that it may have; where no event told them, that is every role of the account.</summary>
    public IEnumerable<List<string>> Of(string holder)
    {
        var arn = holder.Split(':');
        var context = new ResourceContext(arn[1], arn[3], arn[4]);
        return _roles.TryGetValue(holder, out var roles)
            ? roles.Select(role => PassedRoles.Roles(role, context)).Where(arns => arns.Count > 0)
            : [[PassedRoles.AnyRole(context)]];
    }
}
