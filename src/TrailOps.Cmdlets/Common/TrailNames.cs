using System.Management.Automation;

namespace TrailOps.Cmdlets;

/// <summary>Trails as people name them: by name or ARN.</summary>
internal static class TrailNames
{
    /// <summary>The home region that a trail's ARN tells, where the trail is surely found; null for a name.</summary>
    public static string? HomeOf(string name) =>
        name.Split(':') is ["arn", _, "cloudtrail", var region, _, ..] && !WildcardPattern.ContainsWildcardCharacters(name) ? region : null;
}
