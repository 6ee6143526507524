using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.S3;

internal sealed class Bucket(AwsAccount owner, string name, string region, DateTimeOffset created)
{
    private readonly Timeline<BucketPolicy> _policy = new(BucketPolicy.None, created);

    public AwsAccount Owner { get; } = owner;

    public string Name { get; } = name;

    public string Region { get; } = region;

    public DateTimeOffset Created { get; } = created;

    public string Arn { get; } = $"arn:{owner.Partition}:s3:::{name}";

    /// <summary>What reads show.</summary>
    public string? Policy => _policy.Current.Document;

    /// <summary>What is enforced.</summary>
    public string? EnforcedPolicy => _policy.At(Owner.World.EnforcedAsOf)?.Document;

    /// <summary>Configurations as they were put, by the name of their subresource.</summary>
    public Dictionary<string, string> Configurations { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether others than the owner pay for their requests, and have to say that they do.</summary>
    public bool IsRequesterPays { get; init; }

    /// <summary>Enabled or Suspended. Null: never switched on.</summary>
    public string? Versioning { get; set; }

    public bool HasObjectLock { get; set; }

    /// <summary>Versions by key, newest last.</summary>
    public SortedDictionary<string, List<ObjectVersion>> Objects { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Upload> Uploads { get; } = new(StringComparer.Ordinal);

    public void SetPolicy(string? document) => _policy.Set(new BucketPolicy(document), Owner.World.Clock.UtcNow);

    /// <summary>The present version. Null: there is none, or it is a delete marker.</summary>
    public ObjectVersion? Find(string key) => Objects.GetValueOrDefault(key)?[^1] is { IsDeleteMarker: false } version ? version : null;

    public ObjectVersion? Find(string key, string versionId) => Objects.GetValueOrDefault(key)?.Find(version => version.VersionId == versionId);

    /// <summary>The id that the next version gets.</summary>
    public string NextVersionId => Versioning == "Enabled" ? Ids.Version() : "null";

    /// <summary>Adds a version; without versioning it takes the place of what was there.</summary>
    public void Add(ObjectVersion version)
    {
        if (!Objects.TryGetValue(version.Key, out var versions))
        {
            Objects.Add(version.Key, versions = []);
        }

        if (version.VersionId == "null")
        {
            versions.RemoveAll(existing => existing.VersionId == "null");
        }

        versions.Add(version);
    }

    public void Remove(ObjectVersion version)
    {
        var versions = Objects[version.Key];
        versions.Remove(version);
        if (versions.Count == 0)
        {
            Objects.Remove(version.Key);
        }
    }
}
