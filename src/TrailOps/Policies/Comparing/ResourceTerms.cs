namespace TrailOps.Policies;

/// <summary>One pattern of resources, or all resources but those of some patterns.</summary>
/// <param name="Text">The pattern, or what is said of those.</param>
/// <param name="Not">The patterns that are not meant; null where the text is the pattern.</param>
internal sealed record ResourceTerm(string Text, IReadOnlyList<string>? Not)
{
    /// <summary>What a statement is about.</summary>
    public static IEnumerable<ResourceTerm> Of(PolicyStatement statement)
    {
        if (statement.NotResource.Count == 0)
        {
            return statement.Resource.Select(pattern => new ResourceTerm(pattern, null));
        }

        var patterns = PatternIndex.OfResources(statement.NotResource).Widest();
        return [new($"not {string.Join(", ", patterns)}", patterns)];
    }

    /// <summary>Whether it has all resources that another one has. Where that is in doubt, it has not.</summary>
    public bool Covers(ResourceTerm other) => (Not, other.Not) switch
    {
        (null, null) => PolicyPattern.CoversArn(Text, other.Text),
        (null, _) => Text == "*",
        (_, null) => !Not.Any(p => PatternOverlap.OfResources(p, other.Text)),
        _ => Not.All(p => other.Not.Any(o => PolicyPattern.CoversArn(o, p))),
    };
}

/// <summary>Resources together, none of which another one covers. Many actions share a list of them, so that lists are compared once.</summary>
internal sealed class ResourceTerms
{
    public static readonly ResourceTerms None = new([]);

    private readonly Dictionary<ResourceTerms, ResourceTerms> _without = [];
    private readonly Dictionary<ResourceTerms, ResourceTerms> _within = [];

    private ResourceTerms(List<ResourceTerm> terms) => Terms = terms;

    public IReadOnlyList<ResourceTerm> Terms { get; }

    /// <summary>Of some resources those that no other one covers, in order.</summary>
    public static ResourceTerms Of(IEnumerable<ResourceTerm> terms)
    {
        var all = terms.ToList();
        var plain = PatternIndex.OfResources(all.Where(term => term.Not is null).Select(term => term.Text)).Widest().Select(text => new ResourceTerm(text, null));
        var least = new List<ResourceTerm>();
        foreach (var term in all.Where(term => term.Not is not null))
        {
            if (!least.Exists(other => other.Covers(term)))
            {
                least.RemoveAll(term.Covers);
                least.Add(term);
            }
        }

        var widest = plain.Where(term => !least.Exists(other => other.Covers(term))).ToList();
        least.RemoveAll(term => widest.Exists(other => other.Covers(term)));
        return new([.. widest.Concat(least).OrderBy(term => term.Text, StringComparer.Ordinal)]);
    }

    /// <summary>What of these the others do not cover.</summary>
    public ResourceTerms Without(ResourceTerms others)
    {
        if (ReferenceEquals(others, None) || Terms.Count == 0)
        {
            return this;
        }

        if (!_without.TryGetValue(others, out var rest))
        {
            var left = Terms.Where(term => !others.Terms.Any(other => other.Covers(term))).ToList();
            _without.Add(others, rest = left.Count == Terms.Count ? this : left.Count == 0 ? None : new(left));
        }

        return rest;
    }

    /// <summary>What of these lies in the others.</summary>
    public ResourceTerms Within(ResourceTerms others) =>
        _within.TryGetValue(others, out var known) ? known : _within[others] = new([.. Terms.Where(term => others.Terms.Any(other => other.Covers(term)))]);
}
