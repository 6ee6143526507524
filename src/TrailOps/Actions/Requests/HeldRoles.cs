namespace TrailOps.Actions;

/// <summary>What is in instance profiles, task definitions and launch templates, as far as the events so far tell.</summary>
internal sealed class HeldRoles
{
    private readonly Dictionary<string, Content> _contents = new(StringComparer.Ordinal);

    /// <summary>Takes down what an event tells.</summary>
    public void Learn(RoleEvent e)
    {
        if (RoleHolder.Told(e) is { } told)
        {
            foreach (var holder in told.Holders)
            {
                var content = _contents.TryGetValue(holder, out var known) ? known : _contents[holder] = new(new(StringComparer.Ordinal), new(StringComparer.Ordinal));
                content.Held.UnionWith(told.Held);
                content.Tagged.UnionWith(told.Tagged);
            }
        }
    }

    /// <summary>What of a holder no event told: itself, or the one that it holds; null where all is known.</summary>
    public RoleHolder? UntoldIn(string holder, string action)
    {
        var kind = RoleHolder.Of(holder)!;
        return !_contents.TryGetValue(holder, out var content) ? kind
            : !kind.IsTemplate ? content.Held.Any(RequestValues.IsHidden) ? kind : null
            : action == PassedRoles.Action ? Profiles(content, holder).Select(profile => UntoldIn(profile, action)).FirstOrDefault(untold => untold is not null)
            : null;
    }

    /// <summary>
    /// For each of the resources that a holder stands for the ARNs that it may have. Where no event told its roles, that is every role of the account; a launch
    /// template need not have any.
    /// </summary>
    public IEnumerable<List<string>> Of(string holder, string action)
    {
        var context = ContextOf(holder);
        var isTemplate = RoleHolder.Of(holder)!.IsTemplate;
        if (!_contents.TryGetValue(holder, out var content))
        {
            return isTemplate ? [] : [[PassedRoles.AnyRole(context)]];
        }

        return action != PassedRoles.Action ? content.Tagged.Select(type => (List<string>)[$"arn:{context.Partition}:ec2:{context.Region}:{context.Account}:{type}/*"])
            : isTemplate ? Profiles(content, holder).SelectMany(profile => Of(profile, action))
            : content.Held.Select(role => PassedRoles.Roles(role, context)).Where(arns => arns.Count > 0);
    }

    private static IEnumerable<string> Profiles(Content template, string holder) => template.Held.Select(text => RoleHolder.ProfileOf(text, ContextOf(holder))).OfType<string>().Distinct(StringComparer.Ordinal);

    private static ResourceContext ContextOf(string holder)
    {
        var arn = holder.Split(':');
        return new(arn[1], arn[3], arn[4]);
    }

    private sealed record Content(SortedSet<string> Held, SortedSet<string> Tagged);
}
