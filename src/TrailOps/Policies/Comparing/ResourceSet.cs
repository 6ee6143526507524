namespace TrailOps.Policies;

/// <summary>The resources of a statement: those of some patterns, or all but those.</summary>
internal sealed class ResourceSet
{
    private readonly IReadOnlyList<string> _patterns;

    private ResourceSet(IReadOnlyList<string> patterns, bool isNot)
    {
        (_patterns, IsNot) = (patterns, isNot);
        Texts = isNot ? [$"not {string.Join(", ", patterns)}"] : patterns;
    }

    public bool IsNot { get; }

    /// <summary>The patterns, or one text that says which are not meant.</summary>
    public IReadOnlyList<string> Texts { get; }

    public static ResourceSet Of(PolicyStatement statement) => statement.NotResource.Count > 0
        ? new(Least([.. statement.NotResource.Order(StringComparer.Ordinal)]), isNot: true)
        : new(Least([.. statement.Resource.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]), isNot: false);

    /// <summary>The terms that other sets have to cover for these to be theirs too.</summary>
    public IEnumerable<ResourceTerm> Terms => IsNot ? [new(Texts[0], _patterns)] : _patterns.Select(p => new ResourceTerm(p, null));

    /// <summary>Without patterns that others cover.</summary>
    private static List<string> Least(List<string> patterns) =>
        patterns.FindAll(p => !patterns.Exists(other => other != p && PolicyPattern.CoversArn(other, p) && (!PolicyPattern.CoversArn(p, other) || string.CompareOrdinal(other, p) < 0)));
}

/// <summary>One pattern of resources, or all resources but those of some patterns.</summary>
/// <param name="Text">The pattern, or what is said of those.</param>
/// <param name="Not">The patterns that are not meant; null where the text is the pattern.</param>
internal sealed record ResourceTerm(string Text, IReadOnlyList<string>? Not)
{
    /// <summary>Whether it has all resources that another one has. Where that is in doubt, it has not.</summary>
    public bool Covers(ResourceTerm other) => (Not, other.Not) switch
    {
        (null, null) => PolicyPattern.CoversArn(Text, other.Text),
        (null, _) => Text == "*",
        (_, null) => !Not.Any(p => PatternOverlap.OfResources(p, other.Text)),
        _ => Not.All(p => other.Not.Any(o => PolicyPattern.CoversArn(o, p))),
    };
}
