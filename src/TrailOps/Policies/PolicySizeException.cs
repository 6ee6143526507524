namespace TrailOps;

/// <summary>A policy that no division makes small enough. The message names what is too large, and the size that it needs.</summary>
public sealed class PolicySizeException : ArgumentException
{
    internal PolicySizeException(PolicyStatement smallest, int statement, int requiredSize, int maxSize)
        : base($"{Text(smallest, statement, requiredSize, maxSize)} Allow {requiredSize}, or shorten the statement.") =>
        (Statement, Sid, RequiredSize, Problem) = (statement, smallest.Sid, requiredSize, Text(smallest, statement, requiredSize, maxSize));

    /// <summary>Which statement is too large, counted from 1.</summary>
    public int Statement { get; }

    /// <summary>The statement's id, if it has one.</summary>
    public string? Sid { get; }

    /// <summary>The smallest size in which the policy can be divided: characters without white space.</summary>
    public int RequiredSize { get; }

    /// <summary>The message without its remedy, where the size is not the user's to choose.</summary>
    internal string Problem { get; }

    private static string Text(PolicyStatement smallest, int statement, int requiredSize, int maxSize)
    {
        var place = string.IsNullOrEmpty(smallest.Sid) ? $"Statement {statement}" : $"Statement {statement} (Sid {smallest.Sid})";
        var action = smallest.Action is [var oneAction] ? $"the action {oneAction}" : $"its NotAction of {smallest.NotAction.Count}, which can't be divided,";
        var resource = smallest.Resource is [var oneResource] ? oneResource : $"its NotResource of {smallest.NotResource.Count}, which can't be divided,";
        return $"{place}: {action} on {resource} needs a policy of {requiredSize} characters, but {maxSize} are allowed.";
    }
}
