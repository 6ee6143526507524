using System.Globalization;

namespace TrailOps.Aws;

/// <summary>One of the managed policies that TrailOps keeps for a role.</summary>
/// <param name="Part">Which of them, from 1.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="VersionId">The version in force.</param>
/// <param name="Document">What it says.</param>
/// <param name="IsAttached">Whether the role has it.</param>
internal sealed record KeptPolicy(int Part, string Arn, string VersionId, PolicyDocument Document, bool IsAttached)
{
    /// <summary>The versions that there were when the document was read.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>Whether others than the role have it.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether somebody may be about to put another version in force, or to attach it.</summary>
    public bool IsBeingChanged { get; init; }

    private const string Prefix = "TrailOps-RolePolicy";

    public string Name => ArnName.Of(Arn);

    /// <summary>The name of the role's own policy.</summary>
    public static string InlineName => Prefix;

    /// <summary>A part's name. No two roles' parts have the same.</summary>
    public static string NameOf(string role, int part) => $"{Prefix}{(part == 1 ? "" : part.ToString(CultureInfo.InvariantCulture))}-{role}";

    /// <summary>Which part a policy of this name is; null where it is none of the role's.</summary>
    public static int? PartOf(string role, string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || !name.EndsWith("-" + role, StringComparison.OrdinalIgnoreCase) || name.Length < Prefix.Length + role.Length + 1)
        {
            return null;
        }

        var number = name[Prefix.Length..^(role.Length + 1)];
        return number.Length == 0 ? 1 : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var part) && part > 1 ? part : null;
    }

    /// <summary>The description by which a policy is known as ours. IAM lets nobody change it later.</summary>
    public static string DescriptionOf(string role) => $"Kept by TrailOps for the role {role}: Update-RolePolicy writes it.";
}
