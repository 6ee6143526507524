namespace TrailOps.Policies;

/// <summary>One request, of which policies say whether it may pass.</summary>
/// <param name="Action">The action, such as <c>s3:GetObject</c>.</param>
/// <param name="Resource">
/// The resource's ARN, or <c>*</c> where the action has none. It may be a pattern as policies write them: then the request is about all that it matches.
/// </param>
internal sealed record PolicyRequest(string Action, string Resource)
{
    public ArnText Arn { get; } = new(Resource);

    public bool IsPattern { get; } = Resource != "*" && PolicyPattern.IsPattern(Resource);

    public RequestContext Context { get; init; } = RequestContext.Empty;

    /// <summary>Who makes the request; null where that is of no matter, as without a resource's policy.</summary>
    public RequestPrincipal? Principal { get; init; }

    /// <summary>The account of the resource; null where it is the ARN's, or else the principal's.</summary>
    public string? ResourceAccount { get; init; }
}
