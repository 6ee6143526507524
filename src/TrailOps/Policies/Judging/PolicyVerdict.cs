namespace TrailOps.Policies;

/// <summary>What policies say of one request, and which of them.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Type">The kind of policy that decided; where nothing allows the request, the kind that does not.</param>
/// <param name="Policy">The policy that decided; null where none did.</param>
/// <param name="Statement">Its statement that decided.</param>
internal readonly record struct PolicyVerdict(PolicyDecision Decision, PolicyType Type, CompiledPolicy? Policy = null, CompiledStatement? Statement = null);
