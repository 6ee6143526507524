namespace TrailOps;

/// <summary>No guardrail can be made of what was given: the message has why, and what to give.</summary>
internal sealed class GuardrailException(GuardrailProblem problem, string item, string message) : ArgumentException(message)
{
    public GuardrailProblem Problem => problem;

    /// <summary>What was given.</summary>
    public string Item => item;
}
