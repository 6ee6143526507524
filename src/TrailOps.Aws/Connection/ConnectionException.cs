namespace TrailOps.Aws.Connection;

/// <summary>There is no connection: the message says what was looked for, where, and what to do.</summary>
internal sealed class ConnectionException(ConnectionProblem problem, string message, string? subject = null, Exception? cause = null) : Exception(message, cause)
{
    public ConnectionProblem Problem => problem;

    /// <summary>What the user gave: a profile's name, a region.</summary>
    public string? Subject => subject;
}
