namespace TrailOps.LocalAws.Iam;

internal sealed record PolicyVersion(string Id, string Document, DateTimeOffset Created);
