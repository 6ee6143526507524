using System.Collections.Immutable;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Iam;

internal sealed class ManagedPolicy
{
    private readonly Timeline<PolicyVersion> _default;
    private int _last = 1;

    public ManagedPolicy(string arn, string name, string path, string document, DateTimeOffset created)
    {
        (Arn, Name, Path, Created, Updated) = (arn, name, path, created, created);
        PolicyVersion first = new("v1", document, created);
        Versions.Add(first);
        _default = new Timeline<PolicyVersion>(first, created);
    }

    public string Arn { get; }

    public string Name { get; }

    public string Path { get; }

    public string Id { get; } = Ids.Unique("ANPA");

    public string? Description { get; init; }

    public DateTimeOffset Created { get; }

    public DateTimeOffset Updated { get; private set; }

    public bool IsAwsManaged => Arn.Contains(":iam::aws:", StringComparison.Ordinal);

    public bool IsAttachable => !Path.StartsWith("/aws-service-role/", StringComparison.Ordinal);

    public List<PolicyVersion> Versions { get; } = [];

    public PolicyVersion Default => _default.Current;

    public ImmutableSortedDictionary<string, string> Tags { get; set; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The document that was the default at a time. Null: the policy was not there yet.</summary>
    public string? DocumentAt(DateTimeOffset time) => _default.At(time)?.Document;

    public PolicyVersion Add(string document, bool asDefault, DateTimeOffset now)
    {
        PolicyVersion version = new($"v{++_last}", document, now);
        Versions.Add(version);
        Updated = now;
        if (asDefault)
        {
            SetDefault(version, now);
        }

        return version;
    }

    public void SetDefault(PolicyVersion version, DateTimeOffset now)
    {
        _default.Set(version, now);
        Updated = now;
    }
}
