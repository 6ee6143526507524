using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TrailOps.Digests;
using TrailOps.Events;

namespace TrailOps.Tests.Digests;

/// <summary>A bucket in memory with a chain of digests, signed by a key of its own.</summary>
internal sealed class MemoryStore : IDigestStore, IPublicKeySource
{
    public const string Bucket = "logs-of-team";
    public static readonly DateTime Start = new(2026, 11, 20, 22, 0, 0, DateTimeKind.Utc);
    private const string Account = "111122223333";

    /// <summary>Making one takes longer than all the rest.</summary>
    private static readonly RSA Key = RSA.Create(2048);

    private readonly PublicKeys _keys = new();
    private (string Key, string Hash, string Signature)? _last;
    private DateTime _time = Start;

    public MemoryStore() => _keys.Add(PublicKey);

    public static byte[] PublicKey { get; } = Key.ExportRSAPublicKey();

    public static DigestFolder Folder { get; } = new("AWSLogs/", Account, "eu-central-1");

    public bool HasSignatures { get; init; } = true;

    /// <summary>All objects: bytes as they are stored, and the signature beside them.</summary>
    public Dictionary<string, (byte[] Content, string? Signature)> Objects { get; } = new(StringComparer.Ordinal);

    public List<string> DigestKeys { get; } = [];

    public List<string> LogKeys { get; } = [];

    /// <summary>Adds hours, each with a digest.</summary>
    public MemoryStore AddHours(int count, int logs = 2)
    {
        for (var hour = 0; hour < count; hour++)
        {
            AddHour(logs);
        }

        return this;
    }

    /// <summary>The next digest starts a chain.</summary>
    public MemoryStore Gap(int hours)
    {
        _time = _time.AddHours(hours);
        _last = null;
        return this;
    }

    public IEnumerable<DigestName> Digests(string bucket, DigestFolder folder, DateTime from, DateTime to) =>
        Objects.Keys.Select(DigestName.Parse).OfType<DigestName>().Where(name => name.Chain.Folder == folder && name.EndTime >= from && name.EndTime <= to).OrderBy(name => name.EndTime);

    public IEnumerable<StoredLog> Logs(string bucket, DigestFolder folder, DateTime from, DateTime to) =>
        Objects.Keys.Where(key => key.StartsWith(folder.Logs, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(key => new StoredLog(key, LogFileName.Delivered(key[(key.LastIndexOf('/') + 1)..])!.Value, null)).Where(log => log.Delivered >= from && log.Delivered <= to);

    public StoredDigest? ReadDigest(string bucket, string key) => Objects.TryGetValue(key, out var found) ? new StoredDigest(new MemoryStream(found.Content), HasSignatures ? found.Signature : null, null) : null;

    public Stream? OpenLog(string bucket, string key) => Objects.TryGetValue(key, out var found) ? new MemoryStream(found.Content) : null;

    public (string Bucket, string Key) PlaceOf(string bucket, string key, string near) => (bucket, key);

    public bool IsNotFound(Exception exception) => false;

    public string Describe(Exception exception) => exception.Message;

    public string NameOf(string bucket, string key) => $"s3://{bucket}/{key}";

    public Task<PublicKeys> FindAsync(string region, DateTime from, DateTime to, CancellationToken cancellationToken) => Task.FromResult(_keys);

    /// <summary>What becomes of everything, and the summary.</summary>
    public async Task<(List<AuditLogValidation> Items, AuditLogValidationSummary Summary)> ValidateAsync(DateTime start, DateTime end, IPublicKeySource? keys = null)
    {
        using var workers = new WorkerThreads(2, CancellationToken.None);
        var summary = new AuditLogValidationSummary("test", start, end);
        List<AuditLogValidation> items = [];
        await foreach (var item in new LogValidation(this, workers, keys ?? this, start, end).ValidateAsync([(Bucket, Folder)], null, summary, (place, e) => throw new InvalidOperationException(place, e), CancellationToken.None))
        {
            items.Add(item);
        }

        return (items, summary);
    }

    public static byte[] Gzip(ReadOnlySpan<byte> text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(text);
        }

        return packed.ToArray();
    }

    public static byte[] Text(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using MemoryStream text = new();
        gzip.CopyTo(text);
        return text.ToArray();
    }

    private void AddHour(int logs)
    {
        var end = _time.AddHours(1);
        List<object> files = [];
        for (var log = 0; log < logs; log++)
        {
            var time = _time.AddMinutes(5 + (5 * log));
            var key = $"{Folder.Logs}{time:yyyy/MM/dd}/{Account}_CloudTrail_eu-central-1_{time:yyyyMMddTHHmm}Z_{log:D8}Abcdefgh.json.gz";
            var text = Encoding.UTF8.GetBytes($$"""{"Records":[{"eventID":"{{time:O}}-{{log}}"}]}""");
            Objects[key] = (Gzip(text), null);
            LogKeys.Add(key);
            files.Add(new { s3Bucket = Bucket, s3Object = key, hashValue = Hex.Of(SHA256.HashData(text)), hashAlgorithm = "SHA-256" });
        }

        var digestKey = $"{Folder.Digests}{end:yyyy/MM/dd}/{Account}_CloudTrail-Digest_eu-central-1_evidence_us-east-1_{end:yyyyMMddTHHmmss}Z.json.gz";
        var digest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            awsAccountId = Account,
            digestStartTime = $"{_time:yyyy-MM-ddTHH:mm:ssZ}",
            digestEndTime = $"{end:yyyy-MM-ddTHH:mm:ssZ}",
            digestS3Bucket = Bucket,
            digestS3Object = digestKey,
            digestPublicKeyFingerprint = PublicKeys.FingerprintOf(PublicKey),
            digestSignatureAlgorithm = "SHA256withRSA",
            previousDigestS3Bucket = _last is null ? null : Bucket,
            previousDigestS3Object = _last?.Key,
            previousDigestHashValue = _last?.Hash,
            previousDigestSignature = _last?.Signature,
            logFiles = files,
        });
        var hash = Hex.Of(SHA256.HashData(digest));
        var signed = $"{end:yyyy-MM-ddTHH:mm:ssZ}\n{Bucket}/{digestKey}\n{hash}\n{_last?.Signature ?? "null"}";
        var signature = Hex.Of(Key.SignData(Encoding.UTF8.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Objects[digestKey] = (Gzip(digest), signature);
        DigestKeys.Add(digestKey);
        (_last, _time) = ((digestKey, hash, signature), end);
    }
}
