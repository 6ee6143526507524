namespace TrailOps.Actions;

/// <summary>What ARNs of an event's resources are made with, besides its request.</summary>
/// <param name="Partition">Such as <c>aws</c>.</param>
/// <param name="Region">The region that was called.</param>
/// <param name="Account">The account whose resources are meant where the request names none.</param>
internal sealed record ResourceContext(string Partition, string Region, string Account);
