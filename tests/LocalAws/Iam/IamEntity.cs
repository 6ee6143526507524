using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Iam;

/// <summary>A user or a role: what carries policies.</summary>
internal abstract class IamEntity(AwsAccount account, string kind, string idPrefix, string name, string path, DateTimeOffset created, EntityState state)
{
    private readonly Timeline<EntityState> _states = new(state, created);

    public AwsAccount Account { get; } = account;

    /// <summary>As in messages: <c>role</c>, <c>user</c>.</summary>
    public string Kind { get; } = kind;

    public string Name { get; } = name;

    public string Path { get; } = path;

    public string Id { get; } = Ids.Unique(idPrefix);

    public DateTimeOffset Created { get; } = created;

    public string Arn { get; } = $"arn:{account.Partition}:iam::{account.Id}:{kind}{path}{name}";

    /// <summary>What reads show.</summary>
    public EntityState State => _states.Current;

    /// <summary>What is enforced: changes take effect after the world's delay. Null: nothing knows of it yet.</summary>
    public EntityState? Enforced => _states.At(Account.World.EnforcedAsOf);

    public void Change(EntityState state) => _states.Set(state, Account.World.Clock.UtcNow);
}
