namespace TrailOps.LocalAws.Http;

/// <summary>One permission that an operation needs.</summary>
/// <param name="Action">Such as <c>iam:PutRolePolicy</c>.</param>
/// <param name="Resource">An ARN, or <c>*</c> for an action without resources.</param>
internal sealed record Access(string Action, string Resource = "*")
{
    /// <summary>The resource as the refusal names it. Null: as the ARN; not at all where that is <c>*</c>.</summary>
    public string? Told { get; init; }

    /// <summary>Keys of the service's own, and of the resource.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Context { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The resource's own policy: a bucket's, a role's trust. Null: it has none.</summary>
    public string? ResourcePolicy { get; init; }

    /// <summary>Whose the resource is. Null: the caller's.</summary>
    public string? ResourceAccount { get; init; }
}
