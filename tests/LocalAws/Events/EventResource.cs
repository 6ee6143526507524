namespace TrailOps.LocalAws.Events;

/// <summary>A resource that an event is about.</summary>
/// <param name="Type">Such as <c>AWS::S3::Bucket</c>.</param>
/// <param name="Name">As LookupEvents finds it: a name or an ARN.</param>
/// <param name="Arn">As the record's <c>resources</c> list it. Null: it doesn't.</param>
/// <param name="Account">Whose it is.</param>
internal sealed record EventResource(string? Type, string Name, string? Arn = null, string? Account = null);
