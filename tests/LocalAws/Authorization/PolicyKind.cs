namespace TrailOps.LocalAws.Authorization;

/// <summary>Which of the policies refused.</summary>
internal enum PolicyKind
{
    Identity,
    ServiceControl,
    Boundary,
    Session,
    Resource,
}
