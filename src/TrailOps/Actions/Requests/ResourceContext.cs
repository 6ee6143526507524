namespace TrailOps.Actions;

/// <summary>What ARNs of an event's resources are made with, besides its request.</summary>
/// <param name="Partition">Such as <c>aws</c>.</param>
/// <param name="Region">The region that was called.</param>
/// <param name="Account">The account whose resources are meant where the request names none.</param>
/// <param name="Known">What the other events of the role tell about names.</param>
internal sealed record ResourceContext(string Partition, string Region, string Account, KnownNames Known);

/// <summary>
/// What events tell that other events need: the paths of IAM's entities, the roles in instance profiles, and the ids that AWS gave to what was made.
/// </summary>
internal sealed class KnownNames
{
    private readonly Dictionary<(string Account, string Type, string Name), SortedSet<string>> _paths = [];
    private readonly Dictionary<(string Account, string Profile), SortedSet<string>> _profiles = [];
    private readonly HashSet<string> _created = new(StringComparer.Ordinal);

    /// <summary>Takes down the path of an entity, such as (role, "ci/deployer").</summary>
    public void AddEntity(string account, string type, string nameWithPath)
    {
        var key = (account, type, nameWithPath[(nameWithPath.LastIndexOf('/') + 1)..]);
        (_paths.TryGetValue(key, out var known) ? known : _paths[key] = new(StringComparer.Ordinal)).Add(nameWithPath);
    }

    public void AddProfile(string account, string profile, string role)
    {
        var key = (account, profile);
        (_profiles.TryGetValue(key, out var known) ? known : _profiles[key] = new(StringComparer.Ordinal)).Add(role);
    }

    public void AddCreated(string id) => _created.Add(id);

    /// <summary>The names with path under which an entity is known; empty where it is not.</summary>
    public IReadOnlyCollection<string> EntitiesOf(string account, string type, string name) =>
        _paths.TryGetValue((account, type, name), out var known) ? known : [];

    /// <summary>The roles that were seen in an instance profile.</summary>
    public IReadOnlyCollection<string> RolesOf(string account, string profile) =>
        _profiles.TryGetValue((account, profile), out var known) ? known : [];

    /// <summary>Whether AWS gave this id to something while the events were recorded.</summary>
    public bool IsCreated(string id) => _created.Contains(id);

    /// <summary>An ARN with * for what AWS named while the events were recorded: another one has another id when it is made again.</summary>
    public string WithoutCreated(string arn)
    {
        if (_created.Count == 0)
        {
            return arn;
        }

        var start = 0;
        for (var i = 0; i < 5 && start >= 0; i++)
        {
            start = arn.IndexOf(':', start) is >= 0 and var colon ? colon + 1 : -1;
        }

        if (start < 0)
        {
            return arn;
        }

        var result = new System.Text.StringBuilder(arn.Length).Append(arn, 0, start);
        while (start < arn.Length)
        {
            var end = arn.IndexOfAny(['/', ':'], start) is >= 0 and var found ? found : arn.Length;
            var part = arn[start..end];
            result.Append(_created.Contains(part) ? SecretName(part) : part);
            if (end < arn.Length)
            {
                result.Append(arn[end]);
            }

            start = end + 1;
        }

        return result.ToString();

        // AWS adds a dash and six characters to a secret's name; what is known as created then is name and all.
        string SecretName(string part) => arn.Contains(":secretsmanager:", StringComparison.Ordinal) && part.Length > 7 && part[^7] == '-'
            ? part[..^6] + "??????"
            : "*";
    }
}
