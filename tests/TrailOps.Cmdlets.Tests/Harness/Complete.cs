using System.Management.Automation;

namespace TrailOps.Cmdlets.Tests;

/// <summary>What Tab offers.</summary>
internal static class Complete
{
    /// <summary>What is offered at the end of a line.</summary>
    public static IReadOnlyList<string> Texts(Session session, string line)
    {
        using var shell = PowerShell.Create(session.Runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches.Select(match => match.CompletionText)];
    }
}
