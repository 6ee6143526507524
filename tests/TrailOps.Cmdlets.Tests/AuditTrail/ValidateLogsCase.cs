using System.IO.Compression;
using System.Text;
using TrailOps.LocalAws.CloudTrail;
using TrailOps.LocalAws.World;

namespace TrailOps.Cmdlets.Tests.AuditTrailTests;

/// <summary>A trail with a bucket and a chain of its own, what was done to them, and what the AWS CLI finds.</summary>
internal sealed class ValidateLogsCase(AwsWorld world, string name)
{
    public const string Organization = "o-a1b2c3d4e5";

    private MadeChain? _chain;

    /// <summary>Where the chain begins: a day ago.</summary>
    public DateTimeOffset Start { get; } = new DateTimeOffset(DateTimeOffset.UtcNow.UtcDateTime.Date, TimeSpan.Zero).AddDays(-1);

    public AwsWorld World { get; } = world;

    public AwsAccount Account => World.Account;

    public string Trail { get; set; } = name;

    public string Bucket { get; } = $"logs-of-{name}";

    public string Region { get; set; } = "us-east-1";

    public string? Prefix { get; set; }

    /// <summary>The account of an organisation's trail that is asked for.</summary>
    public string? AccountId { get; set; }

    /// <summary>Where the trail delivers now, if it was turned.</summary>
    public string? TurnedTo { get; set; }

    /// <summary>Whether the former bucket is a stranger's, who lets nobody in.</summary>
    public bool IsForeign { get; set; }

    /// <summary>The period; the whole chain unless a case says so.</summary>
    public DateTimeOffset From { get; set; }

    public DateTimeOffset To { get; set; }

    /// <summary>Whether the CLI gives up, where the cmdlet need not.</summary>
    public bool IsRefused { get; set; }

    public string Arn => $"arn:aws:cloudtrail:us-east-1:{Account.Id}:trail/{Trail}";

    /// <summary>What the CLI finds not valid.</summary>
    public List<string> Theirs { get; } = [];

    /// <summary>What only the cmdlet says.</summary>
    public List<string> OnlyOurs { get; } = [];

    /// <summary>What only the CLI says.</summary>
    public List<string> OnlyTheirs { get; } = [];

    public string[] Words =>
    [
        "cloudtrail", "validate-logs", "--trail-arn", Arn, "--start-time", $"{From:yyyy-MM-ddTHH:mm:ssZ}", "--end-time", $"{To:yyyy-MM-ddTHH:mm:ssZ}", "--verbose", "--region", Region,
        .. AccountId is { } account ? new[] { "--account-id", account } : [],
    ];

    /// <summary>The chain: made when first asked for, of no hour.</summary>
    public MadeChain Chain => _chain ??= Make();

    /// <summary>Four hours of two logs.</summary>
    public IList<MadeDigest> Digests => Chain.Digests.Count > 0 ? Chain.Digests : Chain.AddHours(4).Digests;

    /// <summary>The period, where the case did not say.</summary>
    public void Seal()
    {
        var last = Digests.Count > 0 ? Chain.Time : Start;
        From = From == default ? Start : From;
        To = To == default ? last : To;
    }

    public void Put(MadeDigest digest, byte[] content, bool hasMetadata = true, string? without = null, string? signature = null)
    {
        var metadata = Account.ReadObject(digest.Bucket, digest.Key).Metadata.Where(pair => hasMetadata && pair.Key != without).ToDictionary();
        if (signature is not null)
        {
            metadata["signature"] = signature;
        }

        Account.AddObject(digest.Bucket, digest.Key, content, metadata);
    }

    public void Put(MadeLog log, byte[] content) => Account.AddObject(log.Bucket, log.Key, content);

    public void Remove(MadeDigest digest) => Account.RemoveObject(digest.Bucket, digest.Key);

    public void Remove(MadeLog log) => Account.RemoveObject(log.Bucket, log.Key);

    public byte[] Read(string key) => Account.ReadObject(Bucket, key).Content;

    /// <summary>What both find not valid.</summary>
    public void Find(MadeDigest digest, string status) => Theirs.Add(Item(digest, status));

    public void Find(MadeLog log, string status) => Theirs.Add(Item(log, status));

    public void FindGap(DateTimeOffset from, DateTimeOffset to) => Theirs.Add($"Gap {from:yyyy-MM-ddTHH:mm:ssZ} to {to:yyyy-MM-ddTHH:mm:ssZ} Gap");

    /// <summary>What they find different.</summary>
    public void Differ(MadeDigest digest, string theirs, string ours) => Differ(Item(digest, theirs), Item(digest, ours));

    public void Differ(MadeLog log, string? theirs, string? ours) => Differ(theirs is null ? null : Item(log, theirs), ours is null ? null : Item(log, ours));

    public void Differ(IEnumerable<MadeDigest> digests, string? theirs, string? ours)
    {
        foreach (var digest in digests)
        {
            Differ(theirs is null ? null : Item(digest, theirs), ours is null ? null : Item(digest, ours));
            digest.Logs.ToList().ForEach(log => Differ(log, theirs, ours));
        }
    }

    /// <summary>Stricter: late logs stand in a backfill digest alone. Where that is not valid nothing vouches for them, and the hour's own digest says that they are not its own.</summary>
    public void DoNotList(MadeDigest late) => late.Logs.ToList().ForEach(log => Differ(log, null, "NotListed"));

    public static byte[] Gzip(string text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static string Item(MadeDigest digest, string status) => $"{(digest.Generated is null ? "Digest" : "BackfillDigest")} s3://{digest.Bucket}/{digest.Key} {status}";

    private static string Item(MadeLog log, string status) => $"Log s3://{log.Bucket}/{log.Key} {status}";

    private void Differ(string? theirs, string? ours)
    {
        if (theirs is not null)
        {
            OnlyTheirs.Add(theirs);
            if (!theirs.EndsWith(" Valid", StringComparison.Ordinal))
            {
                Theirs.Add(theirs);
            }
        }

        if (ours is not null)
        {
            OnlyOurs.Add(ours);
        }
    }

    /// <summary>The trail as the case has set it, and an empty chain.</summary>
    private MadeChain Make()
    {
        Account.AddTrail(Trail, TurnedTo ?? Bucket, prefix: Prefix, isOrganization: AccountId is not null, isLogging: false);
        if (TurnedTo is not null)
        {
            (IsForeign ? World.Accounts.Last() : Account).AddBucket(Bucket);
        }

        return new MadeChain(Account, new MadeChainOptions
        {
            Start = Start,
            Bucket = Bucket,
            Trail = Trail,
            Region = Region,
            Home = "us-east-1",
            Prefix = Prefix,
            Account = AccountId,
            Organization = AccountId is null ? null : Organization,
        });
    }
}
