namespace TrailOps.Aws;

/// <summary>Something can't be done with a role: the message has why, and what to do.</summary>
internal sealed class RoleException(RoleProblem problem, string message, Exception? cause = null) : Exception(message, cause)
{
    public RoleProblem Problem => problem;
}
