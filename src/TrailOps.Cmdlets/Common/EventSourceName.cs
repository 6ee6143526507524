using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>Event sources as people type them.</summary>
internal static class EventSourceName
{
    /// <summary>The whole name where only the service is given: <c>s3</c> is <c>s3.amazonaws.com</c>.</summary>
    public static string Complete(string text) =>
        text.Contains('.', StringComparison.Ordinal) || WildcardPattern.ContainsWildcardCharacters(text) ? text : text + ".amazonaws.com";
}
