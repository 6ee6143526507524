using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.CloudTrail;
using TrailOps.LocalAws.Events;
using TrailOps.LocalAws.Iam;
using TrailOps.LocalAws.S3;
using TrailOps.LocalAws.Sts;

namespace TrailOps.LocalAws.World;

/// <summary>All that this AWS knows. Whoever reads or changes it holds <see cref="Gate"/>.</summary>
public sealed class AwsWorld
{
    private readonly Dictionary<string, AccessKey> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AwsAccount> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WebIdentityProvider> _webIdentityProviders = new(StringComparer.Ordinal);

    private readonly Dictionary<(string Account, string Region), List<DateTimeOffset>> _lookups = [];

    internal AwsWorld(LocalAwsOptions options)
    {
        Options = options;
        foreach (var (id, partition) in options.Accounts)
        {
            AddAccount(id, partition);
        }

        Delivery = new LogDelivery(this);
    }

    /// <summary>AWS's clock.</summary>
    public Clock Clock { get; } = new();

    /// <summary>The first of the accounts.</summary>
    public AwsAccount Account => Accounts.First();

    /// <summary>All accounts, in the order in which they were added.</summary>
    public IEnumerable<AwsAccount> Accounts => [.. _accounts.Values];

    /// <summary>Delays and limits; those that can be set may be changed while it runs.</summary>
    public LocalAwsOptions Options { get; }

    internal object Gate { get; } = new();

    internal EventHistory Events { get; } = new();

    internal EncodedMessages Messages { get; } = new();

    internal BucketStore Buckets { get; } = new();

    internal LogDelivery Delivery { get; }

    internal DigestKeys DigestKeys { get; } = new();

    /// <summary>Changes of policies after this time are not in effect yet.</summary>
    internal DateTimeOffset EnforcedAsOf => Clock.UtcNow - Options.PolicyDelay;

    /// <summary>Adds an account.</summary>
    /// <param name="id">Twelve digits.</param>
    /// <param name="partition">aws, aws-us-gov, aws-cn, …</param>
    public AwsAccount AddAccount(string id, string partition = "aws")
    {
        lock (Gate)
        {
            AwsAccount account = new(this, id, partition);
            _accounts.Add(id, account);
            return account;
        }
    }

    /// <summary>Adds an issuer of web identity tokens that all accounts know as a provider, and that can issue tokens.</summary>
    /// <param name="issuer">Such as <c>token.example.com</c>, without <c>https://</c>.</param>
    public WebIdentityProvider AddWebIdentityProvider(string issuer)
    {
        lock (Gate)
        {
            WebIdentityProvider provider = new(issuer);
            _webIdentityProviders.Add(issuer, provider);
            return provider;
        }
    }

    /// <summary>Makes an organisation of accounts.</summary>
    /// <param name="id">Such as o-a1b2c3d4e5.</param>
    /// <param name="management">The management account.</param>
    /// <param name="members">The others.</param>
    public Organization AddOrganization(string id, AwsAccount management, params AwsAccount[] members)
    {
        lock (Gate)
        {
            Organization organization = new(id, management);
            foreach (var account in members.Append(management))
            {
                account.Organization = organization;
            }

            return organization;
        }
    }

    /// <summary>From a time on, digests of a region are signed with a new key; the one before stays listed for its time.</summary>
    /// <param name="region">The region.</param>
    /// <param name="time">When.</param>
    public void RotateDigestKey(string region, DateTimeOffset time)
    {
        lock (Gate)
        {
            DigestKeys.Rotate(region, time);
        }
    }

    /// <summary>Has ListPublicKeys tell a key that CloudTrail never signed with, for all times.</summary>
    /// <param name="region">The region.</param>
    /// <param name="value">The key as it is listed, good or not.</param>
    /// <param name="fingerprint">Null: the MD5 of the value.</param>
    public void ListDigestKey(string region, byte[] value, string? fingerprint = null)
    {
        lock (Gate)
        {
            DigestKeys.List(region, new DigestKey(null, value, fingerprint ?? DigestKey.FingerprintOf(value), DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        }
    }

    /// <summary>What <c>aws cloudtrail list-public-keys</c> prints of a region's keys of all times.</summary>
    /// <param name="region">The region.</param>
    public string PublicKeys(string region)
    {
        lock (Gate)
        {
            return CloudTrail.PublicKeys.Write(DigestKeys.Between(region, DateTimeOffset.MinValue, DateTimeOffset.MaxValue), time => RequestContext.Time(time)).ToJsonString();
        }
    }

    /// <summary>Every secret key and session token that was issued: what a client may show nobody.</summary>
    public IReadOnlyList<string> Secrets()
    {
        lock (Gate)
        {
            return [.. _keys.Values.SelectMany(key => new[] { key.Secret, key.Session?.Token }).OfType<string>()];
        }
    }

    /// <summary>Puts an event into the history as if it had happened: for tests that need a past.</summary>
    /// <param name="record">One CloudTrail record as JSON; it tells its account, region and time.</param>
    public void AddEvent(string record)
    {
        lock (Gate)
        {
            Events.Add(RecordedEvent.Read(record));
        }
    }

    /// <summary>All records of the calls so far, oldest first, whether LookupEvents shows them already or not.</summary>
    public IReadOnlyList<string> EventRecords()
    {
        lock (Gate)
        {
            return [.. Events.All.Select(recorded => recorded.Record)];
        }
    }

    internal static KeyPair Pair(AccessKey key) => new(key.Id, key.Secret, key.Session?.Token);

    /// <summary>When an account looked events up in a region, lately.</summary>
    internal List<DateTimeOffset> RecentLookups(string account, string region)
    {
        if (!_lookups.TryGetValue((account, region), out var recent))
        {
            _lookups.Add((account, region), recent = []);
        }

        return recent;
    }

    internal AwsAccount? FindAccount(string id) => _accounts.GetValueOrDefault(id);

    internal AccessKey? FindKey(string id) => _keys.GetValueOrDefault(id);

    internal IEnumerable<AccessKey> KeysOf(User user) => _keys.Values.Where(key => key.User == user && key.Session is null).OrderBy(key => key.Created);

    internal void RemoveKey(AccessKey key) => _keys.Remove(key.Id);

    internal WebIdentityProvider? FindWebIdentityProvider(string issuer) => _webIdentityProviders.GetValueOrDefault(issuer);

    internal AccessKey IssueKey(AwsAccount account, User? user, Session? session)
    {
        AccessKey key = new()
        {
            Id = Ids.Key(session is null ? "AKIA" : "ASIA"),
            Secret = Ids.Secret(),
            Account = account,
            Created = Clock.UtcNow,
            User = user,
            Session = session,
        };
        _keys.Add(key.Id, key);
        return key;
    }

    /// <summary>A policy by its ARN: one of the account's or one of AWS's.</summary>
    internal static ManagedPolicy? FindPolicy(AwsAccount account, string arn) =>
        account.Policies.GetValueOrDefault(arn) ?? AwsManagedPolicies.Find(account.Partition, arn);
}
