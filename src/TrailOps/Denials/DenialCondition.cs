namespace TrailOps;

/// <summary>A condition key and its values: of a refused request, or of a statement.</summary>
/// <param name="Key">The key, such as <c>aws:RequestedRegion</c>.</param>
/// <param name="Values">Its values.</param>
public sealed record DenialCondition(string Key, IReadOnlyList<string> Values)
{
    /// <summary>The key and its values.</summary>
    public override string ToString() => $"{Key} = {string.Join(", ", Values)}";
}

/// <summary>A statement that denies a request, as the decoded message tells it.</summary>
/// <param name="Sid">The statement's id, where it has one.</param>
/// <param name="Effect">Its effect.</param>
/// <param name="Principals">To whom it applies.</param>
/// <param name="Actions">Its actions.</param>
/// <param name="Resources">Its resources.</param>
/// <param name="Conditions">Its conditions.</param>
public sealed record DenialStatement(
    string? Sid, string? Effect, IReadOnlyList<string> Principals, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, IReadOnlyList<DenialCondition> Conditions)
{
    /// <summary>The statement's id, or its actions.</summary>
    public override string ToString() => string.IsNullOrEmpty(Sid) ? $"{Effect} {string.Join(", ", Actions)}" : $"{Effect} {Sid}";
}
