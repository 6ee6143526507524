namespace TrailOps.Aws;

/// <summary>Something can't be done with a trail: the message has why, and what to do.</summary>
internal sealed class TrailException(TrailProblem problem, string message, Exception? cause = null) : Exception(message, cause)
{
    public TrailProblem Problem => problem;
}
