namespace TrailOps.LocalAws.World;

/// <summary>An organisation: its accounts know of each other, and its management account can have trails of all.</summary>
/// <param name="Id">Such as o-a1b2c3d4e5.</param>
/// <param name="Management">The management account.</param>
public sealed record Organization(string Id, AwsAccount Management);
