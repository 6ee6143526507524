using System.Text;
using TrailOps.Digests;

namespace TrailOps.Tests.Digests;

public sealed class LogValidationTests
{
    private static readonly DateTime End = MemoryStore.Start.AddHours(6);

    [Fact]
    public async Task A_chain_is_valid_and_its_order_is_from_new_to_old()
    {
        var store = new MemoryStore().AddHours(6);
        var (items, summary) = await store.ValidateAsync(MemoryStore.Start, End);
        Assert.Equal((true, 6L, 6L, 12L, 12L, 0L), (summary.IsValid, summary.Digests, summary.DigestsValid, summary.Logs, summary.LogsValid, summary.LogsNotListed));
        Assert.Equal((MemoryStore.Start, End), (summary.CoveredStartTime, summary.CoveredEndTime));
        Assert.Equal(store.DigestKeys.AsEnumerable().Reverse().Select(key => $"s3://{MemoryStore.Bucket}/{key}"), items.Where(item => item.Kind == AuditLogKind.Digest).Select(item => item.Key));
    }

    [Fact]
    public async Task A_log_that_was_added_is_found_by_the_digests_of_its_time_alone()
    {
        var store = new MemoryStore().AddHours(2).Gap(2).AddHours(2);
        foreach (var minute in new[] { 30, 150, 270, 358 })
        {
            // In an hour of the first chain, in the gap, in one of the second, and so shortly before its end that the next digest may list it.
            var time = MemoryStore.Start.AddMinutes(minute);
            store.Objects[$"{MemoryStore.Folder.Logs}{time:yyyy/MM/dd}/111122223333_CloudTrail_eu-central-1_{time:yyyyMMddTHHmm}Z_AddedByAttacker0.json.gz"] = (MemoryStore.Gzip("{}"u8), null);
        }

        var (items, summary) = await store.ValidateAsync(MemoryStore.Start, End);
        Assert.Equal((false, 2L, 1L, 8L), (summary.IsValid, summary.LogsNotListed, summary.Gaps, summary.LogsValid));
        Assert.Equal(["20261120T2230Z", "20261121T0230Z"], items.Where(item => item.Status == AuditLogStatus.NotListed).Select(item => item.Key.Split('_')[^2]));
    }

    [Fact]
    public async Task A_copy_without_signatures_is_proved_by_the_digests_that_follow()
    {
        var store = new MemoryStore { HasSignatures = false }.AddHours(6);
        var (items, summary) = await store.ValidateAsync(MemoryStore.Start, End);
        Assert.Equal((true, 5L, 5L, 1L, 10L), (summary.IsValid, summary.Digests, summary.DigestsValid, summary.DigestsNotProved, summary.LogsValid));
        Assert.Equal(AuditLogStatus.SignatureNotFound, items[0].Status);
        Assert.Equal(End.AddHours(-1), summary.CoveredEndTime);

        // One more than the period needs is there: all of it is proved.
        (_, summary) = await store.ValidateAsync(MemoryStore.Start, End.AddHours(-2));
        Assert.Equal((true, 5L, 5L, 0L), (summary.IsValid, summary.Digests, summary.DigestsValid, summary.DigestsNotProved));

        // The last one names one that is gone, whose signature was the one before's: what is left is proved, and not that it is all.
        store.Objects.Remove(store.DigestKeys[4]);
        (_, summary) = await store.ValidateAsync(MemoryStore.Start, End);
        Assert.Equal((null, 3L, 3L, 2L), (summary.IsValid, summary.Digests, summary.DigestsValid, summary.DigestsNotProved));
    }

    [Fact]
    public async Task Of_a_digest_that_can_not_be_read_nothing_is_known()
    {
        var store = new MemoryStore().AddHours(3);
        store.Objects.Remove(store.LogKeys[0]);
        var (_, summary) = await new Refusing(store, store.DigestKeys[1]).ValidateAsync();
        Assert.Equal((false, 1L, 3L, 2L), (summary.IsValid, summary.NotRead, summary.Digests, summary.DigestsValid));
        store.Objects[store.LogKeys[0]] = (MemoryStore.Gzip(Encoding.UTF8.GetBytes($$"""{"Records":[{"eventID":"{{MemoryStore.Start.AddMinutes(5):O}}-0"}]}""")), null);
        (_, summary) = await new Refusing(store, store.DigestKeys[1]).ValidateAsync();
        Assert.Null(summary.IsValid);
    }

