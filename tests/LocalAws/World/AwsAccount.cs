using System.Text.Json.Nodes;
using TrailOps.LocalAws.CloudTrail;
using TrailOps.LocalAws.EventBridge;
using TrailOps.LocalAws.Iam;
using TrailOps.LocalAws.Kms;
using TrailOps.LocalAws.Logs;
using TrailOps.LocalAws.S3;

namespace TrailOps.LocalAws.World;

/// <summary>One account with what is in it.</summary>
public sealed class AwsAccount
{
    internal AwsAccount(AwsWorld world, string id, string partition)
    {
        World = world;
        Id = id;
        Partition = partition;
        Arn = $"arn:{partition}:iam::{id}:root";
        CanonicalUserId = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(id)));
        Keys = new KeyRing(this);
        Root = world.IssueKey(this, user: null, session: null);
    }

    /// <summary>Twelve digits.</summary>
    public string Id { get; }

    /// <summary>aws, aws-us-gov, aws-cn, …</summary>
    public string Partition { get; }

    /// <summary>The root user's ARN.</summary>
    public string Arn { get; }

    /// <summary>The root user's keys.</summary>
    public KeyPair RootKeys => AwsWorld.Pair(Root);

    /// <summary>Service control policies by level (root, OU, account), documents as JSON. Empty: no organisation.</summary>
    public IReadOnlyList<IReadOnlyList<string>> ServiceControlPolicies { get; set; } = [];

    /// <summary>What it is told of its organisation. Null: it is in none.</summary>
    public Organization? Organization { get; set; }

    internal AwsWorld World { get; }

    internal AccessKey Root { get; }

    internal string CanonicalUserId { get; }

    /// <summary>S3's Block Public Access for all buckets, as put. Null: none.</summary>
    internal string? PublicAccessBlock { get; set; }

    internal string? Alias { get; set; }

    // Names are unique without case: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    internal SortedDictionary<string, Role> Roles { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal SortedDictionary<string, User> Users { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal SortedDictionary<string, ManagedPolicy> Policies { get; } = new(StringComparer.Ordinal);

    /// <summary>Secrets of virtual MFA devices that no user has yet, by serial number.</summary>
    internal Dictionary<string, byte[]> UnusedMfaDevices { get; } = new(StringComparer.Ordinal);

    /// <summary>KMS keys.</summary>
    internal KeyRing Keys { get; }

    /// <summary>Log groups, alarms and rules by ARN.</summary>
    internal SortedDictionary<string, LogGroup> LogGroups { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, JsonObject> Alarms { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, EventRule> EventRules { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Trail> Trails { get; } = new(StringComparer.Ordinal);

    internal List<EventDataStore> EventDataStores { get; } = [];

    /// <summary>Makes a user with its inline policy and a key, as if long ago: for tests to begin with.</summary>
    /// <param name="name">The user's name.</param>
    /// <param name="policy">A policy document, or null for a user without permissions.</param>
    public KeyPair AddUser(string name, string? policy = null)
    {
        lock (World.Gate)
        {
            User user = new(this, name, "/", DateTimeOffset.UnixEpoch, EntityState.Empty.WithInline("initial", policy));
            Users.Add(name, user);
            return AwsWorld.Pair(World.IssueKey(this, user, session: null));
        }
    }

    /// <summary>Makes a role with its inline policy, as if long ago: for tests to begin with.</summary>
    /// <param name="name">The role's name.</param>
    /// <param name="trust">Its trust policy, or null for one that trusts the account.</param>
    /// <param name="policy">A policy document, or null for a role without permissions.</param>
    /// <param name="path">Begins and ends with a slash.</param>
    /// <returns>The role's ARN.</returns>
    public string AddRole(string name, string? trust = null, string? policy = null, string path = "/")
    {
        lock (World.Gate)
        {
            trust ??= $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{Arn}}"},"Action":"sts:AssumeRole"}]}""";
            Role role = new(this, name, path, DateTimeOffset.UnixEpoch, (EntityState.Empty with { Trust = trust }).WithInline("initial", policy));
            Roles.Add(name, role);
            return role.Arn;
        }
    }

    /// <summary>Makes a bucket, as if long ago: for tests to begin with.</summary>
    /// <param name="name">The bucket's name.</param>
    /// <param name="region">Where it is.</param>
    /// <param name="policy">Its policy, or null for none.</param>
    /// <param name="isRequesterPays">Whether others than the owner pay for their requests.</param>
    public void AddBucket(string name, string region = "us-east-1", string? policy = null, bool isRequesterPays = false)
    {
        lock (World.Gate)
        {
            Bucket bucket = new(this, name, region, DateTimeOffset.UnixEpoch) { IsRequesterPays = isRequesterPays };
            bucket.SetPolicy(policy);
            World.Buckets.Add(bucket);
        }
    }

    /// <summary>Puts an object into one of the partition's buckets, as CloudTrail or anyone would.</summary>
    /// <param name="bucket">The bucket's name.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="metadata">Its user metadata, without <c>x-amz-meta-</c>; null: none.</param>
    /// <param name="modified">When; null: now.</param>
    public void AddObject(string bucket, string key, byte[] content, IReadOnlyDictionary<string, string>? metadata = null, DateTimeOffset? modified = null)
    {
        lock (World.Gate)
        {
            var there = Bucket(bucket);
            there.Add(new ObjectVersion(key, there.NextVersionId, content, modified ?? World.Clock.UtcNow) { Metadata = new(metadata ?? new Dictionary<string, string>(), StringComparer.OrdinalIgnoreCase) });
        }
    }

    /// <summary>An object as it is stored, and its user metadata.</summary>
    /// <param name="bucket">The bucket's name.</param>
    /// <param name="key">The object's key.</param>
    public (byte[] Content, IReadOnlyDictionary<string, string> Metadata) ReadObject(string bucket, string key)
    {
        lock (World.Gate)
        {
            var version = Bucket(bucket).Find(key) ?? throw new ArgumentException($"There is no object '{key}' in '{bucket}'.", nameof(key));
            return (version.Content, version.Metadata);
        }
    }

    /// <summary>Copies a bucket's objects to files, as aws s3 sync does: without their metadata.</summary>
    /// <param name="bucket">The bucket's name.</param>
    /// <param name="folder">Where they go; it need not be there.</param>
    public void CopyBucket(string bucket, string folder)
    {
        foreach (var key in Objects(bucket))
        {
            var path = Path.Combine([folder, .. key.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, ReadObject(bucket, key).Content);
        }
    }

    /// <summary>The keys of a bucket's objects, in their order; what trails have to deliver is delivered first.</summary>
    /// <param name="bucket">The bucket's name.</param>
    public IReadOnlyList<string> Objects(string bucket)
    {
        lock (World.Gate)
        {
            World.Delivery.RunDue();
            return [.. Bucket(bucket).Objects.Where(entry => !entry.Value[^1].IsDeleteMarker).Select(entry => entry.Key)];
        }
    }

    /// <summary>Takes an object away, as a life cycle rule would.</summary>
    /// <param name="bucket">The bucket's name.</param>
    /// <param name="key">The object's key.</param>
    public void RemoveObject(string bucket, string key)
    {
        lock (World.Gate)
        {
            var there = Bucket(bucket);
            there.Remove(there.Find(key)!);
        }
    }

    /// <summary>Takes a bucket away with all that is in it.</summary>
    /// <param name="name">The bucket's name.</param>
    public void RemoveBucket(string name)
    {
        lock (World.Gate)
        {
            World.Buckets.Remove(Bucket(name));
        }
    }

    /// <summary>Makes a KMS key, as if long ago: for tests to begin with.</summary>
    /// <param name="region">Where it is.</param>
    /// <param name="policy">Its policy, or null for the one that leaves it to the account's IAM policies.</param>
    /// <param name="id">Its id, or null for any.</param>
    /// <returns>The key's ARN.</returns>
    public string AddKey(string region, string? policy = null, string? id = null)
    {
        lock (World.Gate)
        {
            KmsKey key = new(this, region, id ?? KeyOperations.NewId(), policy ?? KeyPolicies.Default(this), DateTimeOffset.UnixEpoch);
            Keys.Add(key);
            return key.Arn;
        }
    }

    /// <summary>Makes a log group where there is none of the name, as if long ago: for tests to begin with.</summary>
    /// <param name="region">Where it is.</param>
    /// <param name="name">The group's name.</param>
    /// <returns>Its ARN, as trails are told it.</returns>
    public string AddLogGroup(string region, string name)
    {
        lock (World.Gate)
        {
            LogGroup group = new(LogGroup.ArnOf(Partition, region, Id, name), name);
            LogGroups.TryAdd(group.Arn, group);
            return $"{group.Arn}:*";
        }
    }

    /// <summary>Makes a trail of all regions that is logging, with a bucket of its own that lets it deliver.</summary>
    /// <param name="name">The trail's name.</param>
    /// <param name="bucket">The name of its bucket, which is made.</param>
    /// <param name="region">The home of both.</param>
    /// <param name="prefix">What stands before AWSLogs, or null for nothing.</param>
    /// <param name="key">The ARN of a KMS key that its files are encrypted with, or null for none.</param>
    /// <param name="isOrganization">Whether it is its organisation's; the account is the management account.</param>
    /// <param name="isLogging">Whether it delivers anything by itself.</param>
    /// <returns>The trail's ARN.</returns>
    public string AddTrail(string name, string bucket, string region = "us-east-1", string? prefix = null, string? key = null, bool isOrganization = false, bool isLogging = true)
    {
        lock (World.Gate)
        {
            AddBucket(bucket, region, $$"""
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:{{Partition}}:s3:::{{bucket}}"},
                  {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:{{Partition}}:s3:::{{bucket}}/*"}]}
                """);
            Trail trail = new(this, name, region) { Settings = new TrailSettings { Bucket = bucket, Prefix = prefix, IsMultiRegion = true, HasValidation = true, Key = key, IsOrganization = isOrganization } };
            Trails.Add(trail.Arn, trail);
            if (isLogging)
            {
                World.Delivery.Start(trail);
            }

            return trail.Arn;
        }
    }

    /// <summary>Makes an event data store of CloudTrail Lake, as if long ago: for tests to begin with.</summary>
    /// <param name="region">Where it is.</param>
    /// <param name="name">The store's name.</param>
    /// <param name="kmsKeyId">The ARN of its KMS key, whose policy nobody looks at, or null for one that AWS owns.</param>
    /// <returns>The store's ARN.</returns>
    public string AddEventDataStore(string region, string name, string? kmsKeyId = null)
    {
        lock (World.Gate)
        {
            EventDataStore store = new(this, region, name, DateTimeOffset.UnixEpoch) { Key = kmsKeyId };
            EventDataStores.Add(store);
            return store.Arn;
        }
    }

    private Bucket Bucket(string name) => World.Buckets.Find(Partition, name) ?? throw new ArgumentException($"There is no bucket '{name}'.", nameof(name));
}
