using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.CloudTrail;

/// <summary>
/// Logs and digests as CloudTrail would have delivered them for months, without a trail, events or a clock that moves: for tests that need a past, and that touch it. Digests are signed with the keys that
/// ListPublicKeys of the region tells.
/// </summary>
/// <param name="account">In whose partition the buckets are.</param>
/// <param name="options">What it is of.</param>
public sealed class MadeChain(AwsAccount account, MadeChainOptions options)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly DigestChain _chain = new(options.Start);
    private readonly string _account = options.Account ?? account.Id;
    private string _bucket = options.Bucket;

    /// <summary>Where the next hour begins.</summary>
    public DateTimeOffset Time => _chain.Start;

    /// <summary>All digests but backfill ones, oldest first.</summary>
    public IList<MadeDigest> Digests { get; } = [];

    /// <summary>All logs that digests list, oldest first.</summary>
    public IEnumerable<MadeLog> Logs => Digests.SelectMany(digest => digest.Logs);

    private DigestPlace Place => new(
        _account,
        options.Region,
        options.Trail,
        options.Home ?? options.Region,
        _bucket,
        $"{(options.Prefix is { } prefix ? prefix + "/" : "")}AWSLogs/{(options.Organization is { } organization ? organization + "/" : "")}{_account}");

    /// <summary>Adds hours with their digests.</summary>
    /// <param name="count">How many.</param>
    /// <param name="logs">How many logs each has; null: as the options say.</param>
    public MadeChain AddHours(int count, int? logs = null)
    {
        for (var hour = 0; hour < count; hour++)
        {
            AddHour(logs);
        }

        return this;
    }

    /// <summary>Adds an hour with its digest.</summary>
    /// <param name="logs">How many logs it has; null: as the options say.</param>
    /// <param name="change">Changes what the digest says before it is signed; null: nothing.</param>
    public MadeDigest AddHour(int? logs = null, Action<JsonObject>? change = null)
    {
        lock (account.World.Gate)
        {
            var (start, end) = (_chain.Start, _chain.Start + Hour);
            var delivered = Deliver(start, end, logs ?? options.Logs);
            var key = account.World.DigestKeys.At(options.Region, end);
            var digest = Digest.Make(Place, key, Listing(_chain, delivered), end);
            if (change is not null)
            {
                var json = JsonNode.Parse(digest.Content)!.AsObject();
                change(json);
                digest = Digest.Sign(json, key.Rsa!);
            }

            var made = Deliver(digest, delivered, end, null);
            (_chain.Last, _chain.Start) = (Link(made), end);
            _chain.Logs.Clear();
            Digests.Add(made);
            return made;
        }
    }

    /// <summary>Nothing is logged for a while; the next digest starts a chain.</summary>
    public MadeChain Gap(TimeSpan time)
    {
        _chain.Start += time;
        _chain.Last = null;
        return this;
    }

    /// <summary>The trail is turned to another bucket; the chain goes on.</summary>
    public MadeChain MoveTo(string bucket)
    {
        _bucket = bucket;
        return this;
    }

    /// <summary>Late logs of an hour that has its digest, with a digest of their own. It stands in no chain.</summary>
    /// <param name="of">The hour's digest.</param>
    /// <param name="logs">How many.</param>
    /// <param name="generated">When: its key is the one of then.</param>
    public MadeDigest Backfill(MadeDigest of, int logs, DateTimeOffset generated)
    {
        lock (account.World.Gate)
        {
            var (start, end) = (Of(of, "digestStartTime"), Of(of, "digestEndTime"));
            var delivered = Deliver(start, end, logs);
            return Deliver(Digest.Make(Place, account.World.DigestKeys.At(options.Region, generated), Listing(new DigestChain(start), delivered), end, isBackfill: true), delivered, generated, generated);
        }
    }

    /// <summary>A log of an hour that no digest lists.</summary>
    public MadeLog AddUnlistedLog(MadeDigest hour)
    {
        lock (account.World.Gate)
        {
            return Deliver(Of(hour, "digestStartTime"), Of(hour, "digestEndTime"), 1)[0];
        }
    }

    /// <summary>Puts another digest in a digest's place: with other text, the signature as before or a new one.</summary>
    /// <param name="digest">Which.</param>
    /// <param name="change">Changes what it says.</param>
    /// <param name="key">What it is signed with; null: the signature stays. Its fingerprint is written too.</param>
    /// <returns>The digest as it is now; those after it still tell of the one before.</returns>
    public MadeDigest Replace(MadeDigest digest, Action<JsonObject> change, RSA? key = null)
    {
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(change);
        var json = JsonNode.Parse(digest.Text)!.AsObject();
        if (key is not null)
        {
            json["digestPublicKeyFingerprint"] = DigestKey.FingerprintOf(key.ExportRSAPublicKey());
        }

        change(json);
        var signed = key is null ? null : Digest.Sign(json, key);
        var changed = digest with { Text = json.ToJsonString(), Signature = signed?.Link.Signature ?? digest.Signature };
        account.AddObject(digest.Bucket, digest.Key, Gzip.Pack(Encoding.UTF8.GetBytes(changed.Text)), Digest.Metadata(changed.Signature, digest.Generated));
        return changed;
    }

    /// <summary>Puts other text in a log's place.</summary>
    public void Replace(MadeLog log, string text)
    {
        ArgumentNullException.ThrowIfNull(log);
        account.AddObject(log.Bucket, log.Key, Gzip.Pack(Encoding.UTF8.GetBytes(text)));
    }

    private static DateTimeOffset Of(MadeDigest digest, string name) => DateTimeOffset.Parse((string)JsonNode.Parse(digest.Text)![name]!, CultureInfo.InvariantCulture);

    private static DigestLink Link(MadeDigest digest) => new(digest.Bucket, digest.Key, Signing.SigV4.Hash(Encoding.UTF8.GetBytes(digest.Text)), digest.Signature);

    private static DigestChain Listing(DigestChain chain, IReadOnlyList<MadeLog> logs)
    {
        foreach (var log in logs)
        {
            chain.Logs.Add(new DeliveredLog(log.Bucket, log.Key, Signing.SigV4.Hash(Encoding.UTF8.GetBytes(log.Text)), chain.Start, chain.Start));
        }

        return chain;
    }

    private MadeDigest Deliver(Digest digest, IReadOnlyList<MadeLog> logs, DateTimeOffset time, DateTimeOffset? generated)
    {
        account.AddObject(digest.Link.Bucket, digest.Link.Key, Gzip.Pack(digest.Content), Digest.Metadata(digest.Link.Signature, generated), time);
        return new MadeDigest(digest.Link.Bucket, digest.Link.Key, Encoding.UTF8.GetString(digest.Content), digest.Link.Signature, logs) { Generated = generated };
    }

    private MadeLog[] Deliver(DateTimeOffset start, DateTimeOffset end, int count)
    {
        var place = Place;
        var logs = new MadeLog[count];
        for (var number = 0; number < count; number++)
        {
            // Not in the last minutes of the hour: what is delivered there may stand in the next digest.
            var time = start + ((end - start) * 0.8 * number / count);
            logs[number] = new MadeLog(place.Bucket, place.Log(time), $$"""{"Records":[{{string.Join(',', Enumerable.Range(0, options.Records).Select(_ => Record(time)))}}]}""");
            account.AddObject(place.Bucket, logs[number].Key, Gzip.Pack(Encoding.UTF8.GetBytes(logs[number].Text)), null, time);
        }

        return logs;
    }

    private string Record(DateTimeOffset time) => $$$$"""
        {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLEEXAMPLE123:worker","arn":"arn:{{{{account.Partition}}}}:sts::{{{{_account}}}}:assumed-role/worker/worker","accountId":"{{{{_account}}}}","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAEXAMPLEEXAMPLE123","arn":"arn:{{{{account.Partition}}}}:iam::{{{{_account}}}}:role/worker","accountId":"{{{{_account}}}}","userName":"worker"}}},"eventTime":"{{{{RequestContext.Time(time)}}}}","eventSource":"sqs.amazonaws.com","eventName":"CreateQueue","awsRegion":"{{{{options.Region}}}}","sourceIPAddress":"192.0.2.1","userAgent":"aws-cli","requestParameters":{"queueName":"jobs"},"responseElements":null,"requestID":"{{{{Guid.NewGuid()}}}}","eventID":"{{{{Guid.NewGuid()}}}}","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"{{{{_account}}}}","eventCategory":"Management"}
        """;
}