    [Theory]
    [InlineData("AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/11/20/111122223333_CloudTrail-Digest_us-east-1_a_us-west-2_b_eu-west-1_20261120T220000Z.json.gz", "a_us-west-2_b", "eu-west-1", false)]
    [InlineData("p/AWSLogs/x/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail-Digest/us-east-1/2026/11/20/111122223333_CloudTrail-Digest_us-east-1_t_us-east-1_20261120T220000Z_backfill.json.gz", "t", "us-east-1", true)]
    [InlineData("AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/11/20/444455556666_CloudTrail-Digest_us-east-1_t_us-east-1_20261120T220000Z.json.gz", null, null, false)]
    [InlineData("AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/11/20/111122223333_CloudTrail-Digest_us-east-1_t_us-east-1_20261320T220000Z.json.gz", null, null, false)]
    [InlineData("AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/11/20/111122223333_CloudTrail-Digest_us-east-1_t_us-east-1_20261120T220000Z.json.gz\n", null, null, false)]
    public void Names_tell_chain_and_time(string key, string? trail, string? home, bool isBackfill)
    {
        var name = DigestName.Parse(key);
        Assert.Equal((trail, home, isBackfill), (name?.Chain.TrailName, name?.Chain.HomeRegion, name?.IsBackfill ?? false));
        Assert.Equal(trail is null ? null : new DateTime(2026, 11, 20, 22, 0, 0, DateTimeKind.Utc), name?.EndTime);
    }

    [Fact]
    public async Task Keys_are_read_in_each_form_that_they_have()
    {
        var (der, print) = (MemoryStore.PublicKey, PublicKeys.FingerprintOf(MemoryStore.PublicKey));
        using var rsa = System.Security.Cryptography.RSA.Create();
        rsa.ImportRSAPublicKey(der, out _);
        string[] texts =
        [
            $$"""{"PublicKeyList":[{"Value":"{{Convert.ToBase64String(der)}}","Fingerprint":"{{print}}"}]}""",
            $$"""[{"Value":"{{Convert.ToBase64String(der)}}","Fingerprint":"{{print}}"}]""",
            "\uFEFF" + $$"""{"Value":"{{Convert.ToBase64String(der)}}"}""",
            rsa.ExportRSAPublicKeyPem(),
            rsa.ExportSubjectPublicKeyInfoPem(),
        ];
        foreach (var content in texts.Select(Encoding.UTF8.GetBytes).Append(der).Append(rsa.ExportSubjectPublicKeyInfo()))
        {
            PublicKeyFile file = new();
            file.Add(content);
            file.Add(content);
            Assert.True((await file.FindAsync("", default, default, TestContext.Current.CancellationToken)).TryFind(print, out var key) && key is not null, Encoding.UTF8.GetString(content));
        }

        foreach (var content in new[] { "", "{}", "[]", """{"PublicKeyList":[]}""", """{"PublicKeyList":[{"Value":"no base64!"}]}""", "-----BEGIN RSA PUBLIC KEY-----\nAAAA\n-----END RSA PUBLIC KEY-----", "a key", "{" })
        {
            Assert.Throws<FormatException>(() => new PublicKeyFile().Add(Encoding.UTF8.GetBytes(content)));
        }
    }

    /// <summary>A store that refuses one object.</summary>
    private sealed class Refusing(MemoryStore store, string refused) : IDigestStore
    {
        public bool HasSignatures => true;

        public IEnumerable<DigestName> Digests(string bucket, DigestFolder folder, DateTime from, DateTime to) => store.Digests(bucket, folder, from, to);

        public IEnumerable<StoredLog> Logs(string bucket, DigestFolder folder, DateTime from, DateTime to) => store.Logs(bucket, folder, from, to);

        public StoredDigest? ReadDigest(string bucket, string key) => key == refused ? throw new IOException("refused") : store.ReadDigest(bucket, key);

        public Stream? OpenLog(string bucket, string key) => store.OpenLog(bucket, key);

        public (string Bucket, string Key) PlaceOf(string bucket, string key, string near) => (bucket, key);

        public bool IsNotFound(Exception exception) => false;

        public string Describe(Exception exception) => exception.Message;

        public string NameOf(string bucket, string key) => key;

        public async Task<(List<AuditLogValidation> Items, AuditLogValidationSummary Summary)> ValidateAsync()
        {
            using var workers = new WorkerThreads(2, CancellationToken.None);
            var summary = new AuditLogValidationSummary("test", MemoryStore.Start, End);
            List<AuditLogValidation> items = [];
            await foreach (var item in new LogValidation(this, workers, store, MemoryStore.Start, End).ValidateAsync([(MemoryStore.Bucket, MemoryStore.Folder)], null, summary, (_, e) => throw e, CancellationToken.None))
            {
                items.Add(item);
            }

            return (items, summary);
        }
    }
}
